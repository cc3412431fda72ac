# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of steps: fits into the window, and shows where the person is."""

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget

from journal.guide.steps import OWN_ACCOUNT
from journal.words import Words
from ui import style
from ui.dialogs.step_list import StepListDialog, StepRow


@pytest.fixture
def large(qapp):
    style.apply(qapp, "light", 200)
    yield
    style.apply(qapp, "light", 100)


def test_with_large_text_it_is_no_larger_than_the_window_and_the_step_one_is_at_is_in_sight(large, qtbot):
    words = Words()
    words.load()
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    last = OWN_ACCOUNT.steps[-1].id
    rows = [StepRow(step.id, words(f"step.{step.id}.name"), "", step.id == last) for step in OWN_ACCOUNT.steps]
    dialog = StepListDialog(words, rows, window)
    dialog.show()
    assert dialog.width() <= window.width()
    assert dialog.height() <= window.height()
    here = dialog.findChild(QWidget, f"step-{last}")
    area = dialog.findChild(QScrollArea)
    qtbot.waitUntil(lambda: area.viewport().rect().contains(here.mapTo(area.viewport(), here.rect().bottomLeft())))

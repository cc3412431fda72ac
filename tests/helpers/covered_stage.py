# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages about covering words, with something or nothing covered, for tests/screens.py."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from journal.report.redaction import Redaction
from ui.pages.cover_words_page import COVERED

Opens = Callable[[Any], QWidget]


def with_covered(opens: Opens, *phrases: str) -> Opens:
    """These phrases were looked for before, and are kept inside the record of this stage while the page is shown."""

    def show(made: Any) -> QWidget:
        made.session.change(COVERED, Redaction(phrases).plain())
        return opens(made)

    return show

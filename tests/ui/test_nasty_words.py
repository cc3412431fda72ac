# SPDX-License-Identifier: GPL-3.0-or-later
"""A thousand texts that break programs, all the way: through the guide's own box, the vault and onto the pages."""

import re
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from journal.guide.steps import ACCOUNT
from journal.report.choice import Choice
from journal.report.outline import outline
from journal.report.pdf import build
from tests.helpers.rooms import on_vault, settled, shown
from tests.journal.report.kept import PRINTED
from tests.journal.report.nasty import strings
from tests.journal.report.test_pdf import EDGES, differences
from ui.fields.text_box import TextBox
from ui.pages.guide_page import GuidePage

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing|propagateSizeHints", extend=True)


def as_qt_has_it(text: str) -> str:
    """No half letters, which no clipboard gives to Qt, and its own line ends."""
    return re.sub("[\ud800-\udfff]", "", text).replace("\r\n", "\n").replace("\r", "\n")


def test_a_thousand_nasty_texts_go_in_through_the_guide_and_come_out_of_the_pages(open_session, qtbot):
    told = [as_qt_has_it(text) for text in strings()]
    page = shown(GuidePage(open_session), qtbot, incident="", step=ACCOUNT.id)
    box = next(each for each in page.findChildren(TextBox) if each.objectName() == "box-account")
    box.insertPlainText("".join(f"QQ{place}QQ\n{text}\n" for place, text in enumerate(told)))
    page.findChild(QPushButton, "keep").click()
    qtbot.waitUntil(lambda: on_vault(open_session, qtbot, lambda vault: vault.entries.head()[0]) == 1, timeout=20_000)
    settled(open_session, qtbot)
    contents = on_vault(open_session, qtbot, lambda vault: vault.contents())
    choice = Choice(tuple(each.id for each in contents.incidents))
    report = outline(contents, choice, open_session.words, PRINTED)
    account = tuple(part for part in report.parts if part.id == "account")
    pdf = build(replace(report, parts=account, margins=EDGES), now=PRINTED)
    assert differences(told, pdf) == []

# SPDX-License-Identifier: GPL-3.0-or-later
"""For tests of rooms: something done on the vault's thread and waited for, and a page shown as the window shows it."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from journal.guide.spoken import searchable
from journal.guide.steps import GUIDES
from journal.record.entry import Draft, Entry
from journal.vault.vault import Vault
from journal.words import Words
from ui.fields.step_form import StepForm
from ui.fields.text_box import ReadBox
from ui.guide_tasks import keep
from ui.pages.page import Page
from ui.session import Session
from ui.widgets.focus_order import stops

T = TypeVar("T")
WORDS = Words()  # reads its files once


def on_vault(session: Session, qtbot: QtBot, task: Callable[[Vault], T]) -> T:
    """What ``task`` gives, run in its turn after all that was asked before.

    In a loop of events that ends when it is there: ``waitUntil`` looks only every 10 ms, and this is asked thousands of
    times.
    """
    found: list[T] = []
    wrong: list[Exception] = []
    vault = session.vault
    assert vault is not None
    loop, late = QEventLoop(), QTimer(singleShot=True, interval=60_000)
    for ends in (late.timeout, session.worker.crashed):
        ends.connect(loop.quit)

    def arrived(where: list[Any], what: Any) -> None:
        where.append(what)
        loop.quit()

    session.worker.run(lambda: task(vault), partial(arrived, found), partial(arrived, wrong))
    late.start()
    loop.exec()
    assert wrong == []
    assert found, "it did not end within a minute"
    return found[0]


def settled(session: Session, qtbot: QtBot) -> None:
    """Until everything asked of the vault so far, and what that led to, is done and shown."""
    for _ in range(3):  # what other threads do in between, such as a decoder, is given a moment too
        on_vault(session, qtbot, lambda vault: None)
        qtbot.wait(10)


def draft_of(vault: Vault, incident: str, step: str, answers: dict[str, Any], **more: str) -> Draft:
    """A saved draft."""
    guide = more.pop("guide", "own_account")
    draft = vault.drafts.new(incident, guide, step, more.get("adds_to", ""), answers)
    return vault.drafts.save(draft, searchable(GUIDES[guide].step(step), answers, WORDS))


def entry_of(vault: Vault, session: Session, incident: str, step: str, answers: dict[str, Any], **more: str) -> Entry:
    """A kept entry, in the words of today."""
    return keep(vault, session.words, [draft_of(vault, incident, step, answers, **more)])[0]


def shown(page: Page, qtbot: QtBot, **arguments: Any) -> Any:
    """Enter a page and wait until it shows what it found. Gives the page."""
    qtbot.addWidget(page)
    page.resize(1000, 800)
    page.enter(**arguments)
    page.show()
    settled(page.session, qtbot)
    return page


def unfold(root: QWidget, qtbot: QtBot) -> None:
    """Open the questions that wait behind a button, and wait until each is there."""
    for form in [root] if isinstance(root, StepForm) else root.findChildren(StepForm):
        if form.more is not None and not form.unfolded:
            form.more.click()
        qtbot.waitUntil(form.is_whole)


def nameless(root: QWidget) -> list[str]:
    """What Tab stops at and a screen reader has no name for."""
    seen = [each for each in stops(root) if each.isVisible() and each.isEnabled()]
    assert seen
    return [
        f"{type(each).__name__} {each.objectName()}"
        for each in seen
        if not QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
    ]


def texts(root: QWidget) -> list[str]:
    """Everything that can be read, the person's words among it."""
    labels = [label.text() for label in root.findChildren(QLabel) if label.isVisible()]
    return labels + [box.text() for box in root.findChildren(ReadBox) if box.isVisible()]


def tab_order(first: QWidget, root: QWidget) -> list[QWidget]:
    """What Tab stops at from ``first`` on, once around."""
    found, here = [first], first.nextInFocusChain()
    while here is not first:
        if (
            here.focusPolicy() & Qt.FocusPolicy.TabFocus
            and here.isVisible()
            and here.isEnabled()
            and root.isAncestorOf(here)
        ):
            found.append(here)
        here = here.nextInFocusChain()
    return found

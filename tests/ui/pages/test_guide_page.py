# SPDX-License-Identifier: GPL-3.0-or-later
"""The guide's page: draws every step, loses nothing, keeps, adds, skips, takes out and puts back."""

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journal.errors import DiskFull
from journal.guide.step import NEVER_ASKED, Kind
from journal.guide.steps import GUIDES, OWN_ACCOUNT
from journal.record.entry import EntryKind
from journal.words import PSEUDO, Words
from tests.helpers.rooms import draft_of, entry_of, nameless, on_vault, settled, shown, tab_order, texts, unfold
from ui import drafting
from ui.dialogs.step_list import StepListDialog
from ui.fields.text_box import TextBox
from ui.pages.guide_page import GuidePage
from ui.session import Session
from ui.widgets.entry_card import EntryCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def incident(open_session: Session, qtbot: QtBot) -> str:
    return on_vault(open_session, qtbot, lambda vault: vault.incidents.start("own_account").id)


def guide(session: Session, qtbot: QtBot, **arguments: Any) -> Any:
    return shown(GuidePage(session), qtbot, **arguments)


def press(page: QWidget, name: str, qtbot: QtBot) -> None:
    """Press the button of this name that can be seen."""
    found = [each for each in page.findChildren(QPushButton, name) if each.isVisible() and each.isEnabled()]
    assert found, name
    found[0].click()
    settled(page.session, qtbot)  # type: ignore[attr-defined]


def box(page: QWidget, field: str) -> TextBox:
    found = [each for each in page.findChildren(TextBox, f"box-{field}") if each.isVisible()]
    assert found, field
    return found[0]


@pytest.mark.parametrize("language", ["en", PSEUDO])
def test_every_step_of_every_guide_is_drawn_and_named(language: str, open_session: Session, qtbot: QtBot) -> None:
    open_session.words = Words(language)
    incident = on_vault(open_session, qtbot, lambda vault: vault.incidents.start("own_account").id)
    known = {"kept_file": {"name": "a.jpg", "size": 1}}
    a_file = on_vault(
        open_session, qtbot, lambda vault: entry_of(vault, open_session, incident, "file", known, guide="things")
    ).id
    page = guide(open_session, qtbot, incident=incident, step="truth")
    for each in GUIDES.values():
        for step in each.steps:
            page.enter(incident=incident, guide=each.id, step=step.id, adds_to=a_file if step.alone else "")
            settled(open_session, qtbot)
            unfold(page, qtbot)
            said = texts(page)
            assert open_session.words(f"step.{step.id}.title") in said
            for field in step.fields:
                if field.when is None and field.kind is not Kind.PERSON and field.kind not in NEVER_ASKED:
                    assert open_session.words(f"field.{field.id}.label") in said
            assert nameless(page) == []
    page.enter(incident=incident, step="close")
    settled(open_session, qtbot)
    assert open_session.words("close.title") in texts(page)
    assert nameless(page) == []


def test_in_the_pseudo_language_every_word_comes_from_the_text_files(open_session: Session, qtbot: QtBot) -> None:
    open_session.words = Words(PSEUDO)
    incident = on_vault(open_session, qtbot, lambda vault: vault.incidents.start("own_account").id)
    page = guide(open_session, qtbot, incident=incident, step="truth")
    for step in OWN_ACCOUNT.steps:
        page.enter(incident=incident, step=step.id)
        settled(open_session, qtbot)
        buttons = [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]
        for text in (*texts(page), *buttons):
            assert not text or text.startswith("⟦"), text


def test_tab_goes_through_a_step_as_it_is_read(open_session: Session, incident: str, qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, incident=incident, step="others")
    folded = [each.objectName() for each in tab_order(page.findChild(QPushButton, "all-steps"), page)]
    assert folded[-5:] == ["more", "back", "skip", "pause", "go-on"]
    page.findChild(QPushButton, "more").click()
    order = [each.objectName() for each in tab_order(page.findChild(QPushButton, "all-steps"), page)]
    wanted = ["all-steps", "box-witness_who", "another-answer", "box-known_as", "another-answer"]
    assert order[:5] == wanted
    assert order[-4:] == ["back", "skip", "pause", "go-on"]
    assert order.index("box-witness_contact-phone") < order.index("more") < order.index("chip-yes")
    assert order.index("more") < order.index("box-witness_stood")


def test_no_answer_is_ringed_before_a_key_is_pressed(open_session: Session, incident: str, qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, incident=incident, step="why")
    assert not isinstance(page.window().focusWidget(), QPushButton)
    for _ in range(2):
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
    assert page.window().focusWidget().objectName() == "chip-lawyer"


def test_a_question_opens_when_its_condition_holds(open_session: Session, incident: str, qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, incident=incident, step="safe")
    court = page.findChild(QWidget, "block-court_name")
    assert not court.isVisible()
    page.findChild(QWidget, "block-charges").findChild(QPushButton, "chip-yes").click()
    assert court.isVisible()
    assert open_session.words("field.charges.notice") in texts(page)
    qtbot.keyClicks(box(page, "court_name"), "Lake County")
    page.findChild(QWidget, "block-charges").findChild(QPushButton, "chip-yes").click()
    assert not court.isVisible()
    page.leave()
    settled(open_session, qtbot)
    draft = on_vault(open_session, qtbot, lambda vault: vault.drafts.latest())
    assert draft is not None
    assert draft.answers == {"court_name": "Lake County"}, "an answer in a closed question is not lost"


def test_what_is_typed_is_saved_by_itself(open_session: Session, incident: str, qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, incident=incident, step="account")
    with qtbot.waitSignal(open_session.saved, timeout=20_000):
        qtbot.keyClicks(box(page, "account"), "It was raining")
    draft = on_vault(open_session, qtbot, lambda vault: vault.drafts.latest())
    assert draft is not None
    assert draft.answers == {"account": "It was raining"}


def test_leaving_a_box_saves_at_once(
    open_session: Session, incident: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wait in ("IDLE_MS", "LONGEST_MS"):
        monkeypatch.setattr(drafting, wait, 3_600_000)
    page = guide(open_session, qtbot, incident=incident, step="others")
    page.activateWindow()
    box(page, "witness_who").setFocus()
    qtbot.keyClicks(box(page, "witness_who"), "red coat")
    with qtbot.waitSignal(open_session.saved, timeout=20_000):
        box(page, "known_as").setFocus()


def test_the_cursor_is_where_it_was(open_session: Session, incident: str, qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, incident=incident, step="account")
    account = box(page, "account")
    qtbot.keyClicks(account, "one two three")
    account.set_position(5)
    place = page.place()
    assert (place["field"], place["cursor"]) == ("account", 5)
    page.leave()
    settled(open_session, qtbot)
    again = guide(open_session, qtbot, **place)
    again.activateWindow()
    assert box(again, "account").text() == "one two three"
    assert box(again, "account").position() == 5
    assert again.focusWidget() is box(again, "account")


def test_pasted_looks_become_plain_words(open_session: Session, incident: str, qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, incident=incident, step="account")
    data = QMimeData()
    data.setHtml("<h1>Stop</h1><p style='color:red'>there</p>")
    box(page, "account").insertFromMimeData(data)
    assert box(page, "account").text() == "Stop\nthere"


def test_a_new_incident_begins_only_with_its_first_words(open_session: Session, qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, incident="", guide="own_account", step="account")
    assert on_vault(open_session, qtbot, lambda vault: vault.incidents.all()) == []
    qtbot.keyClicks(box(page, "account"), "x")
    press(page, "go-on", qtbot)
    assert len(on_vault(open_session, qtbot, lambda vault: vault.incidents.all())) == 1
    assert page.place()["step"] == "order"


def test_the_page_of_truths_is_noted_as_seen_once(open_session: Session, incident: str, qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, incident=incident, step="truth")
    assert open_session.words("truth.what.head") in texts(page)
    press(page, "go-on", qtbot)
    press(page, "back", qtbot)
    press(page, "go-on", qtbot)
    seen = on_vault(open_session, qtbot, lambda vault: vault.entries.of_incident(incident))
    assert [(entry.step, entry.kind) for entry in seen] == [("truth", EntryKind.SEEN)]


def test_skipping_is_noted_once_and_goes_on(open_session: Session, incident: str, qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, incident=incident, step="order")
    press(page, "skip", qtbot)
    assert page.place()["step"] == "words"
    press(page, "back", qtbot)
    press(page, "skip", qtbot)
    entries = on_vault(open_session, qtbot, lambda vault: vault.entries.of_incident(incident))
    assert [(entry.step, entry.kind) for entry in entries] == [("order", EntryKind.SKIPPED)]


def test_skipping_what_was_begun_leaves_the_draft(open_session: Session, incident: str, qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, incident=incident, step="account")
    qtbot.keyClicks(box(page, "account"), "x")
    press(page, "skip", qtbot)
    assert on_vault(open_session, qtbot, lambda vault: vault.entries.of_incident(incident)) == []
    assert [draft.step for draft in on_vault(open_session, qtbot, lambda v: v.drafts.of_incident(incident))] == [
        "account"
    ]


def test_kept_words_are_shown_and_never_asked_again(open_session: Session, incident: str, qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, incident=incident, step="account")
    keep = page.findChild(QPushButton, "keep")
    assert not keep.isVisible(), "there is nothing to keep yet"
    qtbot.keyClicks(box(page, "account"), "It was raining")
    assert keep.isVisible()
    press(page, "keep", qtbot)
    assert page.findChild(TextBox, "box-account") is None or not page.findChild(TextBox, "box-account").isVisible()
    assert "It was raining" in texts(page)
    entry = on_vault(open_session, qtbot, lambda vault: vault.entries.of_incident(incident)[0])
    assert entry.answers == {"account": "It was raining"}
    assert entry.wording.texts["account"] == open_session.words("field.account.label")
    press(page, "entry-action", qtbot)
    assert page.place()["step"] == "later"
    qtbot.keyClicks(box(page, "addition"), "And windy")
    press(page, "keep", qtbot)
    added = on_vault(open_session, qtbot, lambda vault: vault.entries.additions_to(entry.id))
    assert [each.answers["addition"] for each in added] == ["And windy"]
    page.enter(incident=incident, step="account")
    settled(open_session, qtbot)
    cards = page.findChildren(EntryCard)
    assert len([card for card in cards if card.isVisible()]) == 2


def test_the_question_of_a_new_card_is_seen_below_many_others(
    open_session: Session, incident: str, qtbot: QtBot
) -> None:
    def many(vault: Any) -> None:
        for look in ("tall", "short", "at the car", "at the door", "by the wall"):
            entry_of(vault, open_session, incident, "officers", {"officer_look": look})

    on_vault(open_session, qtbot, many)
    page = guide(open_session, qtbot, incident=incident, step="officers")
    page.resize(1000, 520)
    press(page, "another", qtbot)
    writing, view = box(page, "officer_look"), page.scroller.viewport()
    qtbot.waitUntil(lambda: page.scroller.verticalScrollBar().value() > 0)
    top = writing.mapTo(view, QPoint(0, 0)).y()
    assert 0 < top < view.height() - 40


def test_more_of_a_kept_step_can_be_answered_as_an_addition(open_session: Session, incident: str, qtbot: QtBot) -> None:
    entry = on_vault(open_session, qtbot, lambda v: entry_of(v, open_session, incident, "setting", {"place": "Lake"}))
    page = guide(open_session, qtbot, incident=incident, step="setting")
    press(page, "answer-more", qtbot)
    assert box(page, "place").text() == ""
    qtbot.keyClicks(box(page, "title"), "Walking home")
    press(page, "keep", qtbot)
    added = on_vault(open_session, qtbot, lambda vault: vault.entries.additions_to(entry.id))
    assert [each.answers for each in added] == [{"title": "Walking home"}]


def test_cards_can_be_added_taken_out_and_put_back(open_session: Session, incident: str, qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, incident=incident, step="officers")
    qtbot.keyClicks(box(page, "officer_look"), "tall")
    press(page, "another", qtbot)
    assert box(page, "officer_look").text() == ""
    qtbot.keyClicks(box(page, "officer_look"), "short")
    assert "tall" in texts(page)

    def kept() -> list[str]:
        drafts = on_vault(open_session, qtbot, lambda vault: vault.drafts.of_incident(incident))
        return [draft.answers["officer_look"] for draft in drafts]

    press(page, "remove-draft", qtbot)
    assert kept() == ["short"]
    press(page, "put-back", qtbot)
    assert sorted(kept()) == ["short", "tall"]
    assert box(page, "officer_look").text() == "tall"


def test_a_person_of_a_card_can_be_chosen_elsewhere(open_session: Session, incident: str, qtbot: QtBot) -> None:
    look = {"officer_look": "tall", "known_as": "R&B"}
    card = on_vault(open_session, qtbot, lambda vault: draft_of(vault, incident, "officers", look))
    page = guide(open_session, qtbot, incident=incident, step="words")
    page.findChild(QPushButton, f"chip-{card.id}").click()
    page.leave()
    settled(open_session, qtbot)
    draft = on_vault(open_session, qtbot, lambda vault: vault.drafts.latest())
    assert draft is not None
    assert draft.answers["speaker"] == {"card": card.id, "name": "R&B"}


def test_the_list_of_steps_goes_anywhere_and_counts_nothing(open_session: Session, incident: str, qtbot: QtBot) -> None:
    def fill(vault: Any) -> None:
        entry_of(vault, open_session, incident, "account", {"account": "x"})
        draft_of(vault, incident, "order", {"parts": [{"id": "a", "text": "b"}]})

    on_vault(open_session, qtbot, fill)
    page = guide(open_session, qtbot, incident=incident, step="words")
    press(page, "skip", qtbot)
    press(page, "all-steps", qtbot)
    dialog = page.findChild(StepListDialog)
    said = {each.objectName(): each.accessibleDescription() for each in dialog.findChildren(QPushButton)}
    assert said["step-account"] == said["step-order"] == open_session.words("guide.standing.written")
    assert said["step-words"] == open_session.words("guide.standing.skipped")
    assert said["step-body"] == open_session.words("guide.steps.here")
    assert said["step-why"] == ""
    assert not any(character.isdigit() for text in texts(dialog) for character in text)
    assert nameless(dialog) == []
    dialog.findChild(QPushButton, "step-questions").click()
    settled(open_session, qtbot)
    assert page.place()["step"] == "questions"


def test_at_the_end_everything_can_be_kept_as_it_stands(open_session: Session, incident: str, qtbot: QtBot) -> None:
    on_vault(open_session, qtbot, lambda vault: draft_of(vault, incident, "account", {"account": "x"}))
    on_vault(open_session, qtbot, lambda vault: draft_of(vault, incident, "questions", {"questions": "y"}))
    page = guide(open_session, qtbot, incident=incident, step="later")
    press(page, "go-on", qtbot)
    assert open_session.words("close.title") in texts(page)
    assert open_session.words("step.account.name") in texts(page)
    press(page, "keep-all", qtbot)
    entries = on_vault(open_session, qtbot, lambda vault: vault.entries.of_incident(incident))
    assert {entry.step for entry in entries} == {"account", "questions"}
    assert on_vault(open_session, qtbot, lambda vault: vault.drafts.of_incident(incident)) == []


def test_pausing_saves_and_goes_home(open_session: Session, incident: str, qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, incident=incident, step="account")
    qtbot.keyClicks(box(page, "account"), "x")
    with qtbot.waitSignal(page.go) as gone:
        page.findChild(QPushButton, "pause").click()
    assert gone.args == ["home", {}]
    assert on_vault(open_session, qtbot, lambda vault: vault.drafts.latest()).answers == {"account": "x"}


def test_keys_do_what_the_buttons_do(open_session: Session, incident: str, qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, incident=incident, step="account")
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    account = box(page, "account")
    account.setFocus()
    qtbot.keyClicks(account, "a")
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(account, Qt.Key.Key_Return, control)
    qtbot.waitUntil(lambda: page.place()["step"] == "order")
    settled(open_session, qtbot)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return, control | shift)
    qtbot.waitUntil(lambda: page.place()["step"] == "account")
    settled(open_session, qtbot)
    assert box(page, "account").text() == "a", "the keys wrote nothing"
    for button in page.buttons.values():
        assert button.shortcut().toString() in button.toolTip()


def test_a_note_of_a_day_stands_in_the_room_of_the_days(open_session: Session, incident: str, qtbot: QtBot) -> None:
    assert guide(open_session, qtbot, guide="days_after", incident="", step="day").rail == "days"
    assert guide(open_session, qtbot, incident=incident, step="day").rail == "account"


def test_a_note_of_a_day_may_belong_to_no_incident(open_session: Session, qtbot: QtBot) -> None:
    page = guide(open_session, qtbot, incident="", guide="days_after", step="day", fresh=True)
    qtbot.keyClicks(box(page, "day_text"), "slept")
    press(page, "keep", qtbot)
    entry = on_vault(open_session, qtbot, lambda vault: vault.entries.of_step("day", 5)[0])
    assert (entry.incident, entry.answers) == ("", {"day_text": "slept"})
    assert on_vault(open_session, qtbot, lambda vault: vault.incidents.all()) == []


def test_an_addition_is_seen_where_it_was_written_and_where_it_belongs(
    open_session: Session, incident: str, qtbot: QtBot
) -> None:
    def fill(vault: Any) -> None:
        kept = entry_of(vault, open_session, incident, "account", {"account": "x"})
        entry_of(vault, open_session, incident, "later", {"addition": "a dent"}, adds_to=kept.id)

    on_vault(open_session, qtbot, fill)
    page = guide(open_session, qtbot, incident=incident, step="later")
    assert "a dent" in texts(page)
    assert any(open_session.words("step.account.name") in text for text in texts(page))


def test_while_saving_does_not_work_the_page_is_not_left(
    open_session: Session, incident: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault: Any = open_session.vault
    real = vault.drafts.save

    def full(*_arguments: Any) -> None:
        raise DiskFull

    monkeypatch.setattr(vault.drafts, "save", full)
    page = guide(open_session, qtbot, incident=incident, step="account")
    qtbot.keyClicks(box(page, "account"), "still here")
    press(page, "go-on", qtbot)
    assert page.findChild(QWidget, "not-saved").isVisible()
    assert (page.place()["step"], box(page, "account").text()) == ("account", "still here")
    assert open_session.last_words() is not None
    monkeypatch.setattr(vault.drafts, "save", real)
    press(page, "go-on", qtbot)
    assert page.place()["step"] == "order"
    assert not page.findChild(QWidget, "not-saved").isVisible()

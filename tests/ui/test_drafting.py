# SPDX-License-Identifier: GPL-3.0-or-later
"""The keeper of the draft: three seconds at most are on the screen alone, a full disk loses nothing."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from journal.errors import DiskFull, DiskFullButSaved
from journal.guide.steps import ACCOUNT
from journal.record.entry import Draft
from tests.helpers.rooms import on_vault, settled
from ui.drafting import IDLE_MS, LONGEST_MS, Belonging, Drafting
from ui.session import Session


@pytest.fixture
def drafting(open_session: Session, qtbot: QtBot) -> Iterator[Drafting]:
    """Holds a new draft of a new incident."""
    made = Drafting(open_session, lambda: {"step": "account", "cursor": 7}, open_session)
    draft = on_vault(open_session, qtbot, lambda vault: vault.drafts.new("", "own_account", "account"))
    made.begin(draft, ACCOUNT, Belonging("", "own_account", is_new=True), stored=False)
    yield made
    made.drop()


def stored(session: Session, qtbot: QtBot, draft: Draft | None) -> dict[str, Any]:
    assert draft is not None
    found = on_vault(session, qtbot, lambda vault: vault.drafts.get(draft.id) or draft)
    return dict(found.answers) if found is not draft else {}


def test_no_wait_is_longer_than_half_of_the_three_seconds() -> None:
    assert max(IDLE_MS, LONGEST_MS) <= 1500


def test_words_are_committed_a_second_after_the_last_key(
    drafting: Drafting, open_session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(open_session.saved, timeout=20_000):
        drafting.written({"account": "It was dark"})
    assert stored(open_session, qtbot, drafting.draft) == {"account": "It was dark"}


def test_words_are_committed_while_typing_goes_on(drafting: Drafting, open_session: Session, qtbot: QtBot) -> None:
    """How soon, the kills in tests/e2e show: at most three seconds are gone."""
    began, text = time.monotonic(), ""
    saved: list[float] = []
    open_session.saved.connect(lambda stamp: saved.append(time.monotonic()))
    while not saved and time.monotonic() - began < 20:
        text += "x"
        drafting.written({"account": text})
        qtbot.wait(IDLE_MS // 10)
    assert saved


def test_the_incident_begins_with_its_first_words_and_only_once(
    drafting: Drafting, open_session: Session, qtbot: QtBot
) -> None:
    assert on_vault(open_session, qtbot, lambda vault: vault.incidents.all()) == []
    for text in ("a", "ab"):
        drafting.written({"account": text})
        drafting.flush()
    settled(open_session, qtbot)
    incidents = on_vault(open_session, qtbot, lambda vault: vault.incidents.all())
    assert len(incidents) == 1
    assert drafting.draft is not None
    assert drafting.draft.incident == incidents[0].id


def test_nothing_written_leaves_no_trace(drafting: Drafting, open_session: Session, qtbot: QtBot) -> None:
    drafting.written({"account": "x"})
    drafting.written({})
    drafting.flush()
    settled(open_session, qtbot)
    assert on_vault(open_session, qtbot, lambda vault: vault.incidents.all()) == []


def test_the_place_is_committed_with_the_words(drafting: Drafting, open_session: Session, qtbot: QtBot) -> None:
    drafting.written({"account": "x"})
    drafting.flush()
    place = on_vault(open_session, qtbot, lambda vault: vault.settings.get("place"))
    assert place["page"] == "guide"
    assert place["arguments"]["cursor"] == 7
    assert place["arguments"]["incident"]


def test_the_last_words_can_be_taken_at_any_moment(drafting: Drafting, open_session: Session, qtbot: QtBot) -> None:
    assert open_session.last_words() is None
    drafting.written({"account": "the last words"})
    task = open_session.last_words()
    assert task is not None
    assert open_session.worker.finish([task], timeout=5)
    assert stored(open_session, qtbot, drafting.draft) == {"account": "the last words"}


def test_last_words_during_a_commit_begin_no_second_incident(
    drafting: Drafting, open_session: Session, qtbot: QtBot
) -> None:
    drafting.written({"account": "a"})
    drafting.flush()
    drafting.written({"account": "ab"})
    task = open_session.last_words()
    assert task is not None
    open_session.worker.finish([task], timeout=5)
    assert len(on_vault(open_session, qtbot, lambda vault: vault.incidents.all())) == 1


def test_on_a_full_disk_the_words_stay_and_are_tried_again(
    drafting: Drafting, open_session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault: Any = open_session.vault
    real, full = vault.drafts.save, [True]

    def save(*arguments: Any) -> Draft:
        if full[0]:
            raise DiskFull
        return real(*arguments)

    monkeypatch.setattr(vault.drafts, "save", save)
    after: list[str] = []
    with qtbot.waitSignal(drafting.trouble):
        drafting.written({"account": "still here"})
        drafting.settle(lambda: after.append("gone on"))
    assert drafting.holds_words
    assert not after, "no page is left while its words are only on the screen"
    full[0] = False
    with qtbot.waitSignal(drafting.eased):
        drafting.flush()
    assert stored(open_session, qtbot, drafting.draft) == {"account": "still here"}


def test_a_full_disk_with_room_held_back_counts_as_saved(
    drafting: Drafting, open_session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault: Any = open_session.vault

    def save(*_arguments: Any) -> Draft:
        raise DiskFullButSaved

    monkeypatch.setattr(vault.drafts, "save", save)
    after: list[str] = []
    drafting.written({"account": "kept by the reserve"})
    with qtbot.waitSignal(drafting.trouble):
        drafting.settle(lambda: after.append("gone on"))
    assert after
    assert not drafting.holds_words


def test_the_very_first_words_on_a_full_disk_are_in_the_record_once(
    drafting: Drafting, open_session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    database: Any = open_session.vault._database  # type: ignore[union-attr]
    real, full = database._transaction, [True]

    def transaction(task: Any) -> Any:
        if full.pop() if full else False:
            raise DiskFull
        return real(task)

    monkeypatch.setattr(database, "_transaction", transaction)
    drafting.written({"account": "the first words"})
    with qtbot.waitSignal(drafting.trouble) as told:
        drafting.flush()
    assert isinstance(told.args[0], DiskFullButSaved)
    assert stored(open_session, qtbot, drafting.draft) == {"account": "the first words"}
    drafting.written({"account": "the first words and more"})
    with qtbot.waitSignal(drafting.eased):
        drafting.flush()
    assert len(on_vault(open_session, qtbot, lambda vault: vault.incidents.all())) == 1


def test_what_was_kept_or_taken_out_is_not_written_again(
    drafting: Drafting, open_session: Session, qtbot: QtBot
) -> None:
    drafting.written({"account": "x"})
    draft = drafting.draft
    drafting.drop()
    drafting.flush()
    settled(open_session, qtbot)
    assert stored(open_session, qtbot, draft) == {}
    assert open_session.last_words() is None


@pytest.fixture
def full_disk(open_session: Session, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """As long as it holds True nothing can be saved."""
    vault: Any = open_session.vault
    real, full = vault.drafts.save, [True]

    def save(*arguments: Any) -> Draft:
        if full[0]:
            raise DiskFull
        return real(*arguments)

    monkeypatch.setattr(vault.drafts, "save", save)
    return full


def leave_for_the_next(drafting: Drafting, session: Session, qtbot: QtBot, words: str) -> tuple[Draft, Draft]:
    """The disk is full just when one step is left and the next one laid out."""
    first = drafting.draft
    assert first is not None
    second = on_vault(session, qtbot, lambda vault: vault.drafts.new("", "own_account", "account"))
    drafting.written({"account": words})
    with qtbot.waitSignal(drafting.trouble):
        drafting.begin(second, ACCOUNT, Belonging("", "own_account", is_new=True), stored=False)
    return first, second


def test_what_could_not_be_saved_when_a_step_was_left_is_tried_again(
    drafting: Drafting, open_session: Session, qtbot: QtBot, full_disk: list[bool]
) -> None:
    first, _second = leave_for_the_next(drafting, open_session, qtbot, "the words of the step before")
    assert drafting._left_again.isActive()
    assert stored(open_session, qtbot, first) == {}
    full_disk[0] = False
    with qtbot.waitSignal(drafting.eased):
        drafting._left_again.timeout.emit()
    assert stored(open_session, qtbot, first) == {"account": "the words of the step before"}
    assert open_session.last_words() is None


def test_a_lock_takes_the_words_of_the_step_before_and_of_this_one(
    drafting: Drafting, open_session: Session, qtbot: QtBot, full_disk: list[bool]
) -> None:
    first, second = leave_for_the_next(drafting, open_session, qtbot, "before")
    drafting.written({"account": "now"})
    full_disk[0] = False
    task = open_session.last_words()
    assert task is not None
    assert open_session.worker.finish([task], timeout=5)
    assert stored(open_session, qtbot, first) == {"account": "before"}
    assert stored(open_session, qtbot, second) == {"account": "now"}


def test_whoever_goes_back_finds_the_words_that_could_not_be_saved(
    drafting: Drafting, open_session: Session, qtbot: QtBot, full_disk: list[bool]
) -> None:
    first, _second = leave_for_the_next(drafting, open_session, qtbot, "before")
    found = drafting.newest(first)
    assert found is not None
    assert found.answers == {"account": "before"}
    drafting.begin(found, ACCOUNT, Belonging("", "own_account", is_new=True), stored=False)
    assert drafting.holds_words
    full_disk[0] = False
    drafting.flush()
    settled(open_session, qtbot)
    assert stored(open_session, qtbot, first) == {"account": "before"}
    assert not drafting.holds_words

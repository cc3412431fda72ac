# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy of a real record with the real threads: whoever types is never held up, and what stops it loses nothing."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from journal.errors import TargetFull, TargetGone
from journal.handover import backup
from journal.store import copying as store_copying
from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.helpers.bundles import fill
from tests.helpers.rooms import on_vault, settled
from ui.copying import PLACE, Copying, State
from ui.leaving import Leaving
from ui.session import Session
from ui.worker import Lane


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def copying(open_session: Session, qtbot: Any) -> Copying:
    on_vault(open_session, qtbot, fill)
    return open_session.copying


def ended(copying: Copying, qtbot: Any) -> State:
    qtbot.waitUntil(lambda: copying.state is not State.RUNNING, timeout=20_000)
    return copying.state


def made(copying: Copying, place: Path, qtbot: Any) -> backup.Backup:
    copying.start(place)
    assert ended(copying, qtbot) is State.CHECKED, copying.trouble
    assert copying.made is not None
    return copying.made


def entries_of(folder: Path) -> list[str]:
    with Vault.open(folder, PASSPHRASE) as vault:
        return [each.id for each in vault.entries.all()]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """The copying of the database has begun (first), and waits in the middle until it may go on (second)."""
    begun, going_on, copy = threading.Event(), threading.Event(), store_copying.copy_still

    def wait(*given: Any) -> Any:
        begun.set()
        assert going_on.wait(20)
        return copy(*given)

    monkeypatch.setattr(store_copying, "copy_still", wait)
    return begun, going_on


def test_a_copy_is_checked_noted_inside_and_opens_by_itself(
    open_session: Session, copying: Copying, place: Path, qtbot: Any
) -> None:
    stages: list[str] = []
    copying.changed.connect(lambda: stages.append(copying.stage))
    copy = made(copying, place, qtbot)
    assert (copy.folder.parent, copy.files) == (place, 3)
    assert list(dict.fromkeys(stages)) == ["plan", "database", "objects", "check"]
    here = on_vault(open_session, qtbot, lambda vault: [each.id for each in vault.entries.all()])
    assert entries_of(copy.folder) == here
    kept = on_vault(open_session, qtbot, lambda vault: vault.settings.all())
    assert backup.last(kept) == copy == backup.last(open_session.inside)
    assert kept[PLACE] == str(place)


def test_it_says_checked_only_once_that_stands_in_the_record(
    open_session: Session, copying: Copying, place: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    keep = backup.keep
    monkeypatch.setattr(backup, "keep", lambda *given: (keep(*given), order.append("kept"))[0])
    copying.changed.connect(lambda: order.append(copying.state.value))
    made(copying, place, qtbot)
    assert order.index("kept") < order.index("checked")


def test_drafts_commit_while_a_copy_is_being_made(
    open_session: Session, copying: Copying, place: Path, qtbot: Any, held: tuple[threading.Event, threading.Event]
) -> None:
    begun, going_on = held
    copying.start(place)
    qtbot.waitUntil(begun.is_set, timeout=10_000)
    draft = on_vault(open_session, qtbot, lambda vault: vault.drafts.new("", "own_account", "account"))
    saved = [
        on_vault(
            open_session,
            qtbot,
            lambda vault, number=number: vault.drafts.save(replace(draft, answers={"account": f"word {number}"})),
        )
        for number in range(25)
    ]
    assert len(saved) == 25
    assert copying.state is State.RUNNING, "all of them while the database was being copied"
    going_on.set()
    assert ended(copying, qtbot) is State.CHECKED, copying.trouble
    left = on_vault(open_session, qtbot, lambda vault: vault.drafts.latest())
    assert left.answers == {"account": "word 24"}


def test_stop_loses_nothing_and_the_next_one_goes_on(
    open_session: Session, copying: Copying, place: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(copying, place, qtbot)
    incident = on_vault(open_session, qtbot, lambda vault: vault.incidents.start("own_account").id)
    on_vault(open_session, qtbot, lambda vault: vault.entries.skip(incident, "force", _wording(vault)))

    def stop_at_objects() -> None:
        if copying.stage == "database":
            copying.stop()

    copying.changed.connect(stop_at_objects)
    copying.start(place)
    assert ended(copying, qtbot) is State.STOPPED
    copying.changed.disconnect(stop_at_objects)
    with Vault.open(first.folder, PASSPHRASE) as vault:
        assert vault.entries.head() == (first.entries, first.head), "the copy of before is whole"
    assert made(copying, place, qtbot).entries == first.entries + 1
    assert list(place.iterdir()) == [first.folder]


def _wording(vault: Vault) -> Any:
    return vault.entries.all().__iter__().__next__().wording


@pytest.mark.parametrize("trouble", [TargetFull, TargetGone])
def test_a_full_or_pulled_stick_is_told_and_the_vault_goes_on(
    open_session: Session,
    copying: Copying,
    place: Path,
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
    trouble: type[Exception],
) -> None:
    copy = store_copying.copy_still

    def fail(*_given: Any) -> None:
        raise trouble

    monkeypatch.setattr(store_copying, "copy_still", fail)
    copying.start(place)
    assert ended(copying, qtbot) is State.TROUBLED
    assert isinstance(copying.trouble, trouble)
    on_vault(open_session, qtbot, lambda vault: vault.incidents.start("own_account"))
    monkeypatch.setattr(store_copying, "copy_still", copy)
    made(copying, place, qtbot)


def test_a_record_that_had_to_be_written_to_meanwhile_is_copied_anew(
    copying: Copying, place: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, settle = [False, False], backup.Plan.settle

    def moved(plan: backup.Plan) -> bool:
        return settle(plan) and (answers.pop() if answers else True)

    monkeypatch.setattr(backup.Plan, "settle", moved)
    made(copying, place, qtbot)
    assert answers == []


def test_locking_in_the_middle_ends_it_and_the_next_one_is_whole(
    open_session: Session,
    copying: Copying,
    place: Path,
    qtbot: Any,
    held: tuple[threading.Event, threading.Event],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As the program does it, but that this process stays: last words, the door, and the end."""
    begun, going_on = held
    vault, ends = open_session.vault, []
    assert vault is not None

    class End:
        def replace(self) -> None:
            ends.append("locked")

        end = replace

    monkeypatch.setattr(Leaving, "_watch", lambda self, last: None)
    open_session.leaving = Leaving(open_session, End(), lambda: {"page": "home", "arguments": {}}, list)  # type: ignore[arg-type]
    open_session.unsaved_with(_last_words(vault))
    copying.start(place)
    qtbot.waitUntil(begun.is_set, timeout=10_000)
    open_session.lock()
    assert ends == ["locked"], "and it did not wait for the copy"
    going_on.set()
    open_session.worker.aside(lambda: None, lambda _nothing: ends.append("over"), lane=Lane.OUTGOING)
    qtbot.waitUntil(lambda: ends == ["locked", "over"], timeout=10_000)
    with Vault.open(vault.folder, PASSPHRASE) as again:
        left = again.drafts.latest()
        assert left is not None
        assert left.answers == {"account": "the last words"}
        plan = backup.plan(again, place, again.entries.all().__iter__().__next__().kept)
        assert plan.copy_database()
        assert plan.settle()
        copy = plan.finish()
        assert copy is not None
        count = again.entries.head()[0]
    assert copy.entries == count
    assert len(list(place.iterdir())) == 1


def _last_words(vault: Vault) -> Callable[[], Callable[[], object]]:
    def commit() -> None:
        draft = vault.drafts.new("", "own_account", "account")
        vault.drafts.save(replace(draft, answers={"account": "the last words"}))

    return lambda: commit


def test_a_line_says_that_it_goes_on_while_another_page_is_shown(
    open_session: Session, copying: Copying, place: Path, qtbot: Any
) -> None:
    said: list[str] = []
    open_session.meanwhile.said.connect(said.append)
    copying.start(place)
    assert said == [open_session.words("backup.running.elsewhere")]
    copying.watch(True)
    assert said[-1] == ""
    copying.watch(False)
    ended(copying, qtbot)
    assert said[-1] == ""
    settled(open_session, qtbot)

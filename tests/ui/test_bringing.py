# SPDX-License-Identifier: GPL-3.0-or-later
"""Files come in one after the other: whole or not at all, each bad one told by its name, and it can be stopped."""

import os
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from journal.clock import Clock
from journal.errors import (
    DiskUnreachable,
    NoRoomForFile,
    SourceEmpty,
    SourceIsNoFile,
    SourceMissing,
    SourceUnwanted,
)
from journal.vault import erase
from journal.vault.intake import Source
from tests.helpers.files import in_objects
from tests.helpers.kept import WORDING
from tests.helpers.rooms import on_vault
from tests.helpers.things import a_picture
from ui import bringing as module
from ui.bringing import Bringing, State
from ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def brought(session: Session, qtbot: QtBot, sources: list[Source], incident: Any = "", then: Any = None) -> Bringing:
    session.bringing.bring(sources, incident, then)
    qtbot.waitUntil(lambda: session.bringing.state is State.ENDED, timeout=60_000)
    return session.bringing


def files(folder: Path, *names: str) -> list[Source]:
    made = []
    for name in names:
        (folder / name).write_bytes(a_picture(size=(80, 60)) + name.encode())
        made.append(Source.from_path(folder / name))
    return made


def test_what_is_brought_is_kept_in_its_order_and_belongs_to_its_account(
    open_session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    incident = on_vault(open_session, qtbot, lambda vault: vault.incidents.start("own_account").id)
    heard: list[list[str]] = []
    done = brought(
        open_session, qtbot, files(tmp_path, "a.jpg", "b.jpg"), incident,
        lambda kept: heard.append([each.name for each in kept]),
    )  # fmt: skip
    assert [each.name for each in done.outcome.new] == ["a.jpg", "b.jpg"]
    assert [each.label for each in done.outcome.new] == ["E-1", "E-2"]
    assert {each.incident for each in done.outcome.new} == {incident}
    assert heard == [["a.jpg", "b.jpg"]]
    assert done.outcome.folders == [tmp_path]
    assert done.done == done.total == sum((tmp_path / name).stat().st_size for name in ("a.jpg", "b.jpg"))
    found = on_vault(open_session, qtbot, lambda vault: vault.search.find("jpg"))
    assert len(found) == 2, "a file is found by its name"


def test_a_new_account_is_begun_by_the_first_file_that_belongs_to_it(
    open_session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    done = brought(open_session, qtbot, files(tmp_path, "a.jpg"), lambda vault: vault.incidents.start("own_account").id)
    kept = done.outcome.new[0]
    assert on_vault(open_session, qtbot, lambda vault: vault.incidents.all())[0].id == kept.incident


def test_each_file_that_can_not_be_kept_is_told_and_the_others_come_in(
    open_session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.jpg").touch()
    bad = [Source.from_path(tmp_path / name) for name in ("folder", "empty.jpg", "gone.jpg")]
    good = files(tmp_path, "good.jpg")
    done = brought(open_session, qtbot, [*bad, *good])
    assert [(each.name, type(each.trouble)) for each in done.outcome.unread] == [
        ("folder", SourceIsNoFile),
        ("empty.jpg", SourceEmpty),
        ("gone.jpg", SourceMissing),
    ]
    assert [each.name for each in done.outcome.new] == ["good.jpg"]


def test_what_was_here_already_is_kept_once_and_its_card_says_that_it_came_again(
    open_session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    content = a_picture(3, (80, 60))
    heard: list[str] = []
    brought(open_session, qtbot, [Source.from_bytes(content, "one.jpg")])
    open_session.bringing.read()
    done = brought(
        open_session, qtbot, [Source.from_bytes(content, "two.jpg")], "",
        lambda kept: heard.extend(each.label for each in kept),
    )  # fmt: skip
    assert not done.outcome.new
    assert [each.label for each in done.outcome.again] == heard == ["E-1"]
    assert on_vault(open_session, qtbot, lambda vault: vault.evidence.count()) == 1


def test_stopping_keeps_what_had_come_in_and_leaves_nothing_of_the_rest(
    open_session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "long.mov").write_bytes(os.urandom(1 << 20) * 64)
    bringing = open_session.bringing
    # The second one is stopped as soon as it has begun to move; the third is never begun.
    sources = [*files(tmp_path, "first.jpg"), Source.from_path(tmp_path / "long.mov"), *files(tmp_path, "third.jpg")]
    bringing.changed.connect(lambda: bringing.stop() if bringing.place == 2 else None)
    begun = Clock.count()
    done = brought(open_session, qtbot, sources)
    assert Clock.count() - begun < 10
    assert [each.name for each in done.outcome.new] == ["first.jpg"]
    assert done.outcome.stopped
    assert done.outcome.not_begun == 2
    vault = open_session.vault
    assert vault is not None
    kept = on_vault(open_session, qtbot, lambda vault: list(vault.evidence.object_ids()))
    assert sorted(in_objects(vault)) == sorted(kept), "nothing half-kept lies there"


def test_a_full_disk_skips_the_file_and_a_lost_one_ends_it_all(
    open_session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from journal.vault import intake

    real = intake.prepare
    troubles = {"large.mov": NoRoomForFile(), "lost.jpg": DiskUnreachable()}

    def prepare(source: Source, *args: Any, **more: Any) -> Any:
        if source.name in troubles:
            raise troubles[source.name]
        return real(source, *args, **more)

    monkeypatch.setattr(intake, "prepare", prepare)
    sources = files(tmp_path, "large.mov", "fits.jpg", "lost.jpg", "last.jpg")
    done = brought(open_session, qtbot, sources)
    assert [each.name for each in done.outcome.new] == ["fits.jpg"]
    assert [each.name for each in done.outcome.unread] == ["large.mov", "lost.jpg"]
    assert done.outcome.not_begun == 1


def test_files_on_their_way_to_an_account_that_is_erased_meanwhile_are_not_kept_and_that_is_said(
    open_session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    incident = on_vault(open_session, qtbot, lambda vault: vault.incidents.start("own_account").id)
    on_vault(open_session, qtbot, lambda vault: erase.erase_incident(vault, incident, WORDING))
    done = brought(open_session, qtbot, files(tmp_path, "a.jpg", "b.jpg"), incident)
    assert [(each.name, type(each.trouble)) for each in done.outcome.unread] == [
        ("a.jpg", SourceUnwanted),
        ("b.jpg", SourceUnwanted),
    ]
    vault = open_session.vault
    assert vault is not None
    assert in_objects(vault) == [], "nothing half-kept lies there"
    assert not brought(open_session, qtbot, files(tmp_path, "c.jpg"), "").outcome.not_begun, "the next ones come in"


def test_more_can_be_brought_while_it_runs(open_session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    bringing = open_session.bringing
    bringing.bring(files(tmp_path, "a.jpg"), "")
    done = brought(open_session, qtbot, files(tmp_path, "b.jpg", "c.jpg"))
    assert {each.name for each in done.outcome.new} == {"a.jpg", "b.jpg", "c.jpg"}
    assert done.files == 3


def test_leaving_stops_it(open_session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    bringing = open_session.bringing
    bringing.bring(files(tmp_path, *(f"{number}.jpg" for number in range(20))), "")
    open_session.about_to_leave.emit()
    qtbot.waitUntil(lambda: bringing.state is State.ENDED, timeout=10_000)
    assert len(bringing.outcome.new) < 20


def test_the_window_stays_alive_while_files_come_in(open_session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    """How late a timer of the window is at worst, all the while: the percentiles are in the bench."""
    late = lateness(open_session, qtbot, tmp_path, megabytes=96)
    assert late[int(len(late) * 0.9)] < 0.05


def lateness(session: Session, qtbot: QtBot, folder: Path, megabytes: int) -> list[float]:
    """Seconds that a 5 ms timer was late, sorted, while one large file and many small ones come in."""
    (folder / "large.mov").write_bytes(os.urandom(1 << 20) * megabytes)
    sources = [Source.from_path(folder / "large.mov"), *files(folder, *(f"{place}.jpg" for place in range(20)))]
    ticks: list[float] = []
    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(lambda: ticks.append(Clock.count()))
    timer.start()
    brought(session, qtbot, sources)
    timer.stop()
    return sorted(after - before - 0.005 for before, after in pairwise(ticks))


def test_a_line_says_that_it_goes_on_only_on_other_pages(open_session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    said: list[str] = []
    open_session.bringing.meanwhile.connect(said.append)
    brought(open_session, qtbot, files(tmp_path, "a.jpg"))
    assert said == [open_session.words("bringing.elsewhere"), ""]
    said.clear()
    open_session.bringing.watch(True)
    brought(open_session, qtbot, files(tmp_path, "b.jpg"))
    assert not any(said)


def test_words_about_how_far_it_is_come_ten_times_a_second_at_most() -> None:
    assert module._TELL_SECONDS >= 0.1

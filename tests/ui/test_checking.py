# SPDX-License-Identifier: GPL-3.0-or-later
"""The check runs beside everything else, comes by itself once a month, and says nothing when all is well."""

from dataclasses import replace

import pytest

from journal.record.checked import Checked, Damage, DamageKind
from tests.helpers.kept import draft, keep
from ui.check_tasks import SETTING, is_due
from ui.checking import State

LONG = "what happened " * 500


def on_vault(session, qtbot, task):
    found = []
    session.worker.run(task, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    return found[0]


def ended(session, qtbot):
    qtbot.waitUntil(lambda: not session.checking.is_running, timeout=60_000)
    return session.checking


def test_a_whole_record_is_found_whole_and_remembered_inside(open_session, qtbot):
    on_vault(open_session, qtbot, lambda: keep(open_session.vault, "", account=LONG))
    open_session.checking.start()
    check = ended(open_session, qtbot)
    assert check.state is State.IDLE
    at, checked = check.last()
    assert (at, checked.entries, checked.damages) == (open_session.clock.now(), 1, ())
    kept = on_vault(open_session, qtbot, lambda: open_session.vault.settings.get(SETTING))
    assert kept == open_session.inside[SETTING]


def test_what_is_typed_meanwhile_is_saved_before_the_check_ends(open_session, qtbot):
    """Counted, not timed: the vault's thread has a task of the check only at its beginning, middle and end."""
    vault = open_session.vault
    for _ in range(30):
        on_vault(open_session, qtbot, lambda: keep(vault, "", account=LONG))
    saved, moved = [], []

    def type_on():
        moved.append(1)
        open_session.worker.run(lambda: draft(vault, "", account=LONG), saved.append)

    open_session.checking.changed.connect(type_on)
    open_session.checking.start()
    ended(open_session, qtbot)
    qtbot.waitUntil(lambda: len(saved) == len(moved), timeout=20_000)
    assert len(saved) > 2
    assert open_session.checking.last()[1].damages == ()


def test_it_gives_way_once_the_database_is_let_go_of(open_session, qtbot):
    """A copy that began in the middle of it would be of the moment when the check began."""
    for _ in range(30):
        on_vault(open_session, qtbot, lambda: keep(open_session.vault, "", account=LONG))
    order = []
    open_session.checking.start()
    open_session.checking.changed.connect(lambda: order.append(open_session.checking.state))
    open_session.checking.give_way(lambda: order.append("then"))
    qtbot.waitUntil(lambda: "then" in order, timeout=20_000)
    assert order[-2:] == [State.STOPPED, "then"]
    order.clear()
    open_session.checking.give_way(lambda: order.append("at once"))
    assert order == ["at once"]


def test_it_can_be_stopped(open_session, qtbot):
    open_session.checking.start()
    open_session.checking.stop()
    assert ended(open_session, qtbot).state is State.STOPPED
    assert open_session.checking.last() is None
    on_vault(open_session, qtbot, lambda: keep(open_session.vault, "", account=LONG))
    open_session.checking.start()
    assert ended(open_session, qtbot).last()[1].entries == 1


def test_a_lock_stops_it(open_session, qtbot):
    open_session.checking.start()
    open_session.about_to_leave.emit()
    assert ended(open_session, qtbot).state is State.STOPPED


@pytest.mark.parametrize(("days", "due"), [(None, True), (0, False), (29, False), (30, True), (-1, True), (400, True)])
def test_it_is_due_once_a_month_and_when_the_clock_was_set(clock, days, due):
    inside = {}
    if days is not None:
        inside[SETTING] = Checked(1, 0, bytes(32)).plain(clock.now())
        clock.pass_time(days=days)
    assert is_due(inside, clock.now()) is due


@pytest.mark.parametrize("strange", [None, 7, {}, {"at": "x"}, {"at": 1, "damages": [{}]}, []])
def test_whatever_is_remembered_it_is_due_rather_than_wrong(clock, strange):
    assert is_due({SETTING: strange}, clock.now())


def test_some_minutes_after_opening_it_comes_by_itself(open_session, qtbot):
    quiet = open_session.checking._quiet
    assert quiet.isActive()
    assert quiet.interval() >= 60_000
    quiet.timeout.emit()
    assert ended(open_session, qtbot).last() is not None
    started = []
    open_session.checking.changed.connect(lambda: started.append(1))
    quiet.timeout.emit()
    assert started == [], "it is not due again"


def test_while_files_come_in_it_waits(open_session):
    from ui.bringing import State as Coming

    open_session.bringing.state = Coming.RUNNING
    open_session.checking._quiet.stop()
    open_session.checking._begin_by_itself()
    assert not open_session.checking.is_running
    assert open_session.checking._quiet.isActive()
    open_session.bringing.state = Coming.IDLE


def test_what_was_found_comes_back_as_it_was(clock):
    damages = (
        Damage(DamageKind.ENTRY, seq=3, step="account", kept=clock.now()),
        Damage(DamageKind.FILE, number=4, object="a" * 32),
    )
    from journal.record.checked import remembered

    checked = Checked(9, 2, bytes(range(32)), damages)
    assert remembered(checked.plain(clock.now())) == (clock.now(), checked)
    assert not checked.is_whole
    assert replace(checked, damages=(Damage(DamageKind.PAGES), Damage(DamageKind.KEYS))).is_whole

# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop locks its screen, or the system ends the session, whatever the program is at: it always locks, it never
asks, it loses nothing, no half-written file stays, and no process holds a word of it any more."""

import os
import sys
import time
from pathlib import Path

import pytest

from journal.vault.vault import Vault
from tests.e2e.desk import MAIN, Desk, until
from tests.e2e.lives import KEPT, PASSPHRASE, a_record, opens_the_account
from tests.e2e.person import AtKeyboard
from tests.helpers.login1 import Login1, say
from tests.helpers.memory import belonging_to, holding
from ui.away.linux import SAVERS

pytestmark = pytest.mark.long
TYPED = "kestrel over the ninth roof"
MAKES_SLOWLY, WRITES_SLOWLY = (("-m", "tests.e2e.slow_hands", each) for each in ("making", "writing"))


@pytest.fixture
def folder(place: Desk) -> Path:
    a_record(place.home / "record", 150, 20)
    return place.home / "record"


def typing(person: AtKeyboard) -> None:
    pass  # the account is open, and its last words were typed just now


def a_list_of_steps(person: AtKeyboard) -> None:
    person.presses("guide.steps.button")
    person.sees("step.setting.name")


def a_menu(person: AtKeyboard) -> None:
    goes_to_step(person, "setting")
    label = person.words("field.title.label")
    person.presses("fields.another_answer_to", question=label)
    program = person.desk.program
    assert program is not None
    until(lambda: len(windows(person.desk, "--pid", str(program.pid))) == 2, "the menu's own window")


def a_drawing(person: AtKeyboard) -> None:
    goes_to_step(person, "sketch")
    person.sees("sketch.tip")


def the_window_for_files(person: AtKeyboard) -> None:
    person.presses("rail.things")
    person.presses("files.add")
    person.sees_text("File name:")


def files_coming_in(person: AtKeyboard) -> None:
    large = person.desk.home / "video.bin"
    with large.open("wb") as file:
        file.truncate(800 * 2**20)
    the_window_for_files(person)
    person.replaces("File name:", str(large))
    person.keys("Return")
    person.presses("bringing.keep")
    person.sees("bringing.running")


def pages_being_made(person: AtKeyboard) -> None:
    person.presses("rail.report")
    person.presses("paper.make")
    person.sees("paper.making")


def the_pages(person: AtKeyboard) -> None:
    person.presses("rail.report")
    person.presses("paper.make")
    person.sees("paper.save")


def the_window_to_save(person: AtKeyboard) -> None:
    the_pages(person)
    person.presses("paper.save")
    person.sees_text("File name:")


def pages_being_saved(person: AtKeyboard) -> None:
    the_window_to_save(person)
    person.replaces("File name:", str(person.desk.home / "report.pdf"))
    person.presses_text("Save")
    until(lambda: "writing" in person.desk.printed(), "the disk")
    assert len(list(person.desk.home.glob(".*.new"))) == 1


def pages_on_their_way_to_the_printer(person: AtKeyboard) -> None:
    the_pages(person)
    person.presses("paper.print")
    until(lambda: printer(person.desk).exists(), "lp")


EVERYWHERE = [
    (typing, MAIN),
    (a_list_of_steps, MAIN),
    (a_menu, MAIN),
    (a_drawing, MAIN),
    (the_window_for_files, MAIN),
    (files_coming_in, MAIN),
    (pages_being_made, MAKES_SLOWLY),
    (the_pages, MAIN),
    (the_window_to_save, MAIN),
    (pages_being_saved, WRITES_SLOWLY),
    (pages_on_their_way_to_the_printer, WRITES_SLOWLY),
]


@pytest.mark.parametrize(("at", "program"), EVERYWHERE, ids=lambda each: getattr(each, "__name__", ""))
def test_it_locks_from_everywhere_and_no_process_holds_a_word(place: Desk, folder: Path, at, program):
    put_lp(place)
    running = place.start("--vault", str(folder), program=program)
    person = AtKeyboard(place)
    opens_the_account(person, first=True)
    person.types(TYPED)
    at(person)
    before = {words: holding(desks(place), words) for words in (KEPT, TYPED)}
    assert before[TYPED], "the search finds what is there"
    screen_locks(place)
    person.finds_the_cursor_in("unlock.passphrase")
    after = {words: holding(desks(place), words) for words in (KEPT, TYPED)}
    print(f"{at.__name__}: before {before}; after {after}")
    assert after == {KEPT: {}, TYPED: {}}
    assert started_by(running.pid) == []
    with Vault.open(folder, PASSPHRASE) as vault:
        left = vault.drafts.latest()
        assert left is not None
        assert left.answers["account"] == TYPED
        vault.sweep()
        assert list((folder / "objects").rglob("*.new")) == []
        assert list(vault.evidence.object_ids()) == []
    assert list(place.home.glob(".*.new")) == list(place.home.glob("*.pdf")) == []
    person.types(PASSPHRASE)
    person.keys("Return")
    person.sees("rail.report")
    assert place.said() == []


def test_the_cursor_is_where_it_was(place: Desk, folder: Path):
    place.start("--vault", str(folder))
    person = AtKeyboard(place)
    opens_the_account(person, first=True)
    person.types(TYPED)
    person.keys("ctrl+Home", *["Right"] * 8)
    screen_locks(place)
    person.finds_the_cursor_in("unlock.passphrase")
    person.types(PASSPHRASE)
    person.keys("Return")
    box = person.finds_the_cursor_in("field.account.label")
    person.types("s")
    until(lambda: person.reader.text(box) == TYPED[:8] + "s" + TYPED[8:], lambda: person.reader.text(box))


def test_the_computer_sleeps_once_the_words_are_saved_and_not_before(place: Desk, folder: Path):
    with Login1(place.environment["DBUS_SYSTEM_BUS_ADDRESS"]) as login:
        place.start("--vault", str(folder))
        person = AtKeyboard(place)
        person.finds_the_cursor_in("unlock.passphrase")
        assert asked_to_wait(login) == 0
        opens_the_account(person, first=True)
        assert login.taken.wait(20)
        types_it(person)
        login.sleeps()
        assert login.released.wait(20)
        with Vault.open(folder, PASSPHRASE) as vault:  # the database was closed before, too
            left = vault.drafts.latest()
            assert left is not None
            assert left.answers["account"] == TYPED
        person.finds_the_cursor_in("unlock.passphrase")
        assert asked_to_wait(login) == 1
        person.types(PASSPHRASE)
        person.keys("Return")
        until(lambda: asked_to_wait(login) == 2, "the next lock on sleep")


@pytest.mark.parametrize("how", ["the screen's server is gone", "SIGTERM"])
def test_the_session_ends_and_the_last_words_are_there(place: Desk, folder: Path, how):
    running = place.start("--vault", str(folder))
    person = AtKeyboard(place)
    opens_the_account(person, first=True)
    types_it(person)
    if how == "SIGTERM":
        running.terminate()
    else:
        place.screen.kill()
    assert running.wait(20) == 0
    with Vault.open(folder, PASSPHRASE) as vault:
        left = vault.drafts.latest()
        assert left is not None
        assert left.answers["account"] == TYPED


@pytest.mark.parametrize("times", range(3))
def test_after_leave_quickly_there_is_no_process_and_no_window(place: Desk, folder: Path, times):
    """Within a second as it is meant; five, because a busy machine is no slower program. -rP shows what it was."""
    running = place.start("--vault", str(folder))
    person = AtKeyboard(place)
    opens_the_account(person, first=True)
    person.types(TYPED)
    until(lambda: windows(place), "the window")
    begun = time.monotonic()
    person.keys("shift", "shift", "shift")
    until(lambda: not windows(place), "no window", 5)
    gone = time.monotonic()
    assert running.wait(5) == 0
    print(f"window gone after {gone - begun:.2f} s, process after {time.monotonic() - begun:.2f} s, keys included")
    assert holding(desks(place), TYPED) == {}
    assert not [pid for pid in desks(place) if "main.py" in Path(f"/proc/{pid}/cmdline").read_text()]
    with Vault.open(folder, PASSPHRASE) as vault:
        left = vault.drafts.latest()
        assert left is not None
        assert left.answers["account"] == TYPED


def types_it(person: AtKeyboard) -> None:
    """Until it stands in the box: what is still on its way from the keyboard nobody can save."""
    box = person.finds_the_cursor_in("field.account.label")
    person.types(TYPED)
    until(lambda: person.reader.text(box) == TYPED, "what was typed")


def goes_to_step(person: AtKeyboard, step: str) -> None:
    person.presses("guide.steps.button")
    person.presses(f"step.{step}.name")
    person.sees(f"step.{step}.title")


def screen_locks(place: Desk) -> None:
    say(place.environment["DBUS_SESSION_BUS_ADDRESS"], "/", SAVERS[1], "ActiveChanged", "b", True)


def asked_to_wait(login: Login1) -> int:
    return sum(asked.startswith("Inhibit") for asked in login.asked)


def desks(place: Desk) -> list[int]:
    """Every process of this session: the program and its children, the screen, both buses, who reads aloud."""
    if os.geteuid() != 0:
        pytest.skip("only root may look into a program that lets nobody look")
    return belonging_to(f"HOME={place.home}\0".encode())


def started_by(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def windows(place: Desk, *which: str) -> list[str]:
    return place.asked("xdotool", "search", "--onlyvisible", *(which or ("--name", "Own Words"))).split()


def printer(place: Desk) -> Path:
    return place.home / "lp.pid"


def put_lp(place: Desk) -> None:
    """A printer that never comes to an end."""
    program = place.home.parent / "bin" / "lp"
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\nimport os, sys, time\nsys.stdin.buffer.read(100)\n"
        f"open({str(printer(place))!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)\n"
    )
    program.chmod(0o755)
    place.environment["PATH"] = f"{program.parent}{os.pathsep}{place.environment['PATH']}"

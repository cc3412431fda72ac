# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program on Wayland: whose window it is, what it writes, gives to others and keeps, and how it ends there."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.vault.vault import Vault
from tests.conftest import CHEAP
from tests.e2e.desk import ROOT, until
from tests.e2e.lives import LONGEST_LOSS, PASSPHRASE, opens_the_account, unlocks
from tests.e2e.person import AtKeyboard
from tests.e2e.wayland import WaylandDesk, wayland_desk
from tests.helpers.login1 import say
from tests.helpers.memory import belonging_to, holding
from ui.away.linux import SAVERS
from ui.clipboard import HINTS
from ui.single_start import PERMISSION

pytestmark = pytest.mark.long
TYPED = "kestrel over the ninth roof"
ELSEWHERE = "elsewhere"  # what another program has marked
# Qt's own last words, before it ends the process at once.
BROKEN = "The Wayland connection broke. Did the Wayland compositor die?"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[WaylandDesk]:
    if sys.platform != "linux":
        pytest.skip("Wayland is of Linux")
    with wayland_desk(tmp_path) as made:
        yield made
        print(f"the program said {made.said()}")


@pytest.fixture
def record(desk: WaylandDesk) -> Path:
    Vault.create(desk.home / "record", PASSPHRASE, cost=CHEAP)[0].close()
    return desk.home / "record"


def test_it_writes_copies_locks_and_comes_forward(desk, record):
    desk.start("--vault", str(record))
    person = AtKeyboard(desk)
    box = opens_the_account(person, first=True)
    assert [(each["name"], each["app_id"]) for each in desk.shown()] == [("Own Words", "own-words")]
    until(lambda: colours(desk) > 20, "more on the screen than a plain window")
    marked = watches_what_is_marked(desk)
    person.types(TYPED)
    until(lambda: person.reader.text(box) == TYPED, "what was typed")
    marks_and_copies(person)
    assert marked.read_text().split() == [ELSEWHERE], "what is only marked is seen by nobody else"
    say(desk.environment["DBUS_SESSION_BUS_ADDRESS"], "/", SAVERS[1], "ActiveChanged", "b", True)
    person.finds_the_cursor_in("unlock.passphrase")
    until(lambda: not desk.asked("wl-paste"), "an empty clipboard")
    assert marked.read_text().split() == [ELSEWHERE]
    if os.geteuid() == 0:  # only root may look into a program that lets nobody look
        everyone = belonging_to(f"HOME={desk.home}\0".encode()) + belonging_to(f"HOME={desk.sways}\0".encode())
        assert holding(everyone, TYPED) == {}
    unlocks(person)
    box = person.finds_the_cursor_in("field.account.label")
    until(lambda: person.reader.text(box) == TYPED, "the words where they were")
    comes_forward(desk, record, PERMISSION, desk.hands.token())
    comes_forward(desk, record, PERMISSION, "")
    person.keys("ctrl+End")
    person.types("s")
    until(lambda: person.reader.text(box) == TYPED + "s", "the keyboard to be in the box, as before")
    person.keys("shift", "shift", "shift")
    assert desk.program is not None
    assert desk.program.wait(60) == 0
    until(lambda: desk.shown() == [], "no window")
    assert what_is_left(record) == TYPED + "s"
    assert desk.said() == []
    assert desk.plain_traces(TYPED) == []


def test_when_the_compositor_is_gone_the_program_ends_and_loses_no_more_than_at_a_kill(desk, record):
    running = desk.start("--vault", str(record))
    person = AtKeyboard(desk)
    box = opens_the_account(person, first=True)
    typed, shown = "", []
    while not shown or time.monotonic() - shown[0][0] < 2 * LONGEST_LOSS:
        word = f"w{len(shown):03} "
        person.types(word)
        typed += word
        shown.append((time.monotonic(), len(person.reader.text(box))))
    killed = time.monotonic()
    desk.screen.kill()
    running.wait(60)
    left = what_is_left(record)
    certain = max(length for moment, length in shown if killed - moment >= LONGEST_LOSS)
    print(f"{len(shown)} words typed, {len(typed[len(left) :].split())} gone; ended with {running.returncode}")
    assert typed.startswith(left)
    assert len(left) >= certain > 0
    assert desk.said() == [BROKEN]


def watches_what_is_marked(desk: WaylandDesk) -> Path:
    """A file with what other programs could have pasted with the middle button, one after the other."""
    seen = desk.home.parent / "marked.txt"
    seen.touch()
    desk.spawn(["wl-paste", "--primary", "--watch", "sh", "-c", f"cat >> {seen}; echo >> {seen}"])
    desk.spawn(["wl-copy", "--primary", "--foreground", ELSEWHERE])
    until(lambda: seen.read_text().split() == [ELSEWHERE], "the watch")
    return seen


def marks_and_copies(person: AtKeyboard) -> None:
    """First with the keys, then with the mouse. Copied last: once that is there, all before it has been told of."""
    desk = person.desk
    assert isinstance(desk, WaylandDesk)
    person.keys("shift+Home")
    x, y, _width, _height = person.reader.extents(person.finds_the_cursor_in("field.account.label"))
    desk.hands.click(x + 40, y + 25)
    desk.hands.click(x + 40, y + 25)
    person.keys("ctrl+a", "ctrl+c")
    until(lambda: desk.asked("wl-paste", "--no-newline") == TYPED, lambda: f"{TYPED!r}: {desk.asked('wl-paste')!r}")
    assert set(HINTS) <= set(desk.asked("wl-paste", "--list-types").split())
    assert desk.asked("wl-paste", "--primary") == ""


def comes_forward(desk: WaylandDesk, record: Path, name: str, permission: str) -> None:
    """From another workspace: with what a launcher gives along, and without, as from a terminal."""
    until(lambda: list(desk.home.glob("*.show")), "the bell that it listens to")
    desk.bid("focus_on_window_activation", "focus")
    desk.bid("workspace", f"elsewhere{bool(permission)}")
    until(lambda: not desk.shown()[0]["visible"], "the window to be away")
    command = [sys.executable, str(ROOT / "main.py"), "--vault", str(record)]
    again = subprocess.run(command, env=desk.environment | {name: permission}, cwd=ROOT, check=False, timeout=60)
    assert again.returncode == 0
    until(lambda: [each["focused"] for each in desk.shown()] == [True], "the one window, in front")


def colours(desk: WaylandDesk) -> int:
    picture = desk.picture()
    return len({picture[at : at + 3] for at in range(len(picture) % 3, len(picture), 3)})


def what_is_left(record: Path) -> str:
    with Vault.open(record, PASSPHRASE) as vault:
        assert vault.entries.check().broken is None
        left = vault.drafts.latest()
        return str(left.answers["account"]) if left else ""

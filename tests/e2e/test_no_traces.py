# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole session with words planted wherever a person can write: afterwards they are nowhere but in the vault.

And while it goes on: no socket that leads anywhere, no file but the vault's and the one that was asked for.
"""

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from tests.e2e.desk import ROOT, Desk, until
from tests.e2e.left_behind import Needles, in_files, in_memory, now, told_of
from tests.e2e.person import AtKeyboard, Person
from tests.e2e.test_journey import make_a_record, save_the_report
from tests.e2e.watched import PRINTING

pytestmark = pytest.mark.long

WATCHED = ("-m", "tests.e2e.watched")
_OPENED = re.compile(r'(?:openat|open|creat)\((?:[^,"]*, )?"([^"]*)", ([A-Z_|]+)')
_BEGUN, _RESUMED = " <unfinished ...>", re.compile(r" *<\.\.\. \w+ resumed>")
_SOCKET = re.compile(r"^(\d+) +socket\(AF_INET6?, .*= (\d+)$")
_CONNECT = re.compile(
    r"^(\d+) +connect\((\d+), \{sa_family=AF_INET6?, sin6?_port=htons\(631\), "
    r'(?:sin_addr=inet_addr\("127\.0\.0\.1"\)|sin6_flowinfo=htonl\(0\), inet_pton\(AF_INET6, "::1", )'
)


class Planted(NamedTuple):
    """One made-up word that begins all that is written in one session, and files that hold it."""

    stem: str
    needles: Needles
    photo: Path
    note: Path

    def word(self, where: str) -> str:
        return self.stem + where

    @property
    def passphrase(self) -> str:
        return f"orbit mango tulip {self.stem}"


def plant(folder: Path) -> Planted:
    """Files outside of the home, as on a stick: of both, name and content are planted."""
    stem = "".join(secrets.choice("bdfgklmnprstvz") for _ in range(14))
    folder.mkdir()
    photo, note = folder / f"{stem}photo.jpg", folder / f"{stem}note.txt"
    Image.frombytes("L", (300, 200), secrets.token_bytes(60_000)).convert("RGB").save(photo, quality=85)
    note.write_text(f"{stem}content of a file\n" * 50)
    middle = photo.read_bytes()[20_000:20_032]
    return Planted(stem, Needles([stem], [middle]), photo, note)


def a_desk_with_a_printer(place: Desk) -> Path:
    """``lp`` writes down how it was called and swallows the pages."""
    programs, called = place.home.parent / "bin", place.home.parent / "lp.txt"
    programs.mkdir()
    (programs / "lp").write_text(f'#!/bin/sh\necho "$@" >>{called}\nexec cat >/dev/null\n')
    (programs / "lp").chmod(0o755)
    place.environment["PATH"] = f"{programs}:{place.environment['PATH']}"
    place.environment["PYTHONDONTWRITEBYTECODE"] = "1"
    place.environment["OWN_WORDS_WATCH"] = str(place.home.parent / "watch.txt")
    return called


def go_to(person: Person, step: str) -> None:
    person.presses("guide.steps.button")
    person.presses(f"step.{step}.name")
    person.sees(f"step.{step}.title")


def keep(person: Person) -> None:
    person.presses("guide.keep")
    kept = person.words("guide.keep")
    until(lambda: not any(each.name == kept for each in person.reader.things()), "the page of what was kept")


def write_everywhere(person: AtKeyboard, planted: Planted) -> None:
    """A line, a long text, a quote, a name, a way to reach someone, money, a drawing, a mark, files."""
    word = planted.word
    person.presses("home.new")
    go_to(person, "setting")
    person.writes("field.title.label", word("title"))
    keep(person)
    go_to(person, "account")
    person.writes("field.account.label", f"{word('account')} it was told ")
    person.keys("ctrl+a", "ctrl+c", "ctrl+End", "ctrl+v", "ctrl+x")
    keep(person)
    go_to(person, "words")
    person.writes("field.quote.label", word("quote"))
    keep(person)
    go_to(person, "others")
    person.writes("field.witness_who.label", word("who"))
    person.writes("field.known_as.label", word("name"))
    person.writes("contact.phone", word("phone"))
    keep(person)
    go_to(person, "property")
    person.writes("field.item_what.label", word("thing"))
    person.writes("money.amount", word("money"))
    keep(person)
    go_to(person, "sketch")
    person.keys("space", *["Right"] * 12, "space", "l")
    person.types(word("label"))
    person.keys("Return")
    person.sees_text(word("label"))
    keep(person)
    go_to(person, "body_marks")
    person.presses("marks.list")
    person.types(person.words("body.upper_arm.left"))
    person.keys("Return")
    person.writes("marks.words", word("mark"))
    keep(person)


def bring_in(person: AtKeyboard, file: Path) -> None:
    person.presses("files.add")
    person.replaces("File name:", str(file))
    person.keys("Return")  # a list of names lies over the buttons by now
    person.presses("bringing.keep")
    person.presses("bringing.done")
    person.sees_text(file.name)


def look_for(person: AtKeyboard, planted: Planted) -> None:
    person.presses("bar.search")
    person.sees("search.title")
    person.writes("search.title", planted.stem)
    person.sees_text(planted.word("title"))


def print_the_report(person: AtKeyboard, called: Path) -> None:
    person.presses("paper.print")
    person.presses("paper.printer_go")
    until(lambda: called.exists() and called.read_text(), "lp")


def unlock(person: AtKeyboard, passphrase: str) -> None:
    person.finds_the_cursor_in("unlock.passphrase")
    person.types(passphrase)
    person.keys("Return")


def nothing_left(place: Desk, planted: Planted, since: float) -> None:
    """The processes that look into files end with the one that started them, a moment later."""

    def left() -> str:
        found = in_memory(place, planted.needles)
        return f"{[told_of(pid, planted.needles) for pid in found]} to be gone"

    until(lambda: not in_memory(place, planted.needles), left, 60)  # to look once takes seconds
    assert in_files(place, planted.needles, since) == []


def test_planted_words_are_nowhere_after_a_lock_a_kill_and_an_exit(place, tmp_path):
    since, planted, called = now(), plant(tmp_path / "stick"), a_desk_with_a_printer(place)
    target = tmp_path / f"{planted.stem}paper.pdf"
    program = place.start(program=WATCHED)
    person = AtKeyboard(place)
    make_a_record(person, planted.passphrase)
    write_everywhere(person, planted)
    person.presses("rail.things")
    bring_in(person, planted.photo)
    bring_in(person, planted.note)
    look_for(person, planted)
    save_the_report(person, target)
    print_the_report(person, called)
    assert program.pid in in_memory(place, planted.needles), "the search sees the words where they are"
    person.presses("bar.lock")
    person.finds_the_cursor_in("unlock.passphrase")
    nothing_left(place, planted, since)

    unlock(person, planted.passphrase)
    look_for(person, planted)
    person.keys("ctrl+a", "ctrl+c")
    program.kill()
    program.wait()
    nothing_left(place, planted, since)

    program = place.start(program=WATCHED)
    person = AtKeyboard(place)
    unlock(person, planted.passphrase)
    look_for(person, planted)
    save_the_report(person, target.with_name("again.pdf"))
    person.presses("bar.leave")
    assert program.wait(5) == 0
    nothing_left(place, planted, since)

    assert place.said() == []
    said = [each for each in (place.home.parent / "watch.txt").read_text().splitlines() if each[:3] in ("log", "qt ")]
    assert said, "the recorder of logs wrote down its own beginning"
    assert not any(planted.stem in each for each in said)
    assert called.read_text().split() == ["lp", "-d", "P", "-t", "Document", "-n", "1", "-"][1:]


def test_the_search_finds_a_word_in_a_file_in_memory_and_in_a_page(place, tmp_path):
    """The control: what the test above would say if something were left."""
    since, planted = now(), plant(tmp_path / "stick")
    assert in_files(place, planted.needles, since) == []
    (place.temporary / "a").write_text(planted.word("x"), encoding="utf-16-le")
    (place.home / ".b").write_bytes(b"%PDF-1.7")
    (place.home / "c").write_bytes(b"." * 1000 + planted.photo.read_bytes())
    shared = Path("/dev/shm", f"own-words-{planted.stem}")
    try:
        shared.write_text(planted.stem)
        found = {Path(each).name[:9] for each in in_files(place, planted.needles, since)}
        assert found == {"a", ".b", "c", "own-words"}
    finally:
        shared.unlink()
    hold = "import sys; held = sys.stdin.readline() * 3; print('held', flush=True); sys.stdin.readline()"
    command, pipe = [sys.executable, "-c", hold], subprocess.PIPE
    with subprocess.Popen(command, env=place.environment, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        other.stdin.write(planted.stem + "\n")
        other.stdin.flush()
        other.stdout.readline()
        assert set(in_memory(place, planted.needles)) == {other.pid}
        other.kill()


# -------------------------------------------------------------------------------------------- sockets and files


def whole(trace: str) -> str:
    """A call that strace wrote in two parts, since another thread came between them, in one line again."""
    lines: list[str] = []
    begun: dict[str, str] = {}
    for line in trace.splitlines():
        pid, _, told = line.partition(" ")
        if line.endswith(_BEGUN):
            begun[pid] = line.removesuffix(_BEGUN)
        elif resumed := _RESUMED.match(told):
            lines.append(begun.pop(pid, f"{pid} ") + told[resumed.end() :])
        else:
            lines.append(line)
    return "\n".join([*lines, *begun.values()])


def led_out(trace: str) -> list[str]:
    """Calls of the internet's sockets, but for those of this computer's print system once something is printed."""
    before, _mark, printing = whole(trace).partition(PRINTING)
    found = [line for line in before.splitlines() if "AF_INET" in line]
    unused: dict[tuple[str, ...], str] = {}
    for line in printing.splitlines():
        if made := _SOCKET.match(line):
            found += [unused[made.groups()]] if made.groups() in unused else []
            unused[made.groups()] = line
        elif called := _CONNECT.match(line):
            unused.pop(called.groups(), None)
        elif "AF_INET" in line:
            found.append(line)
    return [*found, *unused.values()]


def written(trace: str) -> set[str]:
    """Files that were opened to be written."""
    found = {path for path, how in _OPENED.findall(trace) if re.search("O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE", how)}
    return {path for path in found if not path.startswith(("/dev/null", "/dev/tty", "/proc/"))}


def traced(trace: Path) -> tuple[str, ...]:
    calls = "socket,connect,sendto,sendmsg,bind,open,openat,creat,memfd_create"
    return ("strace", "-D", "-f", "-o", str(trace), "-e", f"trace={calls}", "-e", "signal=none")


def test_a_session_leads_nowhere_and_writes_only_the_vault_and_what_was_asked_for(place, tmp_path):
    called, trace, planted = a_desk_with_a_printer(place), tmp_path / "trace", plant(tmp_path / "stick")
    target = tmp_path / "paper.pdf"
    program = place.start(program=WATCHED, under=traced(trace))
    person = AtKeyboard(place)
    make_a_record(person)
    person.presses("home.new")
    go_to(person, "account")
    person.writes("field.account.label", planted.word("account"))
    keep(person)
    person.presses("rail.things")
    bring_in(person, planted.photo)
    save_the_report(person, target)
    print_the_report(person, called)
    person.presses("bar.leave")
    assert program.wait(20) == 0
    ended = re.compile(rf"^{program.pid} +\+\+\+ exited", re.MULTILINE)  # short numbers are filled up with spaces
    until(lambda: ended.search(trace.read_text(errors="replace")), "the end of the trace")
    told = trace.read_text(errors="replace")
    assert "AF_UNIX" in told, "the trace sees sockets: the screen's and the bus's"
    assert PRINTING in told
    assert led_out(told) == []
    watch = place.environment["OWN_WORDS_WATCH"]
    vault = str(place.home / ".local" / "share" / "own-words")
    asked_for = {str(target), watch, str(called)}
    begun = re.compile(re.escape(str(target.parent)) + r"/\.[0-9a-f]{8}\.new")  # it gets its name when it is whole
    others = {path for path in written(told) if not path.startswith(vault)} - asked_for
    assert [path for path in others if not begun.fullmatch(path)] == []
    said = Path(watch).read_text().splitlines()
    assert any(line.startswith("write") for line in said), "the hook hears of files"
    assert [line for line in said if line.startswith("socket") and "AF_UNIX" not in line and " 1," not in line] == []


REACHES_OUT = """
import socket, tempfile
from pathlib import Path
from tests.e2e.watched import PRINTING
Path(tempfile.gettempdir(), "left").touch()
def reach(family, where):
    with socket.socket(family, socket.SOCK_DGRAM if "9" in str(where[1]) else socket.SOCK_STREAM) as made:
        made.settimeout(1)
        try:
            made.connect(where)
        except OSError:
            pass
reach(socket.AF_INET, ("127.0.0.1", 631))
try:
    open(PRINTING)
except OSError:
    pass
reach(socket.AF_INET, ("127.0.0.1", 9))
reach(socket.AF_INET6, ("::1", 9))
reach(socket.AF_INET, ("127.0.0.1", 631))
reach(socket.AF_INET6, ("::1", 631))
"""


def test_a_call_that_was_told_in_two_parts_is_one():
    """While something is printed, two threads of two programs may be traced at once."""
    begun = f"1  open({PRINTING!r})\n7  socket(AF_INET, SOCK_STREAM, IPPROTO_IP <unfinished ...>\n8  close(3) = 0\n"
    ended = "7  <... socket resumed>) = 4\n"
    there = 'connect(4, {sa_family=AF_INET, sin_port=htons(631), sin_addr=inet_addr("127.0.0.1")}, 16'
    assert led_out(f"{begun}{ended}7  {there} <unfinished ...>\n8  close(4) = 0\n7  <... connect resumed>) = 0") == []
    assert len(led_out(begun + ended)) == 1
    assert len(led_out(begun)) == 1
    assert len(led_out(f"{begun}{ended}7  {there.replace('127.0.0.1', '127.0.0.9')} <unfinished ...>")) == 2


def test_a_program_that_reaches_out_and_leaves_a_file_is_seen(tmp_path):
    """The control. The print system too may only be asked once something is printed."""
    trace = tmp_path / "trace"
    command = [*traced(trace), sys.executable, "-c", REACHES_OUT]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"TMPDIR": str(tmp_path)}, check=True, timeout=60)
    until(lambda: "+++ exited" in trace.read_text(), "the end of the trace")
    told = trace.read_text()
    out = led_out(told)
    assert len([line for line in out if "socket(" in line]) == 3
    assert len([line for line in out if "connect(" in line and "htons(9)" in line]) == 2
    assert len([line for line in out if "htons(631)" in line]) == 1
    assert str(tmp_path / "left") in written(told)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The recorder sees all that changes a folder, in its order, and refuses what it cannot follow."""

import shutil
import subprocess
import sys

import pytest

from tests.powercut.disk import Disk, read
from tests.powercut.events import Make, MakeFolder, Remove, Rename, Resize, Said, Sync, Write
from tests.powercut.recorder import NotUnderstood, record

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("strace"),
    reason="the system calls are read with strace (Linux)",
)

BEGIN = "import os, sys\nroot, said = sys.argv[1:]\nos.chdir('/')\n"


@pytest.fixture
def recorded(tmp_path):
    """Runs a piece of Python and gives its events; ``root`` and ``said`` are there for it."""
    root = tmp_path / "a fólder"
    root.mkdir()

    def run(code):
        command = [sys.executable, "-I", "-S", "-c", BEGIN + code, str(root), str(tmp_path / "said")]
        events = record(command, root, tmp_path / "said", tmp_path / "log", tmp_path)
        assert Disk.after({}, events).now() == read(root)
        return events

    return run


def test_all_that_a_program_does_with_files_is_seen_in_its_order(recorded):
    events = recorded("""
out = os.open(said, os.O_WRONLY | os.O_CREAT)
file = os.open(root + "/a", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
os.write(file, b'one "two" \\\\ \\0\\xff\\n')
os.write(file, b"after it")
os.pwrite(file, b"ONE", 0)
os.writev(file, [b"more", b" and more"])
os.lseek(file, 2, os.SEEK_SET)
os.write(file, b"!")
os.fsync(file)
os.write(out, b'{"saved": 1}\\n')
os.ftruncate(file, 9)
os.close(file)
os.mkdir(root + "/f")
os.rename(root + "/a", root + "/b")
folder = os.open(root, os.O_RDONLY)
os.fsync(folder)
os.link, os.rmdir(root + "/f")
os.chdir(root)
file = os.open("c", os.O_WRONLY | os.O_CREAT)
os.fdatasync(file)
os.unlink("c", dir_fd=folder)
open("b", "w").close()
os.write(out, b'{"sav')
os.write(out, b'ed": 2}\\n')
""")
    assert events == [
        Make("a"),
        Write("a", 0, b'one "two" \\ \0\xff\n'),
        Write("a", 15, b"after it"),
        Write("a", 0, b"ONE"),
        Write("a", 23, b"more and more"),
        Write("a", 2, b"!"),
        Sync("a"),
        Said({"saved": 1}),
        Resize("a", 9),
        MakeFolder("f"),
        Rename("a", "b"),
        Sync(""),
        Remove("f"),
        Make("c"),
        Sync("c"),
        Remove("c"),
        Make("b"),
        Resize("b", 0),
        Said({"saved": 2}),
    ]


def test_what_goes_wrong_or_lies_elsewhere_is_no_event(recorded):
    assert recorded("""
for wrong in (lambda: os.unlink(root + "/none"), lambda: os.mkdir(root), lambda: os.rename(root + "/a", root + "/b")):
    try:
        wrong()
    except OSError:
        pass
open(root + "2", "w").write(root)
os.listdir(root), os.stat(root), os.access(root, 0)
""") == []  # fmt: skip


@pytest.mark.parametrize(
    "code",
    [
        "import mmap\nf = open(root + '/a', 'w+b')\nf.truncate(9)\nmmap.mmap(f.fileno(), 9)[0] = 1",
        "a, b = open(root + '/a', 'wb'), open('/proc/self/exe', 'rb')\nos.sendfile(a.fileno(), b.fileno(), 0, 100)",
        "open(root + '/a', 'w').close()\nos.link(root + '/a', root + '/b')",
        "os.symlink('a', root + '/b')",
        "open(root + '/a', 'ab', 0).write(b'appended')",
        "f = open(root + '/a', 'w+b', 0)\nf.write(b'where?')",
        "f = os.open(root + '/a', os.O_CREAT | os.O_WRONLY)\nos.write(os.dup(f), b'where?')",
        "f = open(root + '/a', 'wb', 0)\nos.unlink(root + '/a')\nf.write(b'to no name')",
        "open(root + '2', 'w').close()\nos.rename(root + '2', root + '/a')",
        "f = os.open(root + '/a', os.O_CREAT | os.O_WRONLY)\nos.posix_fallocate(f, 0, 9)",
    ],
)
def test_what_it_cannot_follow_it_refuses(recorded, code):
    with pytest.raises(NotUnderstood):
        recorded(code)


def test_a_program_that_fails_is_no_recording(recorded):
    with pytest.raises(subprocess.CalledProcessError):
        recorded("sys.exit(3)")

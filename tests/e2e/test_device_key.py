# SPDX-License-Identifier: GPL-3.0-or-later
"""A key store that hangs, beside the real program: it opens by passphrase, locks and ends as if nothing hung."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.clock import Clock
from journal.vault import passphrase_due
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.e2e.desk import Desk, until
from tests.e2e.person import WithScreenReader
from tests.helpers.key_store import SILENT

pytestmark = pytest.mark.long


@pytest.fixture
def hanging(place) -> "Iterator[Desk]":
    """A desk with a record that has a device key, and a key store that takes questions and answers none."""
    vault, _code = Vault.create(place.home / "record", PASSPHRASE, cost=CHEAP)
    vault.ways.add_device_key(bytes(range(32)))
    passphrase_due.note_typed(vault.settings, Clock().now())
    vault.close()
    command = [sys.executable, "-c", SILENT]
    with subprocess.Popen(command, env=place.environment, stdout=subprocess.PIPE) as store:
        assert store.stdout.readline() == b"here\n"
        yield place
        store.kill()


def asking(place: Desk) -> list[int]:
    """The processes that ask the key store of this desk."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue
        if b"device_child" in command and place.environment["DBUS_SESSION_BUS_ADDRESS"].encode() in environment:
            found.append(int(folder.name))
    return found


def asks(person: WithScreenReader) -> None:
    person.presses("unlock.use_device")
    person.sees("unlock.device_asking")
    until(lambda: asking(person.desk), "a process that asks the key store")


def test_while_it_hangs_the_passphrase_opens_it_and_the_window_locks_and_leaves(hanging):
    program = hanging.start("--vault", str(hanging.home / "record"))
    person = WithScreenReader(hanging)
    asks(person)
    person.writes("unlock.passphrase", PASSPHRASE)
    person.presses("unlock.open")
    person.sees("home.title")
    person.presses("bar.lock")
    person.sees("unlock.title")
    asks(person)
    person.presses("bar.leave")
    program.wait(20)
    until(lambda: not asking(hanging), "the last question to end by itself", 60)
    assert hanging.said() == []


def test_left_alone_it_is_given_up_and_says_so(hanging):
    hanging.start("--vault", str(hanging.home / "record"))
    person = WithScreenReader(hanging)
    asks(person)
    person.sees("error.device_key_silent.what")
    assert not asking(hanging)
    assert hanging.said() == []

# SPDX-License-Identifier: GPL-3.0-or-later
"""The computer is lost, the stick is not: a copy by the keyboard alone, and on a new computer all of it is back."""

import shutil

import pytest

from tests.e2e.desk import until
from tests.e2e.person import KeyboardOnly, WithScreenReader
from tests.e2e.test_journey import PASSPHRASE, TITLE, TOLD, make_a_record, write_an_account

pytestmark = pytest.mark.long


@pytest.mark.parametrize("who", [KeyboardOnly, WithScreenReader])
def test_a_record_comes_back_from_its_copy_on_a_new_computer(place, tmp_path, who):
    stick = tmp_path / "stick"
    stick.mkdir()
    place.start()
    person = who(place)
    make_a_record(person)
    write_an_account(person)
    person.presses("rail.home")
    person.presses("home.copy_none")
    person.sees("backup.title")
    person.presses("backup.choose")
    person.replaces("Directory:", str(stick))
    person.presses_text("Choose")
    person.presses("backup.make")
    person.sees("backup.done.title")
    person.presses("bar.leave")
    assert place.program.wait(5) == 0
    (copy,) = stick.iterdir()

    # The old computer is gone, and nothing of this program was ever on the new one.
    shutil.rmtree(place.home / ".local")
    place.home = tmp_path / "new home"
    place.home.mkdir()
    place.environment["HOME"] = str(place.home)
    place.start()
    person = who(place)
    person.presses("welcome.bring_back")
    person.sees("restore.title")
    person.presses("restore.choose")
    person.replaces("Directory:", str(stick))
    person.presses_text("Choose")
    person.sees_text(copy.name)
    person.presses("restore.go_on")
    person.writes("unlock.passphrase", PASSPHRASE)
    person.presses("restore.go_on")
    person.sees("restore.look.whole")
    person.sees("restore.look.nothing_here")
    person.presses("restore.look.put")
    person.sees("restore.done.title")
    person.presses("restore.done.open")

    # The process was replaced in its place: the same one, with another window.
    until(lambda: any(person.words("unlock.intro") in each.name for each in person.reader.things()), "the lock screen")
    person.writes("unlock.passphrase", PASSPHRASE)
    person.presses("unlock.open")
    # Where the copied record was left: at the account, with what was kept of it.
    person.sees("guide.add_to")
    assert TOLD in person.reads(person.words("field.account.label"))
    person.presses("rail.home")
    person.sees("home.title")
    person.sees_text(TITLE)
    person.presses("bar.leave")
    assert place.program.wait(5) == 0
    assert place.said() == []
    assert place.plain_traces(TOLD.split(".", maxsplit=1)[0]) == []
    assert [each.name for each in stick.iterdir()] == [copy.name]

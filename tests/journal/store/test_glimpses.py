# SPDX-License-Identifier: GPL-3.0-or-later
"""The record at a glance: everything written that is in sight, with its times and without a word of it."""

from datetime import date

from journal.guide.calendar_line import time_fields, time_steps
from journal.vault.vault import Vault
from tests.conftest import FixedClock
from tests.helpers.kept import WORDING, keep

HAPPENED = {"precision": "exact", "date": "2026-11-12"}


def test_times_are_read_and_words_are_not(vault: Vault) -> None:
    incident = vault.incidents.start("own_account").id
    setting = keep(vault, incident, "setting", happened=HAPPENED, title="The bench", around="secret")
    account = keep(vault, incident, "account", account="secret")
    later = keep(vault, incident, "later", adds_to=account.id, addition="secret")
    found = vault.glimpses.all(time_fields(), time_steps())
    assert [each.id for each in found] == [setting.id, account.id, later.id]
    assert [dict(each.times) for each in found] == [{"happened": HAPPENED}, {}, {}]
    assert found[2].adds_to == account.id
    assert "secret" not in repr(found)


def test_the_day_of_writing_is_the_one_where_the_person_was(vault: Vault, clock: FixedClock) -> None:
    clock.pass_time(hours=4)  # past midnight in UTC, not yet five hours west of it
    keep(vault, "", "day", day_text="x")
    (found,) = vault.glimpses.all(time_fields(), time_steps())
    assert found.written == date(2026, 11, 12)
    assert found.incident == ""


def test_what_is_skipped_seen_or_withdrawn_is_not_there(vault: Vault) -> None:
    incident = vault.incidents.start("own_account").id
    vault.entries.skip(incident, "order", WORDING)
    vault.entries.see(incident, "truth", WORDING)
    entry = keep(vault, incident, "setting", happened=HAPPENED)
    assert len(vault.glimpses.all(time_fields(), time_steps())) == 1
    vault.entries.withdraw(entry, WORDING)
    assert vault.glimpses.all(time_fields(), time_steps()) == []

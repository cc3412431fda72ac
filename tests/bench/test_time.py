# SPDX-License-Identifier: GPL-3.0-or-later
"""The line of days for a record of 10,000 entries: read on the vault's thread, planned aside, drawn on the window's."""

from datetime import date, timedelta
from pathlib import Path

from journal.guide.calendar_line import Unit, plan, time_fields, time_steps
from journal.guide.calendar_picture import look, picture
from journal.record.glimpse import Glimpse
from journal.vault.vault import Vault
from journal.words import Words
from tests.bench.conftest import ENTRIES, MARGIN, p95
from tests.conftest import PASSPHRASE


def glimpses() -> list[Glimpse]:
    """Twenty notes on each day, each about a day of its own."""
    start = date(2025, 1, 1)
    return [
        Glimpse(
            seq,
            f"{seq:032x}",
            "",
            "day",
            start + timedelta(seq // 20),
            {"day_when": {"precision": "exact", "date": str(start + timedelta(seq // 25))}},
        )
        for seq in range(1, ENTRIES + 1)
    ]


def test_the_times_of_10000_entries_are_read_within_200_ms(benchmark, large_record: Path):
    with Vault.open(large_record, PASSPHRASE) as vault:
        found = benchmark.pedantic(vault.glimpses.all, args=(time_fields(), time_steps()), rounds=20)
    assert len(found) == ENTRIES
    benchmark.extra_info |= {"goal": "p95 below 200 ms", "value": f"{p95(benchmark.stats.stats.data) * 1000:.0f} ms"}
    assert p95(benchmark.stats.stats.data) < 0.200 * MARGIN


def test_10000_entries_are_planned_within_100_ms(benchmark):
    benchmark.pedantic(plan, args=(glimpses(),), rounds=20)
    value = benchmark.stats.stats.median
    benchmark.extra_info |= {"goal": "median below 100 ms", "value": f"{value * 1000:.0f} ms"}
    assert value < 0.100 * MARGIN


def test_a_crowded_year_is_drawn_within_50_ms(benchmark):
    """7,300 notes on one sheet: the window waits for this."""
    words = Words()
    line = plan(glimpses())
    piece = look(line, line.periods(Unit.YEAR)[0], {}, words)
    benchmark.pedantic(picture, args=(piece, words, 744.0), rounds=20, warmup_rounds=1)
    value = benchmark.stats.stats.median
    benchmark.extra_info |= {"goal": "median below 50 ms", "value": f"{value * 1000:.0f} ms"}
    assert value < 0.050 * MARGIN

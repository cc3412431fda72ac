# SPDX-License-Identifier: GPL-3.0-or-later
"""What the commitment covers is the whole entry."""

from dataclasses import fields
from datetime import UTC, datetime

import pytest
from hypothesis import given

from journal.clock import Stamp
from journal.record.entry import Entry, EntryKind, Wording
from tests.helpers.kept import any_answers

NOW = Stamp(datetime(2026, 11, 12, 21, 40, 5, 123000, tzinfo=UTC), -300)


def entry(**answers: object) -> Entry:
    wording = Wording("own_account", 2, "es", {"title": "El lugar"})
    return Entry("1" * 32, "2" * 32, EntryKind.WRITTEN, "setting", wording, answers, NOW, NOW, ("jumped",), "3" * 32)


@given(any_answers())
def test_an_entry_comes_back_from_its_content(answers):
    made = entry(answers=answers)
    assert Entry.from_content(made.content()) == made


def test_the_content_holds_everything_but_the_chains_own_fields():
    own = {"seq", "salt", "commitment", "link", "wording", "lost"}  # lost: what could be read of it, and no more
    named = {field.name for field in fields(Entry)} - own
    assert set(entry().content()) == named | {"guide", "guide_version", "language", "wording"}


@pytest.mark.parametrize("spoil", [{"kind": "other"}, {"kept": "yesterday"}, {"begun": "2026-11-12T21:40:05"}])
def test_content_of_another_shape_is_refused(spoil):
    with pytest.raises(ValueError):
        Entry.from_content(entry().content() | spoil)

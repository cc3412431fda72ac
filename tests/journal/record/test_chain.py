# SPDX-License-Identifier: GPL-3.0-or-later
"""The chain's rules, on their own."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clock import Stamp
from journal.record import chain
from journal.record.chain import canonical, check, commit, fingerprint, grouped, link
from journal.record.entry import Entry, EntryKind, Wording
from tests.helpers.kept import HARD_TEXTS, any_json

NOW = Stamp(datetime(2026, 11, 12, 21, 40, tzinfo=UTC), -300)


def entries(count: int) -> list[Entry]:
    """A chain that holds."""
    made: list[Entry] = []
    head = chain.START
    for seq in range(1, count + 1):
        bare = Entry(
            f"{seq:032x}", "i", EntryKind.WRITTEN, "account", Wording("own_account", 1, "en", {"title": "T"}),
            {"account": f"text {seq}"}, NOW, NOW,
        )  # fmt: skip
        salt = bytes([seq]) * chain.SALT_BYTES
        commitment = commit(bare.content(), salt)
        head = link(head, seq, commitment)
        made.append(replace(bare, seq=seq, salt=salt, commitment=commitment, link=head))
    return made


@pytest.mark.parametrize("text", HARD_TEXTS, ids=repr)
def test_canonical_json_brings_every_letter_back(text):
    assert json.loads(canonical({"text": text})) == {"text": text}


@given(any_json())
def test_canonical_json_is_the_same_after_being_read(value):
    once = canonical(value)
    assert canonical(json.loads(once)) == once


def test_two_halves_of_an_emoji_are_the_emoji():
    assert canonical("\ud83d\ude00") == canonical("\U0001f600")


def test_canonical_json_does_not_depend_on_the_order_of_keys():
    assert canonical({"b": 1, "a": 2}) == canonical({"a": 2, "b": 1}) == b'{"a":2,"b":1}'


def test_a_number_that_json_has_no_word_for_is_refused():
    with pytest.raises(ValueError):
        canonical(float("nan"))


def test_the_digests_are_the_documented_ones():
    assert commit({"a": "é"}, b"s" * 16) == hashlib.sha256(b"entry-v1" + b"s" * 16 + '{"a":"é"}'.encode()).digest()
    assert (
        link(bytes(32), 1, b"c" * 32)
        == hashlib.sha256(b"link-v1" + bytes(32) + (1).to_bytes(8, "big") + b"c" * 32).digest()
    )


def test_a_chain_that_holds_is_reported_whole():
    made = entries(5)
    assert check(made) == chain.ChainReport(5, made[-1].link, None)
    assert check([]) == chain.ChainReport(0, chain.START, None)


@given(st.integers(0, 4), st.sampled_from(["id", "incident", "kind", "step", "answers", "kept", "begun", "adds_to"]))
def test_a_changed_entry_is_found_at_its_place(at, name):
    made = entries(5)
    other = {"kind": EntryKind.SKIPPED, "answers": {}, "kept": Stamp(NOW.utc, 0), "begun": Stamp(NOW.utc, 0)}
    made[at] = replace(made[at], **{name: other.get(name, "x")})
    report = check(made)
    assert (report.length, report.broken) == (at, at + 1)
    assert report.head == (made[at - 1].link if at else chain.START)


@pytest.mark.parametrize("at", range(5))
def test_an_entry_taken_out_put_in_or_unreadable_is_found(at):
    made = entries(5)
    if at < 4:  # the loss of the last one can be seen only by someone who knows the head
        assert check(made[:at] + made[at + 1 :]).broken == at + 1
    assert check([*made[: at + 1], *made[at:]]).broken == at + 2
    assert check([*made[:at], None, *made[at + 1 :]]).broken == at + 1


def test_two_entries_that_changed_places_are_found():
    made = entries(5)
    made[1], made[3] = made[3], made[1]
    assert check(made).broken == 2


def test_a_digest_that_was_kept_as_text_is_grouped_and_any_other_text_stands():
    assert grouped(bytes(32).hex()) == fingerprint(bytes(32))
    assert grouped("not a digest") == "not a digest"


def test_a_fingerprint_is_in_groups_of_four():
    digest = bytes.fromhex("0123456789abcdef" * 4)
    assert fingerprint(digest, 3) == "0123 4567 89ab"
    assert fingerprint(digest).replace(" ", "") == digest.hex()

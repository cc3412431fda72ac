# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of a bundle: what of the chain it opens, and what stays a bare digest."""

import hashlib
import json
from typing import Any

import pytest

from journal.guide.steps import OWN_ACCOUNT
from journal.handover.manifest import Copy, Listed, fingerprint_of, manifest, whole_entries
from journal.record.chain import START, canonical, commit
from journal.record.entry import EntryKind
from journal.report.choice import CHOOSABLE, Choice
from journal.report.redaction import Redaction
from journal.report.touched import touched
from journal.vault.vault import Vault
from journal.words import Words
from tests.helpers.bundles import SECRET_CONTACT, Filled, fill
from tests.journal.report.kept import PRINTED, Record, rich


@pytest.fixture
def filled(vault: Vault) -> Filled:
    return fill(vault)


def of(copy: Copy) -> dict[str, Any]:
    inner: dict[str, Any] = json.loads(manifest(copy, []))["manifest"]
    return inner


def opened(copy: Copy) -> set[str]:
    """The steps of the entries that can be read in the list."""
    return {link["content"]["step"] for link in of(copy)["links"] if "content" in link}


def test_it_ends_with_the_fingerprint_of_all_before_it() -> None:
    made = manifest(Copy(rich(), Choice(()), PRINTED), [Listed("report.pdf", 3, hashlib.sha256(b"pdf").digest())])
    inner = json.loads(made)["manifest"]
    assert fingerprint_of(made) == hashlib.sha256(canonical(inner)).digest()
    assert made.endswith(b'"sha256":"' + fingerprint_of(made).hex().encode() + b'"}\n')
    assert made == canonical(json.loads(made)) + b"\n"


def test_every_place_of_the_chain_is_held_also_of_what_is_out_of_sight(filled: Filled) -> None:
    links = of(filled.copy())["links"]
    length, head = filled.vault.entries.head()
    assert [each["seq"] for each in links] == list(range(1, length + 1))
    assert links[-1]["link"] == head.hex() == of(filled.copy())["head"]
    assert "heliotrope" not in manifest(filled.copy(), []).decode()


def test_what_came_after_these_pages_is_not_in_it(filled: Filled) -> None:
    copy = filled.copy()
    filled.vault.entries.skip(filled.incident, "order", copy.contents.entries[0].wording)
    later = filled.copy()
    stale = Copy(later.contents, copy.choice, copy.printed)
    assert len(of(stale)["links"]) == len(of(copy)["links"]) + 1
    assert of(copy)["links"][-1]["link"] == of(copy)["head"]


def test_an_entry_that_is_printed_as_a_whole_is_given_with_its_salt(filled: Filled) -> None:
    whole = [each for each in of(filled.copy())["links"] if "content" in each]
    assert {each["content"]["step"] for each in whole} == {"setting", "account", "others", "file"}
    for each in whole:
        assert commit(each["content"], bytes.fromhex(each["salt"])).hex() == each["commitment"]


@pytest.mark.parametrize(
    ("chosen", "gone"),
    [
        ({"contacts": False}, {"others"}),
        ({"parts": [part for part in CHOOSABLE if part != "account"]}, {"setting", "account"}),
        ({"parts": [part for part in CHOOSABLE if part != "evidence"]}, {"file"}),
        ({"parts": []}, {"setting", "account", "others", "file"}),
    ],
)
def test_what_is_left_out_is_a_digest_only(filled: Filled, chosen: dict[str, Any], gone: set[str]) -> None:
    assert opened(filled.copy(**chosen)) == {"setting", "account", "others", "file"} - gone
    assert (SECRET_CONTACT in manifest(filled.copy(**chosen), []).decode()) == ("others" not in gone)


def test_feelings_and_identity_left_out_close_the_entries_that_hold_them() -> None:
    contents = rich()
    ids = tuple(each.id for each in contents.incidents)
    everything = whole_entries(Copy(contents, Choice(ids), PRINTED))
    for left_out in ("feelings", "identity"):
        fewer = whole_entries(Copy(contents, Choice(ids, **{left_out: False}), PRINTED))
        assert everything.keys() - fewer.keys(), left_out
        for seq in everything.keys() - fewer.keys():
            step = OWN_ACCOUNT.step(everything[seq].step) if everything[seq].wording.guide == OWN_ACCOUNT.id else None
            marked = {"feelings": "feeling", "identity": "identity"}[left_out]
            assert step is None or any(
                getattr(each, marked) for each in step.fields if each.id in everything[seq].answers
            )


def test_skipped_and_seen_pages_and_another_account_are_digests_only() -> None:
    contents = rich()
    first = contents.incidents[0].id
    whole = whole_entries(Copy(contents, Choice((first,)), PRINTED)).values()
    assert {each.kind for each in whole} == {EntryKind.WRITTEN}
    assert {each.incident for each in whole} <= {first, ""}


def test_why_it_was_written_is_opened_only_when_the_cover_says_all_of_it() -> None:
    record = Record()
    home = record.incident()
    name = record.keep(home, "why", {"writer_name": "R. Alvarez", "writer": "me"})
    with_purpose = record.keep(home, "why", {"purpose": ["lawyer"], "asked_by_lawyer": "no"})
    older = record.keep(home, "why", {"for_whom": "my son"})
    newer = record.keep(home, "why", {"for_whom": "my daughter"})
    contents = record.contents()
    assert set(whole_entries(Copy(contents, Choice((home,)), PRINTED))) == {name.seq, newer.seq}
    told = set(whole_entries(Copy(contents, Choice((home,), purpose=True), PRINTED)))
    assert told == {name.seq, with_purpose.seq, newer.seq}
    assert older.seq not in told, "a later answer stands in its place on the cover"


def test_an_empty_record_has_an_empty_chain() -> None:
    inner = of(Copy(Record().contents(), Choice(()), PRINTED))
    assert (inner["links"], inner["head"]) == ([], START.hex())


# ------------------------------------------------------------------------------------------------ with words covered


DICTIONARY = ("stop", "Stop", "stopped", "Okafor", "Ms. Okafor", "deli", "By the deli", "heliotrope", "Walking home")


def test_no_covered_word_and_no_salt_of_its_entry_is_in_it(filled: Filled) -> None:
    redaction = Redaction(words=("Okafor", "stop", "deli"))
    copy = filled.copy(redaction)
    made = manifest(copy, []).decode()
    hidden = touched(copy.contents, redaction, Words())
    assert hidden, "something is covered"
    for entry in copy.contents.entries:
        assert (entry.salt.hex() in made) == (entry.id not in hidden and entry.kind is EntryKind.WRITTEN)
    assert not any(word in made for word in ("Okafor", "deli", "“stop”"))


def test_a_dictionary_tried_against_the_digests_finds_nothing(filled: Filled) -> None:
    """Whoever knows everything of an entry but the covered word still cannot tell which word it was."""
    copy = filled.copy(Redaction(words=DICTIONARY[:7]))
    made = manifest(copy, [])
    commitments = {each["commitment"] for each in json.loads(made)["manifest"]["links"]}
    salts = {each["salt"] for each in json.loads(made)["manifest"]["links"] if "salt" in each}
    tried = {bytes(16).hex(), "", *salts}
    found = []
    for entry in copy.contents.entries:
        for word in (*DICTIONARY, ""):
            content = entry.content()
            guesses = [content | {"answers": dict.fromkeys(content["answers"], word)}, content, word, {"text": word}]
            for guess in guesses:
                for salt in tried:
                    if salt == entry.salt.hex():
                        continue
                    digest = hashlib.sha256(b"entry-v1" + bytes.fromhex(salt) + canonical(guess)).hexdigest()
                    if digest in commitments or digest.encode() in made:
                        found.append((entry.seq, word))
                bare = hashlib.sha256(canonical(guess)).hexdigest().encode()
                assert bare not in made
            assert hashlib.sha256(word.encode()).hexdigest().encode() not in made
    assert found == []

# SPDX-License-Identifier: GPL-3.0-or-later
"""A file comes in whole or not at all, lies sealed, and comes out byte for byte."""

import hashlib
import os
from dataclasses import replace

import pytest

from journal.errors import DiskFull, DiskFullButSaved, EvidenceDamaged, EvidenceMissing, TargetUnwritable
from journal.record.evidence import EvidenceKind, Role
from journal.vault.intake import Source, prepare
from journal.vault.read_back import ReadBack
from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.helpers.files import FILE_WORDING, bring_in, in_objects, original, prepared_from
from tests.helpers.kept import HARD_TEXTS, WORDING, draft, keep
from tests.helpers.things import a_picture, bring

LETTER = b"Dear Sir or Madam, this is what happened. " * 3000


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_bytes(LETTER)
    os.utime(path, (1_750_000_000, 1_750_000_000.5))
    return path


def test_a_file_comes_in_and_out_byte_for_byte(vault, letter, tmp_path):
    incident = vault.incidents.start("own_account").id
    added = bring_in(vault, letter, incident)
    assert added.is_new
    assert (added.evidence.label, added.evidence.name, added.evidence.size) == ("E-1", "letter.txt", len(LETTER))
    assert (added.evidence.media, added.evidence.kind) == ("text/plain", EvidenceKind.FILE)
    assert (added.entry.incident, added.entry.step) == (incident, "file")
    assert original(vault, added) == LETTER
    assert vault.objects.export(added.evidence.sealed(Role.ORIGINAL), tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == LETTER
    assert letter.read_bytes() == LETTER
    assert vault.entries.check().broken is None


def test_its_card_says_what_came_and_what_was_stored(vault, letter):
    kept = bring_in(vault, letter).entry.answers["kept_file"]
    digest = hashlib.sha256(LETTER).hexdigest()
    assert (kept["name"], kept["size"]) == ("letter.txt", len(LETTER))
    assert (kept["digest"], kept["stored_digest"]) == (digest, digest)
    assert kept["modified"].startswith("2025-06-15T")
    assert (kept["media"], kept["facts"], kept["width"], kept["height"]) == ("text/plain", {}, 0, 0)
    assert "in_part" not in kept


def test_its_card_says_when_a_picture_could_be_read_only_in_part(vault):
    whole = a_picture(1, (400, 300))
    for content, in_part in ((whole, None), (whole[: len(whole) // 2], True)):
        assert bring(vault, content, "street.jpg").entry.answers["kept_file"].get("in_part") is in_part


def test_the_file_in_the_folder_does_not_show_its_words(vault, letter):
    sealed = bring_in(vault, letter).evidence.sealed(Role.ORIGINAL)
    assert b"Dear Sir" not in (vault.folder / "objects" / sealed.id).read_bytes()


def test_it_is_there_after_closing(vault, letter):
    added = bring_in(vault, letter)
    vault.close()
    with Vault.open(vault.folder, PASSPHRASE) as opened:
        assert opened.evidence.get(added.entry.id) == added.evidence
        assert original(opened, added) == LETTER


@pytest.mark.parametrize(
    "name", [*HARD_TEXTS, os.fsdecode(b"caf\xe9\xff.jpg"), "../../etc/passwd", "a\nb\u202egpj.exe"]
)
def test_any_name_is_kept_letter_for_letter_and_reaches_no_path(vault, name):
    added = bring_in(vault, b"content", name=name)
    assert added.evidence.name == added.entry.answers["kept_file"]["name"] == name
    assert all(len(each) == 32 for each in in_objects(vault))


def test_the_same_bytes_again_are_kept_once_and_told_twice(vault, letter, clock):
    first = bring_in(vault, letter)
    before = in_objects(vault)
    clock.pass_time(days=1)
    again = bring_in(vault, LETTER, name="the same.txt")
    assert not again.is_new
    assert again.evidence == first.evidence
    assert (again.entry.adds_to, again.entry.answers["kept_file"]["name"]) == (first.entry.id, "the same.txt")
    assert again.entry.kept > first.entry.kept
    assert in_objects(vault) == before
    assert vault.evidence.count() == 1
    assert original(vault, again) == LETTER


def test_a_file_that_came_with_two_incidents_belongs_to_both(vault, letter):
    one, two, other = (vault.incidents.start("own_account").id for _ in range(3))
    first = bring_in(vault, letter, one)
    bring_in(vault, letter, two)
    assert vault.evidence.of_incident(one) == vault.evidence.of_incident(two) == [first.evidence]
    assert vault.evidence.of_incident(other) == vault.evidence.of_incident("") == []
    assert vault.contents([two]).evidence == (first.evidence,)


def test_a_file_that_was_taken_out_of_sight_comes_in_anew(vault, letter):
    first = bring_in(vault, letter)
    vault.entries.withdraw(first.entry, WORDING)
    assert vault.evidence.page(9) == []
    assert vault.evidence.count() == 0
    again = bring_in(vault, letter)
    assert again.is_new
    assert again.evidence.label == "E-2"
    assert vault.evidence.page(9) == [again.evidence]


def test_pages_come_newest_first_and_follow_each_other(vault):
    incident = vault.incidents.start("own_account").id
    made = [bring_in(vault, b"%d" % n, incident if n % 2 else "").evidence for n in range(7)]
    newest = list(reversed(made))
    assert vault.evidence.page(3) == newest[:3]
    assert vault.evidence.page(3, newest[2]) == newest[3:6]
    assert vault.evidence.page(3, newest[5]) == newest[6:]
    assert vault.evidence.page(9, incident=incident) == [each for each in newest if each.incident]
    assert vault.evidence.of_incident("") == [each for each in made if not each.incident]


def test_a_thing_that_is_no_file_has_its_number_too_and_its_first_words_for_a_name(vault):
    card = keep(vault, "", "thing", what="A torn jacket\nblue")
    addition = keep(vault, "", "thing", card.id, what="It is at my sister's")
    assert addition.adds_to == card.id
    [found] = vault.evidence.page(9)
    assert (found.kind, found.name, found.entry, found.objects) == (EvidenceKind.THING, "A torn jacket", card.id, ())
    with pytest.raises(EvidenceMissing):
        vault.objects.open_original(found)


def test_nothing_is_in_the_record_before_its_row_and_a_prepared_file_can_be_taken_away(vault, letter):
    prepared = prepared_from(vault, letter)
    assert vault.evidence.find(prepared.digest) is None
    assert in_objects(vault) == [f"{prepared.objects[0].id}.coming"]
    prepared.discard()
    assert in_objects(vault) == []


def test_what_the_record_has_by_now_is_never_discarded(vault, letter):
    prepared = prepared_from(vault, letter)
    added = vault.add_file(prepared, "", FILE_WORDING)
    prepared.discard()
    assert original(vault, added) == LETTER


def test_progress_is_told_up_to_the_end_for_reading_and_for_reading_back(vault):
    told = []
    data = bytes(3_500_000)
    prepare(Source.from_bytes(data, "x"), vault.folder, progress=lambda done, whole: told.append((done, whole)))
    assert told[-1] == (7_000_000, 7_000_000)
    assert told == sorted(told)
    assert len(told) > 6


def test_stopped_at_any_moment_nothing_is_left(vault):
    content, asked = os.urandom(3_500_000), []

    def stopped_after(many):
        asked.clear()
        return prepare(
            Source.from_bytes(content, "x"), vault.folder, cancelled=lambda: asked.append(1) or len(asked) > many
        )

    after = 0
    while (prepared := stopped_after(after)) is None:
        assert in_objects(vault) == []
        after += 1
    prepared.discard()
    assert after >= 7


def test_what_comes_back_otherwise_than_it_went_is_not_kept(vault, monkeypatch):
    """A disk, or memory, that lies."""
    monkeypatch.setattr(ReadBack, "digest", lambda _back: bytes(32))
    with pytest.raises(EvidenceDamaged):
        prepared_from(vault, b"x")
    assert in_objects(vault) == []


# ------------------------------------------------------------------------------------------------------------ the disk


def test_a_full_disk_at_the_row_keeps_the_file_prepared(vault, letter, monkeypatch):
    prepared = prepared_from(vault, letter)

    def full(task):
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(vault._database, "write", full)
        with pytest.raises(DiskFull):
            vault.add_file(prepared, "", FILE_WORDING)
    assert original(vault, vault.add_file(prepared, "", FILE_WORDING)) == LETTER


def test_a_row_that_went_into_the_reserve_counts_and_trying_again_changes_nothing(vault, letter, monkeypatch):
    prepared = prepared_from(vault, letter)
    real = vault._database.write

    def nearly_full(task):
        real(task)
        raise DiskFullButSaved

    with monkeypatch.context() as patch:
        patch.setattr(vault._database, "write", nearly_full)
        with pytest.raises(DiskFullButSaved):
            vault.add_file(prepared, "", FILE_WORDING)
    prepared.discard()
    again = vault.add_file(prepared, "", FILE_WORDING)
    assert again.is_new
    assert vault.evidence.count() == 1
    assert vault.entries.head()[0] == 1
    assert original(vault, again) == LETTER


def test_a_name_that_could_not_be_given_after_the_commit_is_given_at_the_next_opening(vault, letter, monkeypatch):
    def broken(ids):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(vault.objects, "settle", broken)
        added = bring_in(vault, letter)
    assert original(vault, added) == LETTER
    vault.close()
    with Vault.open(vault.folder, PASSPHRASE) as opened:
        opened.sweep()
        assert in_objects(opened) == [each.id for each in added.evidence.objects]
        assert original(opened, added) == LETTER


# ----------------------------------------------------------------------------------------------------------- the sweep


def test_the_sweep_takes_what_never_got_a_row_and_nothing_else(vault, letter):
    added = bring_in(vault, letter)
    left = prepared_from(vault, b"left over")
    vault.close()
    (vault.folder / "objects" / "note.txt").write_text("someone's own")
    (vault.folder / "objects" / ("0" * 32)).write_bytes(b"of a newer database, perhaps")
    with Vault.open(vault.folder, PASSPHRASE) as opened:
        running = prepared_from(opened, b"coming in right now")
        opened.sweep()
        there = in_objects(opened)
        assert f"{left.objects[0].id}.coming" not in there
        assert {"note.txt", "0" * 32, f"{running.objects[0].id}.coming", added.evidence.objects[0].id} == set(there)
        assert original(opened, opened.add_file(running, "", FILE_WORDING)) == b"coming in right now"


def test_a_forgotten_file_is_gone_with_its_key_also_after_a_kill_in_between(vault, letter):
    added, stays = bring_in(vault, letter), bring_in(vault, b"stays")

    def erase():
        vault.evidence.forget([added.entry.id])

    vault._database.write(erase)
    assert vault.evidence.get(added.entry.id) is None
    assert len(in_objects(vault)) == 2
    vault.close()
    with Vault.open(vault.folder, PASSPHRASE) as opened:
        opened.sweep()
        assert in_objects(opened) == [stays.evidence.objects[0].id]
        assert opened.evidence.to_remove() == []
        assert bring_in(opened, b"another").evidence.label == "E-3", "a number is never given twice"


# ---------------------------------------------------------------------------------------------------------- giving out


def test_giving_out_leaves_nothing_by_halves(vault, tmp_path):
    added = bring_in(vault, os.urandom(3_000_000))
    sealed = added.evidence.sealed(Role.ORIGINAL)
    place = tmp_path / "out"
    place.mkdir()
    (place / "there").write_bytes(b"older")
    assert not vault.objects.export(sealed, place / "there", cancelled=lambda: True)
    path = vault.folder / "objects" / sealed.id
    bad = bytearray(path.read_bytes())
    bad[-5_000] ^= 1
    bad[1_500_000] ^= 1
    path.write_bytes(bad)
    with pytest.raises(EvidenceDamaged):
        vault.objects.export(sealed, place / "there")
    path.unlink()
    with pytest.raises(EvidenceMissing):
        vault.objects.export(sealed, place / "there")
    assert [each.name for each in place.iterdir()] == ["there"]
    assert (place / "there").read_bytes() == b"older"


def test_a_place_that_cannot_be_written_to_is_named(vault, tmp_path):
    sealed = bring_in(vault, b"x").evidence.sealed(Role.ORIGINAL)
    for target in (tmp_path, tmp_path / "missing" / "file"):
        with pytest.raises(TargetUnwritable):
            vault.objects.export(sealed, target)


def test_bytes_that_are_not_the_noted_ones_are_never_given_out(vault, tmp_path):
    sealed = bring_in(vault, b"x").evidence.sealed(Role.ORIGINAL)
    with pytest.raises(EvidenceDamaged):
        vault.objects.export(replace(sealed, digest=bytes(32)), tmp_path / "out")
    with pytest.raises(EvidenceDamaged):
        vault.objects.read(replace(sealed, digest=bytes(32)))
    assert not (tmp_path / "out").exists()


def test_a_description_of_a_file_is_an_addition_to_its_card(vault, letter):
    added = bring_in(vault, letter)
    writing = draft(vault, "", "file", added.entry.id, what="A letter")
    described = vault.entries.keep(writing, WORDING, "A letter")
    assert described.adds_to == added.entry.id
    assert vault.evidence.count() == 1

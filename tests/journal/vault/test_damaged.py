# SPDX-License-Identifier: GPL-3.0-or-later
"""A bad place on the disk: what lies there is named, all the rest is read, and writing goes on."""

import random
from dataclasses import replace

import pytest

from journal.errors import DatabaseDamaged, EvidenceDamaged, EvidenceMissing
from journal.handover.manifest import Copy, whole_entries
from journal.record.entry import STEP_TITLE
from journal.record.evidence import Role
from journal.report.choice import Choice
from journal.report.outline import outline
from journal.report.told import texts_of
from journal.store.connection import PAGE_BYTES
from journal.vault.vault import DATABASE, Vault
from journal.words import Words
from tests.conftest import PASSPHRASE
from tests.helpers.damage import damage, damage_body, flip, flip_page
from tests.helpers.files import bring_in
from tests.helpers.kept import WORDING, draft, keep

TITLED = replace(WORDING, texts={**WORDING.texts, STEP_TITLE: "In your own words"})
LONG = "what happened " * 1500


def kept(vault, incident, step, adds_to="", **answers):
    """With a title, as the guide gives it."""
    made = draft(vault, incident, step, adds_to, **answers)
    return vault.entries.keep(made, TITLED, "\n".join(answers.values()))


@pytest.fixture
def folder(vault):
    """A closed record: an account of seven long entries and an addition, and two drafts."""
    incident = vault.incidents.start("own_account").id
    entries = [kept(vault, incident, "account", account=f"{number} {LONG}") for number in range(7)]
    kept(vault, incident, "later", entries[2].id, addition=f"more {LONG}")
    for number in range(2):
        draft(vault, incident, account=f"draft {number} {LONG}")
    vault.close()
    return vault.folder


@pytest.fixture
def opened(folder):
    """The same, open, with the third entry's words in a bad place."""
    damage_body(folder, 3)
    with Vault.open(folder, PASSPHRASE) as vault:
        yield vault


def chosen(contents):
    return Choice([each.id for each in contents.incidents])


def lost(entries):
    return [entry.seq for entry in entries if entry.lost]


def test_every_list_names_the_lost_one_and_shows_the_rest(opened):
    [incident] = opened.incidents.all()
    entry = next(each for each in opened.entries.all() if each.seq == 3)
    assert (entry.lost, entry.step, entry.answers, entry.incident) == (True, "account", {}, incident.id)
    assert [each.seq for each in opened.entries.all()] == list(range(1, 9))
    for found in (
        opened.entries.all(),
        opened.entries.of_incident(incident.id),
        opened.entries.of_step("account", 20),
        opened.entries.of_incident_step(incident.id, "account"),
        opened.entries.portion(500, 0),
        opened.lists.cards(incident.id, ["account"], 20),
        opened.lists.of_step(incident.id, "account", 20),
        [opened.entries.get(entry.id)],
    ):
        assert lost(found) == [3]
    assert [each.seq for each in opened.lists.below([entry.id], 9)] == [8]
    assert opened.lists.answers(incident.id, ["account"])["account"]["account"].startswith("6 ")
    assert [hit.id == entry.id for hit in opened.search.find("happened")].count(True) == 1


def test_what_is_written_after_meeting_it_is_saved(opened):
    """One bad page spends SQLCipher's connection: without a new one nothing more would be saved."""
    list(opened.entries.all())
    written = draft(opened, "", account="after")
    entry = keep(opened, "", account="kept after")
    opened.settings.set("idle_minutes", 10)
    opened.close()
    with Vault.open(opened.folder, PASSPHRASE) as again:
        assert again.drafts.get(written.id).answers == {"account": "after"}
        assert again.entries.get(entry.id).answers == {"account": "kept after"}
        assert again.settings.get("idle_minutes") == 10


def test_what_was_taken_out_of_sight_stays_out_of_sight_on_the_new_connection(folder):
    with Vault.open(folder, PASSPHRASE) as vault:
        second = next(each for each in vault.entries.all() if each.seq == 2)
        vault.entries.withdraw(second, second.wording)
    damage_body(folder, 3)
    with Vault.open(folder, PASSPHRASE) as vault:
        assert [each.seq for each in vault.entries.all()] == [1, 3, 4, 5, 6, 7, 8]
        assert [each.entry.seq for each in vault.entries.withdrawn(None)] == [2]
        assert [hit.is_draft for hit in vault.search.find("draft 1")] == [True]


def test_a_draft_that_is_lost_is_named_and_leaves_the_other(folder):
    damage(folder, "SELECT answers FROM draft_bodies WHERE number = 1", "SELECT * FROM draft_bodies WHERE number = 2")
    with Vault.open(folder, PASSPHRASE) as vault:
        gone, left = vault.drafts.of_incident(vault.incidents.all()[0].id)
        assert (gone.lost, gone.answers, gone.step, left.lost) == (True, {}, "account", False)
        assert left.answers["account"].startswith("draft 1 ")
        assert vault.drafts.latest() == left
        assert vault.drafts.get(gone.id) == gone
        assert gone in vault.drafts.of_step("account")
        saved = vault.drafts.save(replace(left, answers={"account": "and on"}))
        assert vault.drafts.get(saved.id).answers == {"account": "and on"}


def test_what_is_read_row_by_row_after_it_is_read_all_the_same(folder, tmp_path):
    """SQLCipher may give zeros for the end of a long draft, and no fault: then the connection is spent unseen."""
    with Vault.open(folder, PASSPHRASE) as vault:
        (tmp_path / "letter.txt").write_bytes(b"letter")
        bring_in(vault, tmp_path / "letter.txt")
    damage(
        folder,
        "SELECT answers FROM draft_bodies WHERE number = 1",
        "SELECT (SELECT group_concat(number) FROM draft_bodies), (SELECT group_concat(label) FROM evidence)",
    )
    with Vault.open(folder, PASSPHRASE) as vault:
        for _ in range(3):
            assert [each.lost for each in vault.drafts.of_step("account")] == [False, True]
            assert [each.label for each in vault.evidence.all()] == ["E-1"]


def test_the_report_says_which_entry_is_lost_and_prints_the_rest(opened, clock):
    words = Words()
    contents = opened.contents()
    report = outline(contents, chosen(contents), words, clock.now())
    said = [text for part in report.parts for block in part.blocks for _voice, text in texts_of(block)]
    assert said.count(words("report.lost")) == 1
    assert said[said.index(words("report.integrity.lost")) + 1] == "#3"
    for number in (0, 1, 3, 4, 5, 6):
        assert any(text.startswith(f"{number} what happened") for text in said)
    assert any(text.startswith("more what happened") for text in said)


def test_the_list_of_a_bundle_gives_a_lost_entry_as_a_bare_digest(opened, clock):
    """Its content would not fit its digest, and the check would call the bundle changed."""
    contents = opened.contents()
    copy = Copy(contents, chosen(contents), clock.now())
    assert sorted(whole_entries(copy)) == [1, 2, 4, 5, 6, 7, 8]
    assert len(contents.links) == 8


def test_a_file_that_is_damaged_is_named_where_it_is_read_and_leaves_the_others(vault, tmp_path):
    kept = []
    for number in range(2):
        (tmp_path / f"{number}.txt").write_bytes(f"letter {number} ".encode() * 20_000)
        kept.append(bring_in(vault, tmp_path / f"{number}.txt"))
    bad, good = (added.evidence.sealed(Role.ORIGINAL) for added in kept)
    flip(vault.folder / "objects" / bad.id, 70_000)
    for read in (
        lambda: vault.objects.open(bad).read(),
        lambda: vault.objects.read(bad),
        lambda: vault.objects.export(bad, tmp_path / "out"),
    ):
        with pytest.raises(EvidenceDamaged):
            read()
    assert not (tmp_path / "out").exists()
    (vault.folder / "objects" / bad.id).unlink()
    with pytest.raises(EvidenceMissing):
        vault.objects.open(bad)
    assert vault.objects.read(good) == b"letter 1 " * 20_000
    assert [each.label for each in vault.evidence.all()] == ["E-1", "E-2"]


def test_a_record_that_does_not_open_is_not_called_in_use_at_the_next_try(folder):
    """What was opened of it is closed again: else its own lock would be in the way, and the wrong sentence be said."""
    damage(folder, "SELECT * FROM about", "SELECT * FROM chain")
    held = []
    for _ in range(3):
        with pytest.raises(DatabaseDamaged) as caught:
            Vault.open(folder, PASSPHRASE)
        held.append(caught)  # with all that its traceback holds on to


def survey(folder, pages, at_random):
    """What is left after the loss of one page: opened, all entries listed, the lost ones, a draft saved."""
    good = (folder / DATABASE).read_bytes()
    opened = listed = saved = 0
    for page in pages:
        flip_page(folder, page)
        try:
            with Vault.open(folder, PASSPHRASE) as vault:
                opened += 1
                for task in (lambda: list(vault.entries.all()), vault.contents):
                    try:
                        task()
                    except DatabaseDamaged:
                        break
                else:
                    listed += 1
                try:
                    draft(vault, "", account=f"after {at_random.random()}")
                    saved += 1
                except DatabaseDamaged:
                    pass
        except DatabaseDamaged:
            pass
        (folder / DATABASE).write_bytes(good)
        (folder / f"{DATABASE}-wal").unlink(missing_ok=True)
    return opened, listed, saved


def test_after_the_loss_of_any_one_page_nothing_but_calm_errors_comes(folder):
    """Whatever page it is: never another exception, and nearly always the record opens, is read and is written in."""
    count = (folder / DATABASE).stat().st_size // PAGE_BYTES
    pages = random.Random(3).sample(range(2, count + 1), 25)
    opened, listed, saved = survey(folder, pages, random.Random(4))
    print(f"of {len(pages)} pages: opened {opened}, all listed {listed}, draft saved {saved}")
    assert opened >= len(pages) // 2
    assert saved >= len(pages) // 2


@pytest.mark.long
def test_after_the_loss_of_each_page_nothing_but_calm_errors_comes(folder):
    count = (folder / DATABASE).stat().st_size // PAGE_BYTES
    opened, listed, saved = survey(folder, range(1, count + 1), random.Random(4))
    print(f"of {count} pages: opened {opened}, all listed {listed}, draft saved {saved}")
    assert opened >= count // 2

# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice record is the same every time, rich enough to show every kind of answer, and clearly made up."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from journal import practice
from journal.errors import VaultExists
from journal.guide.answers import is_empty
from journal.guide.child_steps import is_sheet
from journal.guide.people import SAME_DEPARTMENT
from journal.guide.route import open_fields
from journal.guide.step import Kind
from journal.guide.steps import GUIDES
from journal.paths import resources
from journal.record import chain
from journal.record.contents import Contents
from journal.record.entry import Entry, EntryKind
from journal.record.moment import Precision
from journal.vault.vault import Vault
from tests.conftest import FixedClock

_OWN = GUIDES["own_account"]
# The guides that the practice record tells of by their own incidents.
_TOLD = ("own_account", "child_sheet")


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory):
    with practice.build(tmp_path_factory.mktemp("practice") / "record") as built:
        yield built


@pytest.fixture(scope="module")
def entries(vault: Vault) -> list[Entry]:
    return list(vault.entries.all())


def test_two_practice_records_are_alike_to_the_last_fingerprint(vault: Vault, tmp_path: Path) -> None:
    with practice.build(tmp_path / "again") as again:
        assert _told_by(again) == _told_by(vault)
        assert again.entries.head() == vault.entries.head()
        assert again.record_number == vault.record_number
        assert again.drafts.latest() == vault.drafts.latest()


def _told_by(vault: Vault) -> Contents:
    """Without the sealed files' names and keys, which are as random as any."""
    contents = vault.contents()
    assert len(contents.pictures) == 3
    return replace(contents, pictures={}, evidence=tuple(replace(each, objects=()) for each in contents.evidence))


def test_its_files_are_small_ones_of_our_own_and_each_has_its_pictures(vault: Vault) -> None:
    files = vault.evidence.all()
    assert [(each.label, each.name) for each in files] == [
        ("E-1", "slip.pdf"), ("E-2", "bench.jpg"), ("E-3", "laundry.jpg"),
    ]  # fmt: skip
    assert all(each.size < 40_000 and len(each.objects) == 3 for each in files)


def test_two_practice_records_share_no_key(vault: Vault, tmp_path: Path) -> None:
    with practice.build(tmp_path / "again") as again:
        assert bytes(again._master) != bytes(vault._master)
        assert (again.folder / "keys.a").read_bytes() != (vault.folder / "keys.a").read_bytes()


def test_it_says_that_it_is_for_practice(vault: Vault) -> None:
    assert vault.practice
    assert vault.contents().practice


def test_its_chain_holds(vault: Vault, entries: list[Entry]) -> None:
    report = chain.check(entries)
    assert report.broken is None
    assert (report.length, report.head) == vault.entries.head()


def test_it_opens_again_with_the_passphrase_it_tells(tmp_path: Path) -> None:
    practice.build(tmp_path / "record").close()
    with Vault.open(tmp_path / "record", practice.passphrase()) as again:
        assert again.entries.head()[0] > 20


def test_there_are_two_incidents_with_names_and_one_has_an_unsure_time(vault: Vault) -> None:
    incidents = [each for each in vault.contents().incidents if not is_sheet(each)]
    assert len(incidents) == 2
    assert all(each.title and each.happened for each in incidents)
    assert Precision.SPAN in {each.happened.precision for each in incidents if each.happened}


def test_one_officer_is_seen_in_both(entries: list[Entry]) -> None:
    [second] = [entry for entry in entries if "same_officer" in entry.answers]
    [first] = [entry for entry in entries if entry.id == second.answers["same_officer"]["card"]]
    assert first.step == second.step == "officers"
    assert first.incident != second.incident
    assert second.adds_to, "it was said later, and can be taken back"


def test_every_step_is_there_and_every_kind_of_answer(entries: list[Entry]) -> None:
    told = {guide: {entry.step for entry in entries if entry.wording.guide == guide} for guide in _TOLD}
    assert told["own_account"] == {step.id for step in _OWN.steps}
    assert {"child_how", "child_who", "child_there", "child_said", "child_change"} == told["child_sheet"]
    assert {entry.kind for entry in entries} == set(EntryKind)
    given = {
        field.kind
        for entry in entries
        for field in GUIDES[entry.wording.guide].step(entry.step).fields
        if field.id in entry.answers
    }
    asked = {field.kind for guide in _TOLD for step in GUIDES[guide].steps for field in step.fields}
    assert given >= asked - {Kind.FILES}


def test_the_childs_sheet_calls_the_child_by_two_letters_and_says_whose_words_came_first(vault: Vault) -> None:
    [sheet] = [each for each in vault.contents().incidents if is_sheet(each)]
    assert sheet.title == "L. M."
    said = [entry for entry in vault.entries.of_incident(sheet.id) if entry.step == "child_said"]
    assert all(entry.answers["adult_first"] and entry.answers["child_before"] for entry in said)
    assert {entry.answers["child_asked"] for entry in said} == {"nobody", "someone"}


def test_the_order_has_parts_known_exactly_about_after_and_not_at_all(entries: list[Entry]) -> None:
    [order] = [entry for entry in entries if entry.step == "order" and entry.answers]
    known = {part["moment"]["precision"] for part in order.answers["parts"]}
    assert {"exact", "about", "after", "unknown"} <= known


def test_additions_point_to_what_they_add_to_and_give_a_reason(entries: list[Entry]) -> None:
    additions = [entry for entry in entries if entry.step == "later"]
    kept = {entry.id: entry for entry in entries}
    assert len(additions) >= 2
    for each in additions:
        assert each.answers["reason"]
        assert kept[each.adds_to].incident == each.incident
        assert kept[each.adds_to].kept.utc < each.kept.utc


def test_words_in_spanish_are_kept_with_their_letters(entries: list[Entry]) -> None:
    quotes = [entry.answers["quote"] for entry in entries if "quote" in entry.answers]
    [spanish] = [quote for quote in quotes if quote["language"] == "Spanish"]
    assert "¿sí?" in spanish["words"]
    assert {quote["exactness"] for quote in quotes} == {"exact", "close", "gist"}


def test_writing_times_go_on_and_come_after_what_happened(vault: Vault, entries: list[Entry]) -> None:
    kept = [entry.kept.utc for entry in entries]
    assert kept == sorted(kept)
    assert all(entry.begun.utc <= entry.kept.utc for entry in entries)
    assert not any(entry.clock_flags for entry in entries)


def test_all_that_the_file_tells_is_an_answer_the_guide_asks_for() -> None:
    told = practice.told()
    guides = {each["key"]: GUIDES[each["guide"]] for each in told["incident"]}
    for each in (*told["entry"], *told["draft"]):
        if "file" in each:
            assert (resources() / "practice" / each["file"]).is_file()
            continue
        guide = GUIDES[each["guide"]] if "guide" in each else guides[each["incident"]]
        step = guide.step(each["step"])
        answers: dict[str, Any] = each.get("answers", {})
        asked = {field.id for field in open_fields(step, answers)} | {SAME_DEPARTMENT}
        assert set(answers) <= asked
        for field in step.fields:
            if field.id in answers:
                assert not is_empty(field, answers[field.id])
                _only_options(field.options, answers[field.id])


def test_one_card_is_still_being_written(vault: Vault) -> None:
    draft = vault.drafts.latest()
    assert draft is not None
    assert sum(vault.contents().drafts.values()) == 1


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(VaultExists):
        practice.build(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_what_is_written_into_it_afterwards_has_the_time_of_the_real_clock(tmp_path: Path, clock: FixedClock) -> None:
    with practice.build(tmp_path / "record", clock) as built:
        assert built.drafts.new("", "own_account", "day").begun == clock.now()


def _only_options(options: tuple[str, ...], answer: Any) -> None:
    if options and not isinstance(answer, dict):
        assert set([answer] if isinstance(answer, str) else answer) <= set(options)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The last pages: what is not in this copy, the key to the marks, the integrity sheet, the note to counsel."""

from collections.abc import Sequence

from journal import __version__
from journal.dates import stamp_day, stamp_text
from journal.guide.answers import EXACTNESS
from journal.guide.known import CERTAINTY, SOURCE
from journal.guide.spoken import option_label
from journal.guide.step import Field
from journal.guide.step import Part as Place
from journal.guide.steps import OWN_ACCOUNT
from journal.record.acts import Gone, ranges
from journal.record.chain import fingerprint
from journal.record.entry import Entry, EntryKind
from journal.report.blocks import Block, Fact, Facts, Fingerprint, Heading, Level, NewPage, Note, Part, Said, Table
from journal.report.choice import CHOOSABLE, held, in_report, is_printed, left_out
from journal.report.copy_log import copy_log
from journal.report.kept_things import file_fingerprints
from journal.report.telling import Teller, number, page_name
from journal.words import Words


def closing(teller: Teller) -> list[Part]:
    parts = [_skipped(teller), _absent(teller), _key(teller.words), _integrity(teller), _counsel(teller.words)]
    return [part for part in parts if part]


def _part(words: Words, part_id: str, *blocks: Block) -> Part:
    heading = Heading(words(f"report.part.{part_id}"), Level.PART, listed=True)
    return Part(part_id, (heading, *blocks))


def _skipped(teller: Teller) -> Part | None:
    """Titles of what was skipped and never written after all, as they were worded. Only when chosen."""
    if not teller.choice.skipped:
        return None
    chosen = [entry for entry in teller.contents.entries if in_report(entry, teller.choice)]
    chosen = [entry for entry in chosen if entry.incident not in teller.choice.sheets]
    written = {(entry.incident, entry.step) for entry in chosen if entry.kind is EntryKind.WRITTEN}
    last = {(entry.incident, entry.step): entry for entry in chosen if entry.kind is EntryKind.SKIPPED}
    rows = tuple(
        Fact(page_name(entry, teller.words), stamp_day(entry.kept, teller.words), link=number(entry))
        for place, entry in last.items()
        if place not in written
    )
    blocks: list[Block] = [Note(teller.words("report.intro.skipped")), Facts(rows)] if rows else []
    if empty := _empty(teller):
        blocks.append(Said(teller.words("report.skipped_empty", parts="; ".join(empty))))
    return _part(teller.words, "skipped", *blocks) if blocks else None


def _empty(teller: Teller) -> list[str]:
    """The parts under which nothing was written in these accounts, by name; only of a copy with whole accounts."""
    if teller.choice.only is not None or not teller.choice.incidents:
        return []
    there = held(teller.contents, teller.choice)
    asked = {step.part for step in OWN_ACCOUNT.steps} - {Place.COVER, Place.ADDITIONS}
    return [teller.words(f"report.part.{part}") for part in CHOOSABLE if part in asked and part not in there]


def absent_lines(teller: Teller) -> list[str]:
    """What this copy leaves out, one sentence each: for the last pages and for the screen."""
    words, out = teller.words, left_out(teller.contents, teller.choice)
    lines = []
    if out.incidents:
        lines.append(words.count("report.absent.incidents", out.incidents))
    if out.parts:
        names = "; ".join(words(f"report.part.{part}") for part in out.parts)
        lines.append(words("report.absent.parts", parts=names))
    lines += [words(f"report.absent.{name}") for name in ("feelings", "contacts", "identity") if getattr(out, name)]
    if out.sheets:
        lines.append(words.count("report.absent.sheets", out.sheets))
    lines += [words(f"report.absent.{name}") for name in ("child_names", "photos", "others") if getattr(out, name)]
    if out.drafts:
        lines.append(words.count("report.absent.drafts", out.drafts))
    return lines


def _absent(teller: Teller) -> Part | None:
    lines = absent_lines(teller)
    return _part(teller.words, "absent", *(Said(line) for line in lines)) if lines else None


def _key(words: Words) -> Part:
    """What each mark means. Codes in brackets are explained here too, where there are any (shown_otherwise.py)."""

    def rows(area: str, labels: dict[str, str]) -> Facts:
        return Facts(tuple(Fact(text, words(f"report.key.{area}.{name}")) for name, text in labels.items()))

    def options(field: Field) -> dict[str, str]:
        return {option: option_label(field, option, words) for option in field.options}

    return _part(
        words,
        "key",
        Said(words("report.key.voices")),
        Said(words("report.key.numbers")),
        Heading(words("report.key.source.title"), Level.CARD),
        rows("source", options(SOURCE)),
        Heading(words("report.key.certainty.title"), Level.CARD),
        rows("certainty", options(CERTAINTY)),
        Heading(words("report.key.exactness.title"), Level.CARD),
        rows("exactness", {name: words(f"quote.{name}") for name in EXACTNESS}),
    )


def _integrity(teller: Teller) -> Part:
    words, contents = teller.words, teller.contents
    flagged = [entry for entry in contents.entries if entry.clock_flags]
    rows = [
        Fact(words("report.integrity.count"), str(len(contents.entries))),
        Fact(
            words("report.integrity.clock"), words("report.integrity.steady") if not flagged else _flags(flagged, words)
        ),
        *_gone(teller),
        *_lost(teller),
        Fact(words("report.integrity.program"), words("report.integrity.version", version=__version__)),
        Fact(words("report.fact.record"), contents.record_number),
    ]
    shown = [entry for entry in contents.entries if is_printed(entry, teller.choice)]
    table = Table(
        (
            words("report.integrity.entry"),
            words("report.integrity.what"),
            words("report.integrity.kept"),
            words("report.integrity.link"),
        ),
        tuple(_row(entry, words) for entry in shown),
        (0.1, 0.36, 0.3, 0.24),
    )
    heading = Heading(words("report.part.integrity"), Level.PART, listed=True)
    blocks = (
        NewPage(),
        heading,
        Said(words("report.integrity.about")),
        Fingerprint(fingerprint(contents.head)),
        Facts(tuple(rows)),
        Said(words("report.integrity.shows")),
        Said(words("report.integrity.shows_not")),
        Said(words("report.integrity.clock_about")),
        Heading(words("report.integrity.entries"), Level.CARD),
        table,
        *file_fingerprints(teller),
        *copy_log(teller),
    )
    return Part("integrity", blocks)


def _gone(teller: Teller) -> list[Fact]:
    """What its writer took out of sight or erased: numbers and days, no word of it."""
    words, contents = teller.words, teller.contents
    rows = (("withdrawn", contents.withdrawn), ("erased", contents.erased))
    return [Fact(words(f"report.acts.{name}"), _by_day(gone, words)) for name, gone in rows if gone]


def _lost(teller: Teller) -> list[Fact]:
    """What a bad place on the disk took, in whatever part it would stand."""
    lost = [number(entry) for entry in teller.contents.entries if entry.lost]
    return [Fact(teller.words("report.integrity.lost"), ", ".join(lost))] if lost else []


def _by_day(gone: Sequence[Gone], words: Words) -> str:
    days: dict[str, list[int]] = {}
    for each in gone:
        days.setdefault(stamp_day(each.at, words), []).append(each.seq)
    return "; ".join(words("report.acts.gone", entry=f"#{ranges(of_day)}", day=day) for day, of_day in days.items())


def _flags(flagged: list[Entry], words: Words) -> str:
    return "; ".join(
        words(f"report.integrity.flag.{flag}", entry=number(entry)) for entry in flagged for flag in entry.clock_flags
    )


def _row(entry: Entry, words: Words) -> tuple[str, ...]:
    return (
        number(entry),
        page_name(entry, words) or entry.step,
        stamp_text(entry.kept, words),
        fingerprint(entry.link, 3),
    )


def _counsel(words: Words) -> Part:
    lines = ("made", "asked", "not_sworn", "times", "files", "links", "privilege", "recall", "advice")
    heading = Heading(words("report.part.counsel"), Level.PART, listed=True)
    return Part("counsel", (NewPage(), heading, *(Said(words(f"report.counsel.{line}")) for line in lines)))

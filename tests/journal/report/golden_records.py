# SPDX-License-Identifier: GPL-3.0-or-later
"""The records of the golden reports, each the same every time: from nothing but a title to a thousand entries."""

import dataclasses
import io
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PIL import Image

from journal import practice
from journal.record.contents import Contents
from journal.report.blocks import Report
from journal.report.choice import Choice
from journal.report.covering import covered_report
from journal.report.outline import outline
from journal.report.redaction import Redaction
from journal.words import Words as Language
from tests.journal.report.kept import ACCOUNT, PRINTED, Record
from tests.journal.report.scripts import MIXED, SENTENCES
from tests.journal.report.test_kept_things import Kept

COVERED = ("Beto", "Larkspur Street", "March 6, 2026")
ENTRIES, PHOTOS, ACCOUNTS = 1000, 500, 5
# Plain words of one to three syllables, so that no change of the program's own words changes this record.
_PLAIN = (
    "the and he she it was I we they my his her at on in to of a that then when there not no he said asked looked "
    "went came stood held took put told heard saw felt knew car street door light hand arm bag phone voice face "
    "window wall bench corner night morning hour minute cold loud quiet slow fast again after before near behind "
    "under left right one two three people officer neighbor sister cousin nobody somebody something nothing maybe "
    "always never still"
)
PLAIN = _PLAIN.split()


@contextmanager
def title_only() -> Iterator[Report]:
    """Somebody wrote a title, and went no further."""
    record = Record()
    home = record.incident()
    record.keep(home, "setting", {"title": "Walking home"})
    yield outline(record.contents(), Choice([home]), Language(), PRINTED)


@contextmanager
def practice_record() -> Iterator[Report]:
    """The practice record as anyone prints it; its pictures are read from its vault while their pages are drawn."""
    with _practised() as contents:
        yield outline(contents, Choice([each.id for each in contents.incidents]), Language(), PRINTED)


@contextmanager
def redacted() -> Iterator[Report]:
    """The same with a name, a street, a day and a picture covered."""
    with _practised() as contents:
        photo = next(each.entry for each in contents.evidence if each.name == "bench.jpg")
        covers = Redaction(COVERED, pictures=frozenset({photo}))
        choice = Choice([each.id for each in contents.incidents])
        yield covered_report(contents, choice, Language(), PRINTED, covers)


@contextmanager
def _practised() -> Iterator[Contents]:
    with tempfile.TemporaryDirectory(prefix="own-words-") as place:
        with practice.build(Path(place) / "record") as vault:
            yield vault.contents()


@contextmanager
def mixed() -> Iterator[Report]:
    """One account in Spanish, Arabic, Bengali and Chinese, and all four in one breath."""
    record = Record()
    home = record.incident()
    record.keep(home, "setting", {"title": "Calle Olive · شارع الزيتون", "place": SENTENCES["chinese"]})
    languages = ("spanish", "arabic", "bengali", "chinese")
    told = [SENTENCES[each] for each in languages]
    record.keep(home, "account", {"account": "\n\n".join([*told, *MIXED, " ".join(told * 3)])})
    for each in languages:
        said = {"words": SENTENCES[each], "exactness": "exact", "language": each.title()}
        record.keep(home, "words", {"quote": said, "voice": SENTENCES[each][:20]})
    record.keep(home, "officers", {"known_as": "الشرطي 77", "officer_look": SENTENCES["bengali"]})
    short = [text[:20] for text in told]
    record.keep(home, "order", {"parts": [{"id": str(place), "text": text} for place, text in enumerate(short)]})
    yield outline(record.contents(), Choice([home]), Language(), PRINTED)


@contextmanager
def large() -> Iterator[Report]:
    """A thousand entries in five accounts, half of them photos: long texts, long words, and hundreds of pages."""
    contents = large_contents()
    yield outline(contents, Choice([each.id for each in contents.incidents]), Language(), PRINTED)


def large_contents() -> Contents:
    """Every photo is another; ``_photo`` is small, for here the pages count and not the bytes."""
    dice, record = random.Random(1000), Kept()
    homes = [record.incident() for _ in range(ACCOUNTS)]
    for place, home in enumerate(homes):
        title = "Walking home" if place else "A very long title, as one sentence " * 14
        record.keep(home, "setting", {"title": title, "place": text(dice, 30)})
        record.keep(home, "account", {"account": f"{ACCOUNT}\n\n{text(dice, 3000 if place == 1 else 400)}"})
    steps = ("words", "body", "officers", "others", "day")
    while len(record.entries) < ENTRIES - PHOTOS:
        home, step = homes[len(record.entries) % ACCOUNTS], steps[dice.randrange(len(steps))]
        record.keep("" if step == "day" else home, step, _card(dice, step))
    for place in range(PHOTOS):
        record.file(homes[place % ACCOUNTS], f"IMG_{place:04}.jpg", width=240, height=180 if place % 3 else 400)
    shown = {each.entry: partial(_photo, each.number) for each in record.evidence}
    return dataclasses.replace(record.contents(), pictures=shown)


def _card(dice: random.Random, step: str) -> dict[str, object]:
    """Some answers of one card, now and then a long one or one without a space in it."""
    length = dice.choice((8, 20, 40, 40, 120, 300))
    told = text(dice, length) if dice.random() > 0.02 else "x" * 900
    known: dict[str, object] = {"source": [dice.choice(("saw", "heard", "felt"))], "certainty": "sure"}
    match step:
        case "words":
            return {"quote": {"words": told, "exactness": "close", "language": "English"}} | known
        case "body":
            return {"movement": told} | known
        case "officers":
            return {"officer_look": told, "known_as": text(dice, 3), "badge": f"ends in {dice.randrange(100)}"} | known
        case "others":
            return {"witness_who": told, "known_as": text(dice, 2), "witness_saw": text(dice, 12)}
        case _:
            return {"day_text": told, "day_when": {"precision": "about", "date": f"2026-{dice.randrange(1, 12):02}"}}


def text(dice: random.Random, length: int) -> str:
    return " ".join(dice.choice(PLAIN) for _ in range(length))


def _photo(number: int) -> bytes:
    """A small picture that no other is like."""
    dice, out = random.Random(number), io.BytesIO()
    grain = Image.frombytes("RGB", (6, 6), dice.randbytes(108))
    size = (240, 180) if (number - 1) % 3 else (240, 400)
    grain.resize(size, Image.Resampling.BICUBIC).save(out, "JPEG", quality=70)
    return out.getvalue()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Made-up files and things to keep, as a person would bring them."""

import io
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from journal.guide.spoken import searchable, wording
from journal.guide.things_steps import FILE, THINGS
from journal.vault.intake import Added, Source, prepare
from journal.vault.vault import Vault
from journal.words import Words
from ui.guide_tasks import keep

WORDS = Words()  # reads its files once


@cache
def a_picture(number: int = 0, size: tuple[int, int] = (1600, 1200)) -> bytes:
    """A JPEG of a street corner that no one could mistake for a real one."""
    image = Image.new("RGB", size, (203 - number % 7 * 9, 214, 222 - number % 5 * 11))
    draw = ImageDraw.Draw(image)
    wide, high = size
    draw.rectangle((0, high * 2 // 3, wide, high), fill=(120, 124, 128))
    draw.rectangle((wide // 8, high // 4, wide * 3 // 8, high * 2 // 3), fill=(168, 140, 112))
    draw.ellipse((wide * 5 // 8, high // 8, wide * 6 // 8, high // 8 + wide // 8), fill=(246, 226, 160))
    draw.text((wide // 2, high - 60), f"picture {number}", fill=(255, 255, 255))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88, exif=_noted(number))
    return out.getvalue()


def _noted(number: int) -> Image.Exif:
    """What a phone writes into its pictures."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Example", "Example Phone 3"
    exif.get_ifd(0x8769)[0x9003] = f"2026:03:05 17:{number % 60:02d}:09"
    return exif


@cache
def a_pdf(pages: int = 3) -> bytes:
    """A PDF of plain pages."""
    sheets = []
    for number in range(pages):
        sheet = Image.new("RGB", (850, 1100), (255, 255, 255))
        draw = ImageDraw.Draw(sheet)
        for line in range(24):
            draw.line((90, 140 + line * 34, 760 - line * 13 % 200, 140 + line * 34), fill=(90, 96, 102), width=6)
        draw.text((90, 80), f"Page {number + 1}", fill=(20, 30, 40))
        sheets.append(sheet)
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:])
    return out.getvalue()


def bring(vault: Vault, source: Path | bytes, name: str = "pasted.png", incident: str = "") -> Added:
    """As ``ui/bringing.py`` does, in one go."""
    given = Source.from_path(source) if isinstance(source, Path) else Source.from_bytes(source, name)
    prepared = prepare(given, vault.folder)
    assert prepared is not None
    answers = prepared.answers
    worded, text = wording(THINGS, FILE, answers, WORDS), searchable(FILE, answers, WORDS)
    return vault.add_file(prepared, incident, worded, text)


def a_thing(vault: Vault, incident: str = "", adds_to: str = "", **answers: Any) -> str:
    """A kept card of a thing; gives its id."""
    draft = vault.drafts.new(incident, THINGS.id, "thing", adds_to, answers)
    return keep(vault, WORDS, [vault.drafts.save(draft)])[0].id


def say_of(vault: Vault, card: str, **answers: Any) -> str:
    """Something more about a file or a thing; gives the id of the addition."""
    entry = vault.entries.get(card)
    assert entry is not None
    draft = vault.drafts.new(entry.incident, THINGS.id, entry.step, card, answers)
    return keep(vault, WORDS, [vault.drafts.save(draft)])[0].id


def a_few(vault: Vault, incident: str = "") -> dict[str, str]:
    """One of each kind; their cards by kind."""
    coat = {
        "thing_what": "The gray coat I wore",
        "thing_kept": {
            "where": "In a paper bag on the top shelf",
            "packed": "Paper bag, taped shut, with the day on it",
            "log": [
                {"who": "Me", "when": "from March 5", "note": "not washed"},
                {"who": "My sister", "when": "March 7 to 9", "note": "she took the photos"},
            ],
        },
        "thing_marks": "The left sleeve is torn at the seam, about as long as a hand.",
        "thing_belongs": "Me",
    }
    found = {"thing": a_thing(vault, incident, **coat)}
    found["file"] = bring(vault, b"\x00\x01" * 4000, "backup.bin", incident).evidence.entry
    found["sound"] = bring(vault, b"ID3" + bytes(3000), "voicemail 2026-03-05.mp3", incident).evidence.entry
    found["video"] = bring(vault, b"\0\0\0\x18ftypqt  " + bytes(9_400_000), "IMG_4412.MOV", incident).evidence.entry
    found["paper"] = bring(vault, a_pdf(), "ticket, both sides.pdf", incident).evidence.entry
    found["picture"] = bring(vault, a_picture(), "IMG_4410.jpg", incident).evidence.entry
    shows = {"file_shows": "The corner with the shop, a minute before.", "file_made_by": "My sister"}
    say_of(vault, found["picture"], **shows, file_first_copy="Still on her phone")
    return found

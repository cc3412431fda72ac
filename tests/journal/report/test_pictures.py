# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures on paper: the bytes as they were kept, one at a time, and calm words where there is none to show."""

import dataclasses
import io
import random
import re
import tracemalloc
from collections.abc import Callable

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from journal.errors import DiskUnreachable, EvidenceDamaged, EvidenceMissing
from journal.report.blocks import Heading, Level, Picture, Proofs, Report, Said
from journal.report.embed_picture import look
from journal.report.pdf import build
from journal.report.plain import plain_text
from tests.journal.report.kept import PRINTED
from tests.journal.report.test_pdf import bare, pages
from tests.journal.report.test_ways import links

MIB = 2**20


def jpeg(width: int = 300, height: int = 200, colour: str = "#2E6A66", mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), colour).save(out, "JPEG", **more)
    return out.getvalue()


def noise(size: int, seed: int) -> bytes:
    """A JPEG of about this many bytes that no two seeds share: the rest of it lies in a comment."""
    small = jpeg(40, 30)
    rest = random.Random(seed).randbytes(size)
    comments = b"".join(
        b"\xff\xfe" + (len(part) + 2).to_bytes(2, "big") + part
        for part in (rest[at : at + 60_000] for at in range(0, size, 60_000))
    )
    return small[:2] + comments + small[2:]


def with_pictures(report: Report, **read: Callable[[], bytes]) -> Report:
    return dataclasses.replace(report, pictures=read)


def picture(key: str, width: int = 300, height: int = 200, mark: str = "E-1") -> Picture:
    return Picture(key, width, height, "IMG_2041.jpg", mark, "This picture could not be shown.")


def test_a_picture_is_in_the_file_byte_for_byte() -> None:
    data = jpeg()
    pdf = build(with_pictures(bare(picture("a")), a=lambda: data), now=PRINTED)
    assert data in pdf
    document = pypdfium2.PdfDocument(pdf)
    page = document[2].render(scale=1).to_pil().convert("RGB")
    document.close()
    assert page.getpixel((150, 200)) == pytest.approx((46, 106, 102), abs=6)


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_colour_and_grey_pictures_of_any_shape_are_shown_in_their_own(mode: str, progressive: bool) -> None:
    data = jpeg(200, 400, 0 if mode == "L" else "#000000", mode, progressive=progressive)  # type: ignore[arg-type]
    pdf = build(with_pictures(bare(picture("a", 400, 200)), a=lambda: data), now=PRINTED)
    document = pypdfium2.PdfDocument(pdf)
    (shown,) = [each for each in document[2].get_objects() if each.type == 3]
    left, bottom, right, top = shown.get_bounds()
    assert (right - left) / (top - bottom) == pytest.approx(0.5, abs=0.01)
    document.close()


def test_proofs_stand_in_rows_with_their_numbers_and_are_never_cut() -> None:
    data = jpeg()
    many = Proofs(tuple(picture("a", 300, 100 * (place % 4 + 1), f"E-{place}") for place in range(1, 32)))
    pdf = build(with_pictures(bare(Said("before"), many), a=lambda: data), now=PRINTED)
    assert pdf.count(b"/Subtype /Image") == 1, "the same picture is there once"
    told = "".join(pages(pdf))
    assert all(f"E-{place}" in told for place in range(1, 32))
    document = pypdfium2.PdfDocument(pdf)
    feet = [each.get_bounds()[1] for page in document for each in page.get_objects() if each.type == 3]
    document.close()
    assert len(feet) == 31
    assert min(feet) > 72 - 1


def test_the_number_of_a_picture_leads_to_where_it_is_told() -> None:
    blocks = (Heading("E-1 IMG_2041.jpg", Level.CARD, "E-1"), Proofs((picture("a"),)))
    pdf = build(with_pictures(bare(*blocks), a=jpeg), now=PRINTED)
    document = pypdfium2.PdfDocument(pdf)
    [(page, height)] = [(to, y) for name, to, y in links(document) if name == "E-1"]
    below = document[page].get_textpage().get_text_bounded(0, height - 60, document[page].get_width(), height)
    document.close()
    assert "E-1 IMG_2041.jpg" in below


def test_a_picture_as_tall_as_a_page_has_one_with_its_number() -> None:
    told = pages(build(with_pictures(bare(picture("a", 1000, 9000)), a=jpeg), now=PRINTED))
    assert len(told) == 4
    assert "E-1" in told[3]


def fails(error: type[Exception]) -> Callable[[], bytes]:
    def read() -> bytes:
        raise error

    return read


@pytest.mark.parametrize(
    "read",
    [
        *(fails(each) for each in (EvidenceMissing, EvidenceDamaged, DiskUnreachable)),
        lambda: b"",
        lambda: b"%PDF-1.7 no picture",
        lambda: jpeg()[:-40],
        lambda: jpeg(mode="CMYK", colour="#000000"),
        lambda: jpeg()[:2] + jpeg()[:-2],
    ],
)
def test_what_cannot_be_shown_is_said_in_its_place(read: Callable[[], bytes]) -> None:
    pdf = build(with_pictures(bare(Proofs((picture("a"),))), a=read), now=PRINTED)
    told = " ".join("".join(pages(pdf)).split())
    assert b"/Subtype /Image" not in pdf
    assert "This picture could not be shown." in told
    assert "E-1" in told


def test_a_bug_while_reading_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        build(with_pictures(bare(picture("a")), a=fails(ZeroDivisionError)), now=PRINTED)


@given(data=st.binary(max_size=200) | st.binary(max_size=60).map(lambda rest: b"\xff\xd8" + rest + b"\xff\xd9"))
def test_no_bytes_break_the_look_at_a_picture(data: bytes) -> None:
    found = look(data)
    assert found is None or (found.width > 0 and found.height > 0)


def test_pictures_are_read_one_at_a_time_while_their_page_is_drawn() -> None:
    read: list[str] = []

    def of(name: str) -> Callable[[], bytes]:
        return lambda: (read.append(name), jpeg())[1]

    report = bare(*(picture(name, mark="") for name in "abc"))
    build(with_pictures(report, **{name: of(name) for name in "abc"}), now=PRINTED)
    assert read == ["a", "b", "c"]
    assert "[IMG_2041.jpg]" in plain_text(report)


def test_a_hundred_pictures_take_little_memory_beside_the_file_itself() -> None:
    """Traced, so that neither the time nor the machine matters."""
    one = 200_000
    rows = Proofs(tuple(picture(f"k{place}", mark=f"E-{place}") for place in range(100)))
    report = with_pictures(bare(rows), **{f"k{place}": lambda place=place: noise(one, place) for place in range(100)})
    build(bare(Said("fonts are read once")), now=PRINTED)
    tracemalloc.start()
    try:
        pdf = build(report, now=PRINTED)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(pdf) > 100 * one
    # A growing file holds up to an eighth more than it says, and for a moment both sizes of it.
    assert peak < len(pdf) * 1.125 + 4 * MIB


def test_the_file_is_whole_and_the_same_each_time() -> None:
    report = with_pictures(bare(picture("a"), picture("b", mark="E-2")), a=jpeg, b=lambda: jpeg(80, 60))
    pdf = build(report, now=PRINTED)
    assert pdf == build(report, now=PRINTED)
    start = int(re.search(rb"startxref\n(\d+)", pdf)[1])  # type: ignore[index]
    assert pdf[start:].startswith(b"xref")
    for number, offset in enumerate(re.findall(rb"(\d{10}) 00000 n", pdf[start:]), 1):
        assert pdf[int(offset) :].startswith(b"%d 0 obj" % number)


def test_which_pictures_could_not_be_shown_is_told_each_once_and_the_report_still_comes() -> None:
    def damaged() -> bytes:
        raise EvidenceDamaged

    shown = [
        picture("good", mark="E-1"),
        picture("damaged", mark="E-2"),
        picture("torn", mark="E-3"),
        picture("gone", mark="E-4"),
    ]
    report = with_pictures(
        bare(*shown, picture("damaged", mark="E-2")), good=jpeg, damaged=damaged, torn=lambda: jpeg()[:200]
    )
    told: list[str] = []
    text = "".join(pages(build(report, unshown=told.append, now=PRINTED)))
    assert told == ["E-2", "E-3", "E-4"]
    assert text.count("This picture could not be shown.") == 4

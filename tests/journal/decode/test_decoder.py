# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures and PDF of strangers are shown upright in plain colours by a process of its own, or calmly not at all."""

import io
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from journal.decode import decoder, media
from journal.decode.decoder import Decoder
from journal.decode.looked import Looked, Shown
from tests.helpers import pictures

UPPER_LEFT, LOWER_RIGHT = (0.05, 0.05, 0.45, 0.45), (0.55, 0.55, 0.95, 0.95)


def look(data: bytes) -> Looked:
    return decoder.look(io.BytesIO(data), len(data), data[: media.HEAD])


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg), formats=["JPEG"]).convert("RGB")


def is_like(found: tuple[int, ...], wanted: tuple[int, ...], by: int = 14) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))


def stands_upright(jpeg: bytes) -> None:
    image = opened(jpeg)
    assert is_like(pictures.average(image, UPPER_LEFT), (255, 0, 0)), "the red quarter is up on the left"
    assert is_like(pictures.average(image, LOWER_RIGHT), (200, 205, 210))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF", "AVIF"])
@pytest.mark.parametrize("turn", [1, 6])
def test_a_photo_stands_upright_and_says_what_its_camera_wrote(kind, turn):
    scene = pictures.scene()
    turned = scene.transpose(
        {1: Image.Transpose.ROTATE_90, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90}[turn]
    )
    data = pictures.saved(scene if turn == 1 else turned, kind, exif=pictures.exif(turn).tobytes())
    looked = look(data)
    assert looked.shown is Shown.SHOWN
    assert (looked.width, looked.height) == (640, 480)
    for jpeg in (looked.thumbnail, looked.print):
        stands_upright(jpeg)
    assert looked.facts["taken"] == "2026-11-12 21:40:05 -05:00"
    assert looked.facts["device"] == pictures.DEVICE
    assert looked.facts["lens"] == pictures.LENS
    assert looked.facts["place"] == "40° 42' 46.08\" N, 74° 0' 21.6\" W"
    assert looked.facts["altitude"] == "10.5 m"
    assert looked.facts["place_time"] == "2026-11-13 02:40:03 UTC"


@pytest.mark.parametrize("turn", range(1, 9))
def test_each_way_that_a_phone_can_be_held_is_turned_right(turn):
    undo = {
        1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[turn]  # fmt: skip
    scene = pictures.scene()
    data = pictures.saved(scene.transpose(undo) if undo is not None else scene, exif=pictures.exif(turn).tobytes())
    looked = look(data)
    assert (looked.width, looked.height) == (640, 480)
    stands_upright(looked.print)


def test_the_copies_hold_nothing_but_the_picture():
    looked = look(pictures.photo())
    for jpeg in (looked.thumbnail, looked.print):
        image = Image.open(io.BytesIO(jpeg))
        assert dict(image.getexif()) == {}
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert pictures.DEVICE.encode() not in jpeg


@pytest.mark.parametrize(
    ("size", "thumbnail", "printed"),
    [
        ((4000, 3000), (320, 240), (1300, 975)),
        ((3000, 4000), (240, 320), (1300, 1733)),
        ((2000, 6000), (107, 320), (600, 1800)),
        ((100, 80), (100, 80), (100, 80)),
        ((1, 3000), (1, 320), (1, 1800)),
    ],
)
def test_the_copies_are_as_large_as_the_page_needs_and_never_larger_than_the_picture(size, thumbnail, printed):
    looked = look(pictures.saved(pictures.scene(size)))
    assert (opened(looked.thumbnail).size, opened(looked.print).size) == (thumbnail, printed)
    assert (looked.width, looked.height) == size


def _palette() -> bytes:
    return pictures.saved(pictures.scene().quantize(16), "PNG")


def _see_through() -> bytes:
    image = pictures.scene(mode="RGBA")
    image.paste((0, 0, 0, 0), (320, 240, 640, 480))
    return pictures.saved(image, "PNG")


def _see_through_palette() -> bytes:
    image = pictures.scene().quantize(16)
    return pictures.saved(image, "GIF", transparency=image.getpixel((639, 479)))


def _wide(kind: str) -> bytes:
    light, dark = (52_000).to_bytes(2, "little"), (10_000).to_bytes(2, "little")
    rows = (dark * 320 + light * 320) * 240 + light * 640 * 240
    return pictures.saved(Image.frombytes("I;16", (640, 480), rows), kind)


def _real() -> bytes:
    grey = Image.new("F", (640, 480), 2.0)
    grey.paste(-1.0, (0, 0, 320, 240))
    return pictures.saved(grey, "TIFF")


@pytest.mark.parametrize(
    ("data", "upper_left", "lower_right"),
    [
        (_palette(), (255, 0, 0), (200, 205, 210)),
        (_see_through(), (255, 0, 0), (255, 255, 255)),
        (_see_through_palette(), (255, 0, 0), (255, 255, 255)),
        (_wide("PNG"), (39, 39, 39), (202, 202, 202)),
        (_wide("TIFF"), (39, 39, 39), (202, 202, 202)),
        (_real(), (0, 0, 0), (255, 255, 255)),
        (pictures.saved(pictures.scene(mode="CMYK")), (255, 0, 0), (200, 205, 210)),
        (pictures.saved(pictures.scene(mode="CMYK"), "TIFF"), (255, 0, 0), (200, 205, 210)),
        (pictures.saved(pictures.scene(mode="L")), (76, 76, 76), (204, 204, 204)),
        (pictures.saved(pictures.scene(mode="LA"), "PNG"), (76, 76, 76), (204, 204, 204)),
        (pictures.saved(pictures.scene().convert("L").point(lambda v: v > 100 and 255).convert("1"), "TIFF"),
         (0, 0, 0), (255, 255, 255)),
        (pictures.saved(pictures.scene(mode="LAB"), "TIFF"), (255, 0, 0), (200, 205, 210)),
        (pictures.saved(pictures.scene(), "BMP"), (255, 0, 0), (200, 205, 210)),
        (pictures.saved(pictures.scene(), "MPO", save_all=True, append_images=[pictures.scene(corner="blue")]),
         (255, 0, 0), (200, 205, 210)),
        (pictures.saved(pictures.scene(), "GIF", save_all=True, append_images=[pictures.scene(corner="blue")]),
         (255, 0, 0), (200, 205, 210)),
        (pictures.saved(pictures.scene(), "TIFF", save_all=True, append_images=[pictures.scene(corner="blue")]),
         (255, 0, 0), (200, 205, 210)),
    ],
    ids=["palette", "see-through", "see-through palette", "16 bits PNG", "16 bits TIFF", "real numbers", "CMYK JPEG",
         "CMYK TIFF", "grey", "grey see-through", "black and white", "LAB", "BMP", "MPO", "GIF film", "TIFF pages"],
)  # fmt: skip
def test_every_kind_of_colour_becomes_plain_ones(data, upper_left, lower_right):
    looked = look(data)
    assert looked.shown is Shown.SHOWN
    image = opened(looked.print)
    assert is_like(pictures.average(image, UPPER_LEFT), upper_left, 20)
    assert is_like(pictures.average(image, LOWER_RIGHT), lower_right, 20)


def test_colours_are_as_the_camera_meant_them():
    """A profile that swaps nothing but says other primaries must change the numbers, as a phone's wide colours do."""
    plain = look(pictures.saved(pictures.scene(corner="#804020")))
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    meant = look(pictures.saved(pictures.scene(corner="#804020"), icc_profile=lab))
    assert meant.shown is plain.shown is Shown.SHOWN


@pytest.mark.parametrize("profile", [b"", b"not a profile", os.urandom(3000)])
def test_a_profile_that_is_none_changes_nothing(profile):
    stands_upright(look(pictures.saved(pictures.scene(), icc_profile=profile)).print)


def test_a_picture_that_ends_too_early_is_shown_as_far_as_it_goes():
    data = pictures.saved(pictures.noise((1000, 800)))
    looked = look(data[: len(data) * 2 // 3])
    assert looked.shown is Shown.IN_PART
    assert (looked.width, looked.height) == (1000, 800)
    assert looked.print


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff" + bytes(100), b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\0", b"BM" + bytes(60),
        b"%PDF-1.7\nnothing", b"RIFF\0\0\0\0WEBP", b"\0\0\0\x18ftypheic" + bytes(64), b"\0\0\0\x18ftypavif" + bytes(64),
        pictures.photo()[:200],
    ],
)  # fmt: skip
def test_what_only_begins_like_a_picture_is_kept_and_not_shown(data):
    looked = look(data)
    assert looked.shown is Shown.NOT_OPENED
    assert looked.media in media.SHOWN
    assert looked.thumbnail == looked.print == b""


def test_a_pdf_shows_its_first_page_and_says_how_many_it_has():
    looked = look(pictures.pdf(3, "Summons"))
    assert looked.shown is Shown.SHOWN
    assert (looked.facts["pages"], looked.facts["title"]) == ("3", "Summons")
    assert looked.facts["created"][:2] == "20"
    assert opened(looked.print).size == (1300, 1683)
    image = opened(looked.print)
    assert is_like(pictures.average(image, UPPER_LEFT), (204, 26, 26))
    assert is_like(pictures.average(image, (0.55, 0.05, 0.95, 0.45)), (255, 255, 255))


def test_each_page_of_a_pdf_can_be_asked_for():
    data = pictures.pdf(2)
    with Decoder(io.BytesIO(data), len(data)) as asked:
        first, second = asked.page(0, 600), asked.page(1, 600)
        assert asked.page(2, 600) is None
        assert asked.page(-1, 600) is None
        assert asked.page(0, 600) == first, "after a page that is not there it goes on"
    assert first is not None
    assert second is not None
    assert (first.width, first.height) == (600, 777)
    assert first != second
    assert decoder.page(io.BytesIO(data), len(data), 1, 600) == second


def test_a_kept_picture_can_be_looked_at_large():
    data = pictures.photo(6, (3000, 2000))
    drawn = decoder.render(io.BytesIO(data), len(data), 2500)
    assert drawn is not None
    assert (drawn.width, drawn.height) == (1667, 2500)
    assert len(drawn.rgb) == 1667 * 2500 * 3


def test_a_name_is_never_asked_only_the_content_counts():
    """A picture that is really an SVG or a page for a browser is named so, and never drawn."""
    svg = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/hostname"/></svg>'
    for data, found in (
        (svg, "image/svg+xml"), (b"<html><script>x</script></html>", "text/html"),
        (pictures.docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (pictures.archive(), "application/zip"), (pictures.mail(), "message/rfc822"),
        (pictures.sound(), "audio/wav"), (pictures.boxes(b"qt  "), "video/quicktime"),
        (pictures.boxes(b"isom"), "video/mp4"), (pictures.boxes(b"M4A "), "audio/mp4"),
        (b"ID3\4\0\0", "audio/mpeg"), (b"\xff\xfb\x90\0", "audio/mpeg"), (b"OggS\0", "audio/ogg"),
        (b"plain words \xc3\xa9", "text/plain"), (b"\0\1\2", media.UNKNOWN), (b"", media.UNKNOWN),
    ):  # fmt: skip
        assert look(data) == Looked(found, Shown.NOT_A_PICTURE)


@pytest.mark.parametrize(("name", "found"), [("A.JPG", "image/jpeg"), ("b.pdf", media.PDF), ("c", ""), ("d.exe", "")])
def test_what_a_name_promises_is_known(name, found):
    assert media.promised(name) == found


@given(st.binary(max_size=200) | st.sampled_from([b"PK\3\4", b"RIFF", b"\0\0\0\x18ftyp"]).flatmap(
    lambda start: st.binary(max_size=60).map(lambda rest: start + rest)))  # fmt: skip
def test_any_bytes_have_a_media_type(data):
    assert "/" in media.sniff(data)


# ---------------------------------------------------------------------------------------------------- more than is good


def test_a_picture_that_unfolds_into_too_many_pixels_is_refused_kindly():
    for data in (pictures.png_header(60_000, 60_000), pictures.png_header(20_000, 20_000, 2000)):
        begun = time.monotonic()
        assert look(data).shown is Shown.TOO_LARGE
        assert time.monotonic() - begun < 5


def test_a_photo_of_108_megapixels_is_shown():
    looked = look(pictures.saved(pictures.scene((12_000, 9_000)), quality=70))
    assert looked.shown is Shown.SHOWN
    assert (looked.width, looked.height) == (12_000, 9_000)
    stands_upright(looked.print)


@pytest.mark.long
@pytest.mark.parametrize("kind", ["PNG", "WEBP", "HEIF", "TIFF", "progressive"])
def test_108_megapixels_of_other_kinds_are_shown(kind):
    scene = pictures.scene((12_000, 9_000))
    data = pictures.saved(scene, progressive=True) if kind == "progressive" else pictures.saved(scene, kind)
    assert look(data).shown is Shown.SHOWN


def test_a_file_of_too_many_bytes_is_not_even_fed(monkeypatch):
    monkeypatch.setattr(decoder, "MOST_BYTES", 100)
    data = pictures.photo()
    assert look(data) == Looked("image/jpeg", Shown.TOO_LARGE)
    assert decoder.render(io.BytesIO(data), len(data), 100) is None


# ------------------------------------------------------------------------------------------------- a process that fails


def saying(answer: bytes) -> str:
    return f"import os; t = {answer!r}; os.write(1, len(t).to_bytes(4, 'big') + t)"


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(3)",
        "import os; os.kill(os.getpid(), 9)",
        "import sys; sys.stdin.buffer.read(9); sys.exit()",
        "import os; os.write(1, b'nonsense' * 100)",
        "import os; os.write(1, b'\\xff' * 1000)",
        saying(b"[}"),
        saying(b"[]"),
        saying(b'{"ok": true, "media": "text/html", "large": true}'),
        saying(b'{"ok": true, "pixels": [[8000, 8000]]}'),
        saying(
            b'{"ok": true, "media": "image/png", "whole": true, "size": ["a", -1], "facts": {},'
            b' "pixels": [[1, 1], [1, 1]]}'
        ),
    ],
    ids=["dies", "is killed", "says nothing", "says nonsense", "says too much", "is no JSON", "is no answer",
         "names another media", "keeps its pixels", "has numbers that are none"],
)  # fmt: skip
def test_a_process_that_dies_or_talks_nonsense_is_no_exception(monkeypatch, code):
    data, real = pictures.photo(), subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda _command, **rest: real([sys.executable, "-c", code], **rest))
    assert look(data) == Looked("image/jpeg", Shown.NOT_OPENED)
    assert decoder.render(io.BytesIO(data), len(data), 100) is None


def test_a_process_that_cannot_be_started_is_no_exception(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert look(pictures.photo()).shown is Shown.NOT_OPENED


def _hanging(monkeypatch):
    """The process reads everything and never answers."""
    real, started = subprocess.Popen, []
    code = "import sys,time; sys.stdin.buffer.read(100); time.sleep(60)"

    def start(command, **rest):
        started.append(real([sys.executable, "-c", code], **rest))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    return started


def test_a_hanging_process_is_ended_when_its_time_is_up(monkeypatch):
    started, data = _hanging(monkeypatch), pictures.photo()
    begun = time.monotonic()
    with Decoder(io.BytesIO(data), len(data), seconds=0.3) as asked:
        assert asked.look() is None
        assert asked.look() is None
    assert time.monotonic() - begun < 3
    assert started[0].returncode == -signal.SIGKILL


def test_nobody_waits_for_a_picture_that_is_not_wanted_any_more(monkeypatch):
    started, stop = _hanging(monkeypatch), threading.Event()
    data = pictures.photo()
    threading.Timer(0.3, stop.set).start()
    begun = time.monotonic()
    assert decoder.look(io.BytesIO(data), len(data), data[:4096], stop.is_set).shown is Shown.NOT_OPENED
    assert time.monotonic() - begun < 1.3
    assert started[0].poll() is not None


def test_nothing_that_a_library_says_reaches_the_terminal(capfd):
    for data in (pictures.photo()[:3000], b"%PDF-1.7\nnothing", b"II*\0" + os.urandom(500)):
        look(data)
    assert capfd.readouterr() == ("", "")


def test_no_process_is_left_behind():
    data = pictures.photo()
    with Decoder(io.BytesIO(data), len(data)) as asked:
        assert asked.look() is not None
        process = asked._process
    assert process.returncode is not None
    asked.close()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "HEIF", "AVIF", "PDF"])
@settings(max_examples=int(os.environ.get("OWN_WORDS_DECODER_FUZZ", "3")))
@given(data=st.data())
def test_damage_anywhere_is_a_calm_answer(kind, data):
    _damage(kind, data)


@pytest.mark.long
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "HEIF", "AVIF", "PDF"])
@settings(max_examples=120)
@given(data=st.data())
def test_much_damage_anywhere_is_a_calm_answer(kind, data):
    _damage(kind, data)


def _damage(kind, data):
    whole = pictures.pdf(1) if kind == "PDF" else pictures.photo(kind=kind) if kind not in ("GIF", "BMP") else (
        pictures.saved(pictures.scene(), kind))  # fmt: skip
    bad = bytearray(whole)
    places = st.integers(0, min(600, len(bad) - 1)) | st.integers(0, len(bad) - 1)
    for place in data.draw(st.lists(places, min_size=1, max_size=12)):
        bad[place] = data.draw(st.sampled_from([0, 1, 0x7F, 0x80, 0xFF]) | st.integers(0, 255))
    bad = bad[: data.draw(st.just(len(bad)) | st.integers(1, len(bad)))]
    begun = time.monotonic()
    looked = look(bytes(bad))
    assert looked.shown in Shown
    assert time.monotonic() - begun < 35

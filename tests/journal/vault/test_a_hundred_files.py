# SPDX-License-Identifier: GPL-3.0-or-later
"""A hundred files as people have them come in, are told apart, and come out byte for byte."""

import io
from collections import Counter
from collections.abc import Iterator
from itertools import count

import pytest
from PIL import Image

from journal.record.evidence import Role
from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.helpers import pictures
from tests.helpers.files import bring_in

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _photos() -> Iterator[tuple[str, bytes]]:
    for turn in range(1, 9):
        yield "jpg", pictures.photo(turn, (1200, 900))
        yield "jpg", pictures.photo(turn, (900, 1200), progressive=True, quality=60)
        yield "heic", pictures.photo(turn, (800, 600), "HEIF")
    for quality in (30, 60, 90, 95):
        yield "jpg", pictures.saved(pictures.noise((1000, 750)), quality=quality)
        yield "jpg", pictures.saved(pictures.scene((3000, 2000)), quality=quality, exif=pictures.exif(place=False))
    for mode in ("L", "CMYK"):
        yield "jpg", pictures.saved(pictures.scene(mode=mode))


def _pictures() -> Iterator[tuple[str, bytes]]:
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
        scene = (
            pictures.scene().convert("L").convert("I").convert("I;16") if mode == "I;16" else pictures.scene(mode=mode)
        )
        yield "png", pictures.saved(scene, "PNG")
    for options in ({"lossless": True}, {"quality": 50}, {"exif": pictures.exif(6)}):
        yield "webp", pictures.saved(pictures.scene(), "WEBP", **options)
    for packing in ("raw", "tiff_lzw", "jpeg", "tiff_deflate"):
        yield "tif", pictures.saved(pictures.scene(), "TIFF", compression=packing)
    yield "tif", pictures.saved(pictures.scene().convert("1"), "TIFF", compression="group4")
    yield "gif", pictures.saved(pictures.scene(), "GIF")
    yield "gif", pictures.saved(pictures.scene(), "GIF", save_all=True, append_images=[pictures.scene(corner="blue")])
    yield "bmp", pictures.saved(pictures.scene(), "BMP")
    yield "avif", pictures.saved(pictures.scene(), "AVIF")
    yield "jpg", pictures.saved(pictures.scene(), "MPO", save_all=True, append_images=[pictures.scene(corner="blue")])


def _others() -> Iterator[tuple[str, bytes]]:
    for pages in range(1, 11):
        yield "pdf", pictures.pdf(pages, f"Paper {pages}")
    for number in range(5):
        yield "docx", pictures.docx(f"Letter {number}")
        yield "eml", pictures.mail(f"message {number}")
        yield "mov", pictures.boxes(b"qt  ", 5000 + number)
        yield "mp4", pictures.boxes(b"isom", 70_000 + number)
        yield "m4a", pictures.boxes(b"M4A ", 3000 + number)
        yield "wav", pictures.sound(0.1 + number / 10)
        yield "txt", f"note {number} ñ שלום".encode()
    yield "zip", pictures.archive()
    yield "mp3", b"ID3\4\0\0\0\0\0\0" + b"\xff\xfb\x90\0" * 300
    yield "ogg", b"OggS" + bytes(5000)
    yield "svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>'


MEDIA = {
    "jpg": "image/jpeg", "heic": "image/heic", "png": "image/png", "webp": "image/webp", "tif": "image/tiff",
    "gif": "image/gif", "bmp": "image/bmp", "avif": "image/avif", "pdf": "application/pdf", "docx": WORD,
    "eml": "message/rfc822", "mov": "video/quicktime", "mp4": "video/mp4", "m4a": "audio/mp4", "wav": "audio/wav",
    "txt": "text/plain", "zip": "application/zip", "mp3": "audio/mpeg", "ogg": "audio/ogg", "svg": "image/svg+xml",
}  # fmt: skip
SHOWN = ("jpg", "heic", "png", "webp", "tif", "gif", "bmp", "avif", "pdf")


@pytest.mark.long
def test_a_hundred_files_come_in_and_out_byte_for_byte(vault, tmp_path, clock):
    files = {}
    for number, (ending, data) in zip(count(1), [*_photos(), *_pictures(), *_others()], strict=False):
        path = tmp_path / f"{number:03}.{ending}"
        path.write_bytes(data)
        files[path.name] = data
    assert len(files) >= 100
    incident = vault.incidents.start("own_account").id
    added = {name: bring_in(vault, tmp_path / name, incident) for name in files}
    assert Counter(each.is_new for each in added.values()) == {True: len(files)}
    vault.close()
    with Vault.open(vault.folder, PASSPHRASE, clock=clock) as opened:
        opened.sweep()
        rows = opened.evidence.of_incident(incident)
        assert [each.name for each in rows] == list(files)
        assert [each.label for each in rows] == [f"E-{number}" for number in range(1, len(files) + 1)]
        for each in rows:
            came_out_as_it_came_in(opened, each, tmp_path / "out", files[each.name])
        assert opened.entries.check().broken is None


def came_out_as_it_came_in(vault, evidence, target, data):
    ending = evidence.name.partition(".")[2]
    assert evidence.media == MEDIA[ending], evidence.name
    assert vault.objects.export(evidence.sealed(Role.ORIGINAL), target)
    assert target.read_bytes() == data
    pictured = [evidence.sealed(role) for role in (Role.THUMBNAIL, Role.PRINT)]
    assert all(pictured) if ending in SHOWN else not any(pictured), evidence.name
    for sealed, most in zip(pictured, ((320, 320), (1300, 1800)), strict=True):
        if sealed:
            image = Image.open(io.BytesIO(vault.objects.read(sealed)), formats=["JPEG"])
            assert image.width <= most[0]
            assert image.height <= most[1]

# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of a stranger -> upright pixels in plain colours. Runs in the decoder process only."""

import io
import math
import warnings
from dataclasses import dataclass
from typing import Any

import pillow_heif
from PIL import AvifImagePlugin, Image, ImageCms, ImageFile, ImageOps

from journal.decode import facts
from journal.decode.looked import Pixels

MOST_PIXELS = 250_000_000

# Which of Pillow's readers may open what: it is never left to guess among all of them.
_READERS = {
    "image/jpeg": ("JPEG", "MPO"),
    "image/png": ("PNG",),
    "image/webp": ("WEBP",),
    "image/gif": ("GIF",),
    "image/tiff": ("TIFF",),
    "image/bmp": ("BMP",),
    "image/heic": ("HEIF",),
    "image/avif": ("AVIF",),
}
_ORIENTATION = 0x0112
_TURNED = ("HEIF", "TIFF")  # their readers give them upright
_GAP = 2.0  # a picture is first brought down to twice its size the quick way

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.simplefilter("ignore")
pillow_heif.options.DECODE_THREADS = 0
AvifImagePlugin.DEFAULT_MAX_THREADS = 1
pillow_heif.register_heif_opener()


class TooLarge(Exception):
    """More pixels than are ever opened."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, not yet decoded."""

    data: bytes
    media: str
    width: int
    height: int
    facts: dict[str, str]
    turn: int

    def drawn(self, wide: int, high: int) -> tuple[Pixels, bool]:
        """It fits in the box, upright; and whether the file was whole. Never made larger."""
        if self.turn >= 5:
            wide, high = high, wide
        try:
            return self._drawn(wide, high), True
        except (OSError, SyntaxError, EOFError):
            ImageFile.LOAD_TRUNCATED_IMAGES = True
            try:
                return self._drawn(wide, high), False
            finally:
                ImageFile.LOAD_TRUNCATED_IMAGES = False

    def _drawn(self, wide: int, high: int) -> Pixels:
        with _open(self.data, self.media) as image:
            ratio = min(wide / image.width, high / image.height, 1.0)
            size = max(1, round(image.width * ratio)), max(1, round(image.height * ratio))
            if image.format in ("JPEG", "MPO"):
                image.draft(None, (math.ceil(size[0] * _GAP), math.ceil(size[1] * _GAP)))
            profile = image.info.get("icc_profile")
            small = _plain(image)
            if small.size != size:
                small = small.resize(size, Image.Resampling.BICUBIC, reducing_gap=_GAP)
        upright = _turned(_coloured(_on_white(small), profile), self.turn)
        return Pixels(upright.width, upright.height, upright.tobytes())


def open_picture(data: bytes, media: str) -> Picture:
    """Raises TooLarge, or anything that Pillow raises for what it cannot read."""
    with _open(data, media) as image:
        width, height = image.size
        exif = image.getexif()
        turn = exif.get(_ORIENTATION, 1)
        turn = turn if isinstance(turn, int) and 1 <= turn <= 8 and image.format not in _TURNED else 1
        if turn >= 5:
            width, height = height, width
        return Picture(data, media, width, height, facts.of_picture(exif), turn)


def _open(data: bytes, media: str) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data), formats=_READERS[media])
    except Image.DecompressionBombError:
        raise TooLarge from None
    if image.width * image.height > MOST_PIXELS:
        raise TooLarge
    return image


def _plain(image: Image.Image) -> Image.Image:
    """In a mode that can be brought down without harm: no palette, no single bits, no wide numbers."""
    match image.mode:
        case "P" | "PA" if "transparency" in image.info or image.mode == "PA":
            return image.convert("RGBA")
        case "P":
            return image.convert("RGB")
        case "1":
            return image.convert("L")
        case "RGB" | "RGBA" | "L" | "LA" | "CMYK":
            image.load()
            return image
        case mode if mode.startswith(("I", "F")):
            return _eight_bits(image)
        case _:
            return image.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Grey in more than 256 steps: by its whole range where that is known, else by what is in it."""
    wide = image.convert("F")
    least, most = (float(edge) for edge in wide.getextrema())  # type: ignore[arg-type]
    if image.mode.startswith("I") and least >= 0 and most <= 65535:
        least, most = 0.0, 65535.0 if image.mode.startswith("I;16") or most > 255 else 255.0
    span = most - least or 1.0
    return wide.point(lambda step: step * (255.0 / span) - least * 255.0 / span).convert("L")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode not in ("RGBA", "LA"):
        return image
    seen = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")


def _coloured(image: Image.Image, profile: Any) -> Image.Image:
    """As the colours were meant, in the colours that every screen has; without a profile as good as can be."""
    if isinstance(profile, bytes) and image.mode in ("RGB", "CMYK", "L"):
        try:
            meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, meant, ImageCms.createProfile("sRGB"), outputMode="RGB")
            if turned is not None:
                return turned
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return image.convert("RGB")


def _turned(image: Image.Image, turn: int) -> Image.Image:
    if turn == 1:
        return image
    bare = Image.frombytes("RGB", image.size, image.tobytes())
    bare.getexif()[_ORIENTATION] = turn
    return ImageOps.exif_transpose(bare)


def smaller(pixels: Pixels, wide: int, high: int) -> Pixels:
    """The same, so that it fits in the box."""
    image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    image.thumbnail((wide, high), Image.Resampling.BICUBIC, reducing_gap=_GAP)
    return Pixels(image.width, image.height, image.tobytes())

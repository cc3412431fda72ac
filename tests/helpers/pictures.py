# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures and documents as phones, scanners and offices make them, made here: shapes and noise, nobody in them."""

import email.message
import io
import struct
import wave
import zipfile
import zlib
from typing import Any

import pillow_heif
from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational

pillow_heif.register_heif_opener()

DEVICE, LENS = "Pineapple Phone 12", "back camera 4.2mm f/1.6"
TAKEN = "2026:11:12 21:40:05"


def scene(size: tuple[int, int] = (640, 480), mode: str = "RGB", corner: str = "red") -> Image.Image:
    """A grey sheet with a coloured upper left quarter: which way it stands can be seen."""
    image = Image.new("RGB", size, (200, 205, 210))
    ImageDraw.Draw(image).rectangle((0, 0, max(0, size[0] // 2 - 1), max(0, size[1] // 2 - 1)), fill=corner)
    return image if mode == "RGB" else image.convert(mode)


def noise(size: tuple[int, int]) -> Image.Image:
    return Image.effect_noise(size, 80).convert("RGB")


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif(orientation: int = 1, *, place: bool = True) -> Image.Exif:
    """What a phone writes beside a photo."""
    found = Image.Exif()
    found[0x010F], found[0x0110] = "Pineapple", DEVICE
    found[0x0112] = orientation
    camera = found.get_ifd(0x8769)
    camera[0x9003], camera[0x9011], camera[0xA434] = TAKEN, "-05:00", LENS
    if place:
        gps = found.get_ifd(0x8825)
        gps[1], gps[2] = "N", (IFDRational(40), IFDRational(42), IFDRational(4608, 100))
        gps[3], gps[4] = "W", (IFDRational(74), IFDRational(0), IFDRational(216, 10))
        gps[5], gps[6] = b"\0", IFDRational(105, 10)
        gps[7], gps[29] = (IFDRational(2), IFDRational(40), IFDRational(3)), "2026:11:13"
    return found


def photo(orientation: int = 1, size: tuple[int, int] = (640, 480), kind: str = "JPEG", **options: Any) -> bytes:
    return saved(scene(size), kind, exif=exif(orientation).tobytes(), **options)


def pdf(pages: int = 2, text: str = "A letter") -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    canvas.setTitle(text)
    for number in range(pages):
        canvas.setFillColorRGB(0.8, 0.1, 0.1)
        canvas.rect(0, 396, 306, 396, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(72, 200, f"{text}, page {number + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def png_header(width: int, height: int, rows: int = 0) -> bytes:
    """A PNG that says that it is large; ``rows`` of it are really there."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(bytes(1 + 3 * width)) for _ in range(rows)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def docx(text: str = "A letter") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:document>{text}</w:document>")
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("../../escape.txt", "x")
    return out.getvalue()


def mail(text: str = "what I saw") -> bytes:
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "neighbor@example.org", "me@example.org", "That evening"
    message["Date"] = "Thu, 12 Nov 2026 21:40:05 -0500"
    message.set_content(text)
    message.add_attachment(saved(scene((40, 30))), maintype="image", subtype="jpeg", filename="yard.jpg")
    return message.as_bytes()


def sound(seconds: float = 0.2) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as track:
        track.setnchannels(1)
        track.setsampwidth(2)
        track.setframerate(8000)
        track.writeframes(bytes(int(16000 * seconds)))
    return out.getvalue()


def boxes(brand: bytes, size: int = 3000) -> bytes:
    """The outermost boxes of an MP4, MOV or M4A, with noise where the sound or the pictures would be."""
    head = struct.pack(">I4s4sI4s", 20, b"ftyp", brand, 0, brand)
    return head + struct.pack(">I4s", size, b"mdat") + (bytes(range(256)) * (size // 256 + 1))[: size - 8]


def average(pixels: Any, box: tuple[float, float, float, float]) -> tuple[int, int, int]:
    """The middle colour of a part of a picture; the box in fractions of its size."""
    image = (
        pixels if isinstance(pixels, Image.Image) else Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    )
    edges = [round(part * side) for part, side in zip(box, (*image.size, *image.size), strict=True)]
    small = image.convert("RGB").crop(tuple(edges)).resize((1, 1), Image.Resampling.BOX)
    red, green, blue = small.getpixel((0, 0))
    return red, green, blue

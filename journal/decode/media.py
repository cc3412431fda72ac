# SPDX-License-Identifier: GPL-3.0-or-later
"""What a file is, by its first bytes alone. Its name is not asked: anyone can give a file any name."""

from pathlib import PurePosixPath

HEAD = 4096  # bytes that are looked at
UNKNOWN = "application/octet-stream"

# What the decoder may open: nothing else is ever drawn (docs/threat-model.md).
PICTURES = ("image/jpeg", "image/png", "image/webp", "image/gif", "image/tiff", "image/bmp", "image/heic", "image/avif")
PDF = "application/pdf"
SHOWN = (*PICTURES, PDF)

_STARTS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"%PDF-", PDF),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"\x1aE\xdf\xa3", "video/x-matroska"),
    (b"PK\3\4", "application/zip"),
    (b"PK\5\6", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_BRANDS = {
    b"avif": "image/avif", b"avis": "image/avif", b"heic": "image/heic", b"heix": "image/heic", b"heim": "image/heic",
    b"heis": "image/heic", b"hevc": "image/heic", b"hevx": "image/heic", b"mif1": "image/heic", b"msf1": "image/heic",
    b"M4A ": "audio/mp4", b"M4B ": "audio/mp4", b"qt  ": "video/quicktime",
}  # fmt: skip
_OFFICE = {
    b"word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    b"xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    b"ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    b"mimetypeapplication/vnd.oasis.opendocument.text": "application/vnd.oasis.opendocument.text",
}
_MAIL = (b"received:", b"return-path:", b"delivered-to:", b"from:", b"mime-version:", b"message-id:", b"date:")

# Which media an ending promises: only to say so when the content is something else.
_ENDINGS = {
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp",
    ".tif": "image/tiff", ".tiff": "image/tiff", ".bmp": "image/bmp", ".heic": "image/heic", ".heif": "image/heic",
    ".avif": "image/avif", ".pdf": PDF,
}  # fmt: skip


def sniff(head: bytes) -> str:
    """A media type for the first ``HEAD`` bytes of a file; ``UNKNOWN`` when it is none that we know."""
    for start, media in _STARTS:
        if head.startswith(start):
            return _inside_zip(head) if media == "application/zip" else media
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12]) or _by_compatible_brand(head)
    if head[4:8] in (b"moov", b"mdat", b"wide", b"free") and len(head) > 16:
        return "video/quicktime"
    if head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE6 == 0xE2:  # MPEG audio, layer III, without a tag
        return "audio/mpeg"
    return _text(head)


def promised(name: str) -> str:
    """The media type that a picture's or PDF's name promises, or an empty text."""
    return _ENDINGS.get(PurePosixPath(name).suffix.lower(), "")


def _by_compatible_brand(head: bytes) -> str:
    length = int.from_bytes(head[:4], "big")
    brands = {head[at : at + 4] for at in range(16, min(length, len(head)), 4)}
    for brand in (b"avif", b"heic", b"heix", b"mif1"):
        if brand in brands:
            return _BRANDS[brand]
    return "video/mp4"


def _inside_zip(head: bytes) -> str:
    for mark, media in _OFFICE.items():
        if mark in head:
            return media
    return "application/zip"


def _text(head: bytes) -> str:
    """Text of some kind, if it is UTF-8 without control characters; a piece of a letter at the end is no matter."""
    try:
        text = head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3:
            return UNKNOWN
        text = head[: error.start].decode("utf-8-sig")
    if not text or any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in text):
        return UNKNOWN
    start = text.lstrip()[:512].lower()
    if "<svg" in start:
        return "image/svg+xml"
    if start.startswith(("<!doctype html", "<html")):
        return "text/html"
    lines = head.lower().splitlines()[:40]
    if sum(line.startswith(_MAIL) for line in lines) >= 2:
        return "message/rfc822"
    return "text/plain"

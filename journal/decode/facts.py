# SPDX-License-Identifier: GPL-3.0-or-later
"""What a picture or a PDF says of itself, as texts by name. Nobody checked it, and anyone can have written it.

| name | what it says |
|---|---|
| taken | when a camera says that it took the picture; its own clock, its offset if it noted one |
| device, lens, software | what it was taken with, and what wrote the file |
| place, altitude, place_time | where and when by satellite, as written |
| orientation | how it must be turned to stand upright, 1 to 8 as written |
| pages, created, changed, author, title | of a PDF |
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

NAMES = (
    "taken", "device", "lens", "software", "place", "altitude", "place_time", "orientation",
    "pages", "created", "changed", "author", "title",
)  # fmt: skip
LONGEST = 200  # letters

_EXIF, _GPS = 0x8769, 0x8825
_MAKE, _MODEL, _SOFTWARE, _ORIENTATION, _CHANGED = 0x010F, 0x0110, 0x0131, 0x0112, 0x0132
_TAKEN, _OFFSET, _OFFSET_TAKEN, _LENS = 0x9003, 0x9010, 0x9011, 0xA434
_DAY = re.compile(r"(\d{4}):(\d\d):(\d\d)(?= |$)")
_PDF_TIME = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+-Z])(?:(\d\d)'?(\d\d)?'?)?)?")


def of_picture(exif: Any) -> dict[str, str]:
    """From Pillow's Exif. A tag that makes no sense is left out; the others stand."""
    found: dict[str, str] = {}
    whole: Mapping[int, Any] = _or_nothing(lambda: dict(exif)) or {}
    camera: Mapping[int, Any] = _or_nothing(lambda: dict(exif.get_ifd(_EXIF))) or {}
    place: Mapping[int, Any] = _or_nothing(lambda: dict(exif.get_ifd(_GPS))) or {}
    taken = _day(_text(camera.get(_TAKEN)) or _text(whole.get(_CHANGED)))
    found["taken"] = _joined(taken, _text(camera.get(_OFFSET_TAKEN)) or _text(camera.get(_OFFSET)) if taken else "")
    make, model = _text(whole.get(_MAKE)), _text(whole.get(_MODEL))
    found["device"] = model if model.lower().startswith(make.lower()) else _joined(make, model)
    found["lens"] = _text(camera.get(_LENS))
    found["software"] = _text(whole.get(_SOFTWARE))
    found["orientation"] = _text(whole.get(_ORIENTATION))
    found["place"] = _or_nothing(lambda: _place(place)) or ""
    found["altitude"] = _or_nothing(lambda: _altitude(place)) or ""
    found["place_time"] = _or_nothing(lambda: _place_time(place)) or ""
    return tidy(found)


def of_pdf(pages: int, noted: Mapping[str, str]) -> dict[str, str]:
    """From the number of pages and the PDF's own notes about itself."""
    return tidy(
        {
            "pages": str(pages),
            "created": _pdf_time(noted.get("CreationDate", "")),
            "changed": _pdf_time(noted.get("ModDate", "")),
            "software": _joined(noted.get("Creator", ""), noted.get("Producer", "")),
            "author": noted.get("Author", ""),
            "title": noted.get("Title", ""),
        }
    )


def tidy(facts: Mapping[str, str]) -> dict[str, str]:
    """Known names only, one line each, not too long, none empty."""
    found = {}
    for name in NAMES:
        text = " ".join(facts.get(name, "").replace("\0", " ").split())[:LONGEST].strip()
        if text:
            found[name] = text
    return found


def _or_nothing(read: Callable[[], Any]) -> Any:
    """What is written there, or None where it is not what such a place holds: the file is a stranger's."""
    try:
        return read()
    except (ValueError, TypeError, KeyError, IndexError, ZeroDivisionError, OverflowError, SyntaxError, OSError):
        return None


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return str(value).strip(" \0\t\r\n") if isinstance(value, str | int) else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _day(text: str) -> str:
    return _DAY.sub(r"\1-\2-\3", text, count=1)


def _place(gps: Mapping[int, Any]) -> str:
    """``40° 42' 46.08" N, 74° 0' 21.6" W``: the numbers as they stand in the file."""
    if 2 not in gps or 4 not in gps:
        return ""
    return f"{_angle(gps[2])} {_text(gps.get(1))}, {_angle(gps[4])} {_text(gps.get(3))}"


def _angle(parts: Any) -> str:
    degrees, minutes, seconds = (float(part) for part in parts)
    return f"{degrees:.9g}° {minutes:.9g}' {seconds:.9g}\""


def _altitude(gps: Mapping[int, Any]) -> str:
    if 6 not in gps:
        return ""
    below = gps.get(5) in (1, b"\1")
    return f"{'-' if below else ''}{float(gps[6]):.6g} m"


def _place_time(gps: Mapping[int, Any]) -> str:
    if 29 not in gps or 7 not in gps:
        return ""
    hours, minutes, seconds = (float(part) for part in gps[7])
    return f"{_day(_text(gps[29]))} {hours:02.0f}:{minutes:02.0f}:{seconds:02.0f} UTC"


def _pdf_time(text: str) -> str:
    """``D:20261112214005-05'00'`` as ``2026-11-12 21:40:05 -05:00``; anything else as it stands there."""
    match = _PDF_TIME.fullmatch(text)
    if match is None:
        return text
    year, month, day, hour, minute, second, sign, east, more = match.groups()
    date = "-".join(part for part in (year, month, day) if part)
    time = ":".join(part for part in (hour, minute, second) if part)
    offset = "UTC" if sign == "Z" else f"{sign}{east}:{more or '00'}" if sign and east else ""
    return _joined(date, time, offset)

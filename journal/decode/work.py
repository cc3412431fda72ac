# SPDX-License-Identifier: GPL-3.0-or-later
"""The decoder process: it gets bytes through a pipe, never a path, and gives back numbers, short texts and pixels.

What comes in: the length of the file (8 bytes, big-endian), its bytes, then one request a line, as JSON. What goes out
for each: the length of an answer (4 bytes), the answer as JSON, and the pixels that it announces. Whatever goes wrong
ends as ``{"ok": false}`` or as an end without an answer; nobody reads what this process writes to stderr.
"""

# Everything that will be needed is loaded here: once the limits stand, no file can be read any more.
import encodings.utf_16
import encodings.utf_16_be
import encodings.utf_16_le  # noqa: F401
import json
from typing import Any, BinaryIO

import pypdfium2
from PIL import Image

from journal.decode import limits, media, pdf, pictures

PRINT = 1300, 1800  # pixels: 6.5 inches at 200 to the inch
THUMBNAIL = 320, 320
MOST_SIDE = 6000

_Answer = tuple[dict[str, Any], list[bytes]]


def serve(asked: BinaryIO, answers: BinaryIO) -> int:
    """Limits first, then bytes; until nobody asks any more."""
    load()
    limits.put_up()
    answer_all(asked, answers)
    return 0


def answer_all(asked: BinaryIO, answers: BinaryIO) -> None:
    """One file, and every request about it."""
    data = asked.read(int.from_bytes(asked.read(8), "big"))
    for line in asked:
        try:
            answer, pixels = _answered(json.loads(line), data)
        except Exception:  # noqa: BLE001  a stranger's file may bring any library to raise anything
            answer, pixels = {"ok": False}, []
        text = json.dumps(answer).encode("ascii")
        answers.write(len(text).to_bytes(4, "big") + text)
        for each in pixels:
            answers.write(each)
        answers.flush()


def load() -> None:
    """What the libraries load only when they are first used."""
    Image.init()
    pypdfium2.PdfDocument.new().close()


def _answered(request: dict[str, Any], data: bytes) -> _Answer:
    found = media.sniff(data[: media.HEAD])
    if request["do"] == "look":
        return _look(data, found)
    return _draw(data, found, request["number"], min(request["wide"], MOST_SIDE), min(request["high"], MOST_SIDE))


def _look(data: bytes, found: str) -> _Answer:
    if found == media.PDF:
        document = pdf.Document(data)
        large, whole = document.drawn(0, *PRINT), True
        size, facts = (0, 0), document.facts()
    else:
        try:
            picture = pictures.open_picture(data, found)
        except pictures.TooLarge:
            return {"ok": True, "media": found, "large": True}, []
        size, facts = (picture.width, picture.height), picture.facts
        large, whole = picture.drawn(*PRINT)
    small = pictures.smaller(large, *THUMBNAIL)
    answer = {"ok": True, "media": found, "whole": whole, "size": size, "facts": facts}
    return answer | {"pixels": [(each.width, each.height) for each in (small, large)]}, [small.rgb, large.rgb]


def _draw(data: bytes, found: str, number: int, wide: int, high: int) -> _Answer:
    if found == media.PDF:
        drawn = pdf.Document(data).drawn(number, wide, high)
    else:
        drawn, _whole = pictures.open_picture(data, found).drawn(wide, high)
    return {"ok": True, "pixels": [(drawn.width, drawn.height)]}, [drawn.rgb]

# SPDX-License-Identifier: GPL-3.0-or-later
"""Damaged pictures and PDF through the decoder, within its real limits: what it answers is read by the near side.

The decoder is a process for one file. Here one process, with the same limits (journal/decode/limits.py) and the same
code, takes a batch of files one after the other, so that a hundred thousand can be tried; when it dies or its time is
up, the next batch begins behind that file. What the near side makes of a process that dies or hangs is tested for
itself (tests/journal/decode/test_decoder.py).
"""

import io
import os
import select
import signal
import struct
import traceback
from collections.abc import Iterator, Sequence

from journal.decode import decoder, limits, media, work
from journal.decode.decoder import Decoder
from journal.decode.looked import Shown
from tests.fuzz.mutator import Mutator
from tests.helpers import pictures as made

# Of a hundred inputs; a page of PDF takes as long to draw as twenty small pictures.
_SHARES = {"JPEG": 17, "PNG": 14, "WEBP": 13, "GIF": 12, "TIFF": 15, "BMP": 10, "HEIF": 8, "AVIF": 5, "PDF": 6}
_BATCH = 250
_SECONDS = decoder.SECONDS  # for one file, as on the near side
_WORDS = (*Shown, "died", "time was up")


def samples(kind: str) -> Sequence[bytes]:
    """Small ones: a header is damaged as well in a small picture as in a large one."""
    small = made.scene((48, 36))
    if kind == "PDF":
        return [made.pdf(1), made.pdf(2, "Summons")]
    if kind == "GIF":
        film = made.saved(small.quantize(16), kind, save_all=True, append_images=[made.scene((48, 36), corner="blue")])
        return [made.saved(small, kind), film]
    if kind == "BMP":
        return [made.saved(small, kind), made.saved(small.quantize(16), kind)]
    some = [made.photo(6, (48, 36), kind), made.saved(made.noise((40, 40)), kind)]
    if kind == "JPEG":
        some += [made.saved(small, kind, progressive=True), made.saved(made.scene((48, 36), "CMYK"), kind)]
    if kind == "PNG":
        some += [made.saved(small.quantize(16), kind), made.saved(made.scene((48, 36), "RGBA"), kind)]
    if kind == "TIFF":
        packed = [made.saved(small, kind, compression=each) for each in ("tiff_lzw", "tiff_deflate", "jpeg")]
        some += [*packed, made.saved(made.scene((48, 36), "1"), kind, compression="group4")]
    if kind == "WEBP":
        some += [made.saved(made.scene((48, 36), "RGBA"), kind, lossless=True)]
    return some


def pictures(inputs: int, seed: str) -> Iterator[str]:
    """What the near side shows of each, or how its process ended."""
    work.load()
    media.sniff(b"text")  # on the near side nothing stands in the way of what it loads then
    mutators = {kind: Mutator(samples(kind), f"{seed}{kind}") for kind in _SHARES}
    kinds = [kind for kind, share in _SHARES.items() for _ in range(share)]
    for mutator in mutators.values():
        decoder.look(io.BytesIO(data := mutator.one()), len(data), data[: media.HEAD])  # once in its own process
    batch: list[bytes] = []
    for number in range(inputs):
        batch.append(mutators[kinds[number * 37 % len(kinds)]].one())
        if len(batch) == _BATCH or number == inputs - 1:
            while batch:
                told = _told(batch)
                yield from told
                batch = batch[len(told) :]


def _told(batch: Sequence[bytes]) -> list[str]:
    """A word for each of these files, as far as one process came; the last of them may be how it ended."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _be_decoder(batch, write)
    os.close(write)
    said: list[str] = []
    with os.fdopen(read, "rb", buffering=0) as pipe:
        while len(said) < len(batch) and select.select([pipe], [], [], _SECONDS)[0] and (word := pipe.read(1)):
            said.append(_WORDS[word[0]])
        if len(said) < len(batch) and not select.select([pipe], [], [], 0)[0]:
            said.append("time was up")
            os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    if len(said) < len(batch) and "time was up" not in said[-1:]:
        # A library that breaks, or the limits: never an exception of ours, whose process ends with 1.
        assert os.WIFSIGNALED(status), f"ended with {os.waitstatus_to_exitcode(status)} at {batch[len(said)].hex()}"
        said.append("died")
    return said


def _where(error: BaseException) -> list[str]:
    return [f"{frame.f_code.co_filename}:{line}" for frame, line in traceback.walk_tb(error.__traceback__)]


def _be_decoder(batch: Sequence[bytes], write: int) -> None:
    """In the child: the walls first, then one file after the other. Never returns."""
    code, ours = 1, os.dup(2)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # nobody hears what libraries say of a bad file
    try:
        limits.put_up()
        for data in batch:
            os.write(write, bytes([_WORDS.index(_looked(data))]))
        code = 0
    except BaseException as error:
        os.write(ours, f"{error!r} at {_where(error)}\n".encode())
    finally:
        os._exit(code)


class _InOneProcess(Decoder):
    """The near side, and the far side called in its place instead of a process."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(), decoder.MOST_BYTES + 1)
        far = io.BytesIO()
        work.answer_all(io.BytesIO(struct.pack(">Q", len(data)) + data + b'{"do": "look"}\n'), far)
        far.seek(0)
        self._process = _Answered(far)  # type: ignore[assignment]


class _Answered:
    def __init__(self, answers: io.BytesIO) -> None:
        self.stdin, self.stdout = io.BytesIO(), answers


def _looked(data: bytes) -> Shown:
    if media.sniff(data[: media.HEAD]) not in media.SHOWN:
        return Shown.NOT_A_PICTURE
    looked = _InOneProcess(data).look()
    return looked.shown if looked is not None else Shown.NOT_OPENED

# SPDX-License-Identifier: GPL-3.0-or-later
"""Damage to bytes, as a bad disk, a cut cable, a careless program or someone with a purpose does it."""

import random
from collections.abc import Callable, Sequence

# What a length, a count or an offset is most often trusted with.
_NUMBERS = (0, 1, 2, 3, 4, 7, 8, 0x10, 0x20, 0x3F, 0x40, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000,
            0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)  # fmt: skip
_MOST = 1 << 20  # bytes; nothing grows beyond it


class Mutator:
    """The same inputs for the same samples and seed. ``early``: how often damage is where headers are."""

    def __init__(self, samples: Sequence[bytes], seed: int | str, early: float = 0.6) -> None:
        self.dice = random.Random(seed)
        self._samples, self._early = samples, early
        self._ways: tuple[Callable[[bytearray], None], ...] = (
            self._bit, self._bit, self._byte, self._byte, self._number, self._number, self._cut, self._taken_out,
            self._doubled, self._noise, self._spliced,
        )  # fmt: skip

    def one(self) -> bytes:
        content = bytearray(self.dice.choice(self._samples))
        for _ in range(min(1 + int(self.dice.expovariate(0.6)), 8)):
            if content:
                self.dice.choice(self._ways)(content)
        return bytes(content[:_MOST])

    def _place(self, content: bytearray) -> int:
        end = min(len(content), 400) if self.dice.random() < self._early else len(content)
        return self.dice.randrange(end)

    def _bit(self, content: bytearray) -> None:
        content[self._place(content)] ^= 1 << self.dice.randrange(8)

    def _byte(self, content: bytearray) -> None:
        content[self._place(content)] = self.dice.choice((0, 1, 0x7F, 0x80, 0xFF, self.dice.randrange(256)))

    def _number(self, content: bytearray) -> None:
        """A whole number of one, two, four or eight bytes, in either order."""
        wide, at = self.dice.choice((1, 2, 4, 8)), self._place(content)
        number = (self.dice.choice(_NUMBERS) + self.dice.randrange(-2, 3)) % (1 << 8 * wide)
        there = number.to_bytes(wide, self.dice.choice(("big", "little")))[: len(content) - at]
        content[at : at + len(there)] = there

    def _cut(self, content: bytearray) -> None:
        del content[self._place(content) :]

    def _taken_out(self, content: bytearray) -> None:
        at = self._place(content)
        del content[at : at + 1 + int(self.dice.expovariate(0.05))]

    def _doubled(self, content: bytearray) -> None:
        at, wide = self._place(content), 1 + int(self.dice.expovariate(0.03))
        content[at:at] = content[at : at + wide] * self.dice.choice((1, 1, 2, 40))

    def _noise(self, content: bytearray) -> None:
        at, wide = self._place(content), 1 + int(self.dice.expovariate(0.1))
        content[at : at + wide] = self.dice.randbytes(wide)

    def _spliced(self, content: bytearray) -> None:
        other = self.dice.choice(self._samples)
        content[self._place(content) :] = other[self.dice.randrange(len(other)) :]

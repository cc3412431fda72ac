# SPDX-License-Identifier: GPL-3.0-or-later
"""Passphrases: six words to offer, how long guessing one would take, and how a typed one becomes bytes."""

import math
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from journal.paths import resources

WORDS = 6  # of some 7,300: 77 bits
SHORT = 12  # letters

# Someone with a hundred graphics cards. One card with 1 TB/s of memory cannot try more than about 450 a second, because
# each try moves 2.25 GiB (256 MiB, three passes); that is arithmetic, not a measurement.
GUESSES_PER_SECOND = 100 * 450
_WEAK_SECONDS = 100 * 365.25 * 24 * 3600
_ESTIMATED = 72  # letters that are looked at; more only make it better


class Chooser(Protocol):
    """``secrets``, or in tests a random.Random."""

    def choice(self, seq: Sequence[str], /) -> str: ...


@dataclass(frozen=True, slots=True)
class Guess:
    """An estimate: ``seconds`` on average for the attacker above, ``bits`` of the search, ``weak`` below a lifetime."""

    seconds: float
    bits: float
    weak: bool


def suggest(random: Chooser = secrets) -> str:
    """Six words of the EFF's long list, which was made to be remembered and typed; none that would hurt."""
    from diceware.wordlist import WordList, get_wordlist_path

    left_out = not_offered()
    words = [word for word in WordList(get_wordlist_path("en_eff")) if word not in left_out]
    return " ".join(random.choice(words) for _ in range(WORDS))


def not_offered() -> frozenset[str]:
    """The words of the list that no one here should have to look at."""
    lines = (resources() / "not_offered.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(line for line in lines if line and not line.startswith("#"))


def guess_time(passphrase: str) -> Guess:
    from zxcvbn import zxcvbn

    said = settled(passphrase)
    if not said:
        return Guess(0.0, 0.0, weak=True)
    guesses = float(zxcvbn(said[:_ESTIMATED])["guesses"])
    seconds = guesses / 2 / GUESSES_PER_SECOND
    return Guess(seconds, math.log2(guesses), weak=len(said) < SHORT or seconds < _WEAK_SECONDS)


def settled(passphrase: str) -> str:
    """One form for what keyboards and systems write differently: NFC, and single spaces only between words.

    Like RFC 8265 (OpaqueString), and more forgiving about spaces: a stray one must not lock a person out.
    """
    return " ".join(unicodedata.normalize("NFC", passphrase).split())


def secret(passphrase: str) -> bytes:
    """What the key derivation is given. Raises ValueError when there is nothing in it."""
    said = tried(passphrase)
    if not said:
        raise ValueError("an empty passphrase")
    return said


def tried(typed: str) -> bytes:
    """The same of what is only tried: nothing for a passphrase with nothing in it, which opens nothing."""
    return settled(typed).encode("utf-8", "surrogatepass")

# SPDX-License-Identifier: GPL-3.0-or-later
"""Passphrases are offered by chance, judged honestly, and forgiven a stray space."""

import math
import random
import secrets

import pytest
from hypothesis import given

from journal.vault.passphrase import SHORT, guess_time, not_offered, secret, settled, suggest, tried
from tests.helpers.kept import any_text


class Counting:
    """Notes what it was asked to choose from."""

    def __init__(self):
        self.lists = []

    def choice(self, seq):
        self.lists.append(list(seq))
        return seq[len(self.lists)]


def test_it_offers_six_words_each_chosen_from_the_whole_list_but_what_would_hurt():
    chooser = Counting()
    words = suggest(chooser).split(" ")
    assert len(words) == 6
    for each in chooser.lists:
        assert len(set(each)) == len(each) == 7776 - len(not_offered())
        assert not {"handcuff", "handgun", "chokehold", "police", "pregnant", "landmine", "stifle", "groin"} & set(each)
        assert math.log2(len(each)) * 6 > 77
    assert set(words) <= set(chooser.lists[0])


def test_by_itself_it_asks_the_systems_own_randomness(monkeypatch):
    chosen = []
    monkeypatch.setattr(secrets, "choice", lambda words: chosen.append(1) or words[0])
    suggest()
    assert len(chosen) == 6
    assert suggest(random.Random(1)) != suggest(random.Random(2))


def test_what_it_offers_is_never_weak():
    for seed in range(20):
        offered = guess_time(suggest(random.Random(seed)))
        assert not offered.weak
        assert offered.bits > 60


@pytest.mark.parametrize(
    "weak",
    ["", "   ", "a", "password", "password1234", "aaaaaaaaaaaaaaaaaaaa", "qwertyuiop12", "12.11.2026 12.11", "x7$Kq!"],
)
def test_what_is_soon_guessed_is_called_weak(weak):
    assert guess_time(weak).weak


def test_a_short_one_is_weak_whatever_it_is():
    assert guess_time("q7#Vz!9pL&w"[: SHORT - 1]).weak


def test_longer_takes_longer():
    times = [guess_time("kettle orbit mango tulip"[:length]).seconds for length in (6, 12, 18, 24)]
    assert times == sorted(times)
    assert times[0] < times[-1]


@pytest.mark.parametrize("text", ["x" * 100_000, "\ud83d" * 30, "\0", "שלום עולם שלום עולם", "🕯" * 20])
def test_any_text_gets_an_estimate_within_a_second(text):
    assert guess_time(text).seconds >= 0


@given(any_text())
def test_any_text_becomes_bytes_or_is_refused_as_empty(text):
    if settled(text):
        assert secret(text) == secret(settled(text)) == secret(f"  {text}\n") == tried(text)
    else:
        assert tried(text) == b""
        with pytest.raises(ValueError, match="empty"):
            secret(text)


def test_the_same_letters_from_another_keyboard_are_the_same():
    assert secret("caf\u00e9 uno") == secret("cafe\u0301\u00a0uno") == secret("  cafe\u0301   uno\n")


def test_small_and_capital_letters_are_not_the_same():
    assert secret("Kettle") != secret("kettle")

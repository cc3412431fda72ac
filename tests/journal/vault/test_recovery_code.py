# SPDX-License-Identifier: GPL-3.0-or-later
"""The recovery code: typed as people type, and no slip of the pen goes unseen."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.errors import MistypedRecoveryCode
from journal.vault.recovery_code import SECRET_BYTES, make, parse, printed

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRETS = st.binary(min_size=SECRET_BYTES, max_size=SECRET_BYTES)


@given(SECRETS)
def test_a_printed_code_comes_back(secret):
    assert parse(printed(secret)) == secret


def test_it_has_160_random_bits_in_eight_groups_of_five():
    assert len({make() for _ in range(50)}) == 50
    assert len(make()) == SECRET_BYTES == 20
    groups = printed(make()).split("-")
    assert [len(group) for group in groups] == [5] * 8
    assert set("".join(groups)) <= set(ALPHABET)


def test_the_format_is_the_documented_one():
    """Codes on paper stay good for ever: if this changes, every printed one is lost."""
    assert printed(bytes(20)) == "00000-00000-00000-00000-00000-00000-00X8Q-QFVCZ"
    assert printed(bytes(range(20))) == "000G4-0R40M-30E20-9185G-R38E1-W8124-GKZ4M-8PS8N"


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        " \n".join,
        lambda code: code.replace("-", "—"),
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "I"),
        lambda code: "".join(chr(ord(c) + 0xFEE0) for c in code),  # full-width letters of a Japanese keyboard
        lambda code: f"  {code}. ",
    ],
)
def test_how_it_is_spaced_and_cased_does_not_matter(typed):
    secret = bytes(range(20))
    assert parse(typed(printed(secret))) == secret


@pytest.mark.parametrize(
    "typed", ["", "-", "7K4Q9", "U" * 40, "é" * 40, "0" * 39, "0" * 41, "\0" * 40, "0" * 40, "٣" * 40]
)
def test_what_is_no_code_is_mistyped(typed):
    with pytest.raises(MistypedRecoveryCode):
        parse(typed)


def test_no_slip_goes_unseen():
    """One to three wrong letters, two that changed places, two groups that did: 6,000 of them."""
    chance = random.Random(2026)
    for _ in range(1500):
        code = list(printed(chance.randbytes(20)).replace("-", ""))
        for kind in range(4):
            slip = code.copy()
            if kind < 2:
                for at in chance.sample(range(40), chance.randint(1, 3)):
                    slip[at] = chance.choice(ALPHABET)
            elif kind == 2:
                at = chance.randrange(39)
                slip[at], slip[at + 1] = slip[at + 1], slip[at]
            else:
                at = chance.randrange(7) * 5
                slip[at : at + 10] = slip[at + 5 : at + 10] + slip[at : at + 5]
            if slip != code:
                with pytest.raises(MistypedRecoveryCode):
                    parse("".join(slip))

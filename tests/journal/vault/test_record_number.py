# SPDX-License-Identifier: GPL-3.0-or-later
"""The record's number can be read out on the phone."""

import itertools
import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from journal.vault.record_number import make_record_number


@given(st.binary(min_size=200, max_size=200))
def test_it_is_two_groups_of_four_without_letters_that_look_alike(noise):
    source = itertools.cycle(noise + bytes(8))
    assert re.fullmatch(
        r"[34679CDFGHJKMNPQRTWXY]{4}-[34679CDFGHJKMNPQRTWXY]{4}",
        make_record_number(lambda count: bytes([next(source)])),
    )


def test_every_letter_is_as_likely_as_the_others():
    seen = Counter()
    for byte in range(256):
        source = itertools.chain([byte], itertools.repeat(0))
        seen[make_record_number(lambda count, source=source: bytes([next(source)]))[0]] += 1
    del seen["3"]  # the letter of 0, which stands in for the bytes that are passed over
    assert set(seen.values()) == {12}
    assert len(seen) == 20

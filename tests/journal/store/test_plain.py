# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing that a person can type is changed on its way into a column and back."""

import pytest
from hypothesis import given

from journal.errors import DatabaseDamaged
from journal.store.plain import packed, sayable, settled, unpacked
from tests.helpers.kept import HARD_TEXTS, any_json, any_text


@given(any_json())
def test_any_json_comes_back_equal(value):
    assert unpacked(packed(value)) == value == settled(value)


@pytest.mark.parametrize("text", HARD_TEXTS, ids=repr)
def test_hard_texts_come_back_letter_for_letter(text):
    assert unpacked(packed(text)) == text


@pytest.mark.parametrize("cut", [b'{"a":"b\0\0\0', b'{"a":"b"}\0', b"", b"\xff", b'"\xc3'])
def test_bytes_that_are_no_json_are_damage(cut):
    with pytest.raises(DatabaseDamaged):
        unpacked(cut)


@given(any_text())
def test_text_for_search_can_always_be_stored_and_keeps_its_length(text):
    said = sayable(text)
    said.encode("utf-8")
    assert not {"\0", "\x02", "\x03"} & set(said)
    assert len(said) == len(text)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Each thing that can go wrong has its two sentences."""

import pytest

from journal import errors
from journal.errors import JournalError
from ui.alerts import sentences


def classes(root: type[JournalError] = JournalError) -> list[type[JournalError]]:
    below = [each for child in root.__subclasses__() for each in classes(child)]
    return ([root] if root.key and root.__module__ == errors.__name__ else []) + below


@pytest.mark.parametrize("kind", classes())
def test_each_error_says_what_happened_and_what_can_be_done(kind, words):
    what, do = sentences(kind(), words)
    assert what != words("error.other.what")
    assert what.endswith(".")
    assert do.endswith(".")


def test_no_two_errors_say_the_same(words):
    said = [sentences(kind(), words) for kind in classes()]
    assert len(said) >= 14
    assert len({what for what, _do in said}) == len(said)


def test_an_error_without_words_gets_the_general_ones(words):
    assert sentences(JournalError(), words) == (words("error.other.what"), words("error.other.do"))

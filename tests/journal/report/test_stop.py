# SPDX-License-Identifier: GPL-3.0-or-later
"""Stop: at no stage does a report go on for long without looking, and what was stopped leaves nothing."""

import dataclasses
import threading
import time
from collections.abc import Callable

import pytest

from journal.report.blocks import Words
from journal.report.choice import Choice
from journal.report.covered_record import covered_contents
from journal.report.covering import covered_report
from journal.report.likeness import Haystack
from journal.report.outline import outline
from journal.report.pdf import build
from journal.report.redaction import Redaction
from journal.report.stop import HeedfulWords, Stopped
from journal.report.touched import touched
from tests.journal.report.kept import PRINTED, Record, rich
from tests.journal.report.practised import practised
from tests.journal.report.test_pdf import bare, bodies
from tests.journal.report.test_pictures import jpeg, picture

SHARE = 0.6  # of the work, at most, between two looks


class Watch:
    """Says at each look whether to go on, and holds how large a share of the work was done between two looks."""

    def __init__(self, looks: int = 10**9) -> None:
        self.looks, self._longest, self._begun = looks, 0.0, time.thread_time()
        self._last = self._begun

    def __call__(self) -> bool:
        now = time.thread_time()
        self._longest, self._last = max(self._longest, now - self._last), now
        self.looks -= 1
        return self.looks < 0

    def longest_share(self) -> float:
        """Of the work so far: the machine's speed and what else it does count on both sides."""
        self()
        return self._longest / (self._last - self._begun)


@pytest.fixture(scope="module", autouse=True)
def fonts_are_read() -> None:
    """Once for the program, not for each report."""
    build(outline(rich(), Choice(("1".zfill(32),)), HeedfulWords("en", lambda: False), PRINTED), now=PRINTED)


def long_record() -> Record:
    record = Record()
    homes = [record.incident(f"Account {place}") for place in range(10)]
    text = " ".join(f"word{number % 97}" for number in range(50))
    steps = (
        ("account", {"account": text}),
        ("officers", {"known_as": "the tall one", "officer_look": text}),
        ("others", {"witness_called": "Beto", "witness_saw": text}),
    )
    for number in range(1000):
        record.keep(homes[number % 10], *steps[number % 3])
    return record


def test_a_thousand_entries_never_go_on_for_long_without_looking() -> None:
    record, watch = long_record(), Watch()
    report = outline(
        record.contents(), Choice([each.id for each in record.incidents]), HeedfulWords("en", watch), PRINTED
    )
    assert build(report, cancelled=watch, now=PRINTED)
    assert watch.longest_share() < SHARE


def test_covering_words_in_a_thousand_entries_never_goes_on_for_long_without_looking() -> None:
    record, watch = long_record(), Watch()
    words, redaction = HeedfulWords("en", watch), Redaction(("word7", "Beto", "the tall one"))
    covered_report(record.contents(), Choice([each.id for each in record.incidents]), words, PRINTED, redaction)
    touched(record.contents(), redaction, words)
    assert watch.longest_share() < SHARE


def test_looking_for_what_is_covered_stops_when_it_is_asked_to() -> None:
    contents, redaction = rich(), Redaction(("the",))
    for stage in (
        lambda: covered_contents(contents, redaction, cancelled=lambda: True),
        lambda: touched(contents, redaction, HeedfulWords("en", lambda: True)),
        lambda: list(Haystack(["the end of the day"], Watch(1)).find("the")),
    ):
        with pytest.raises(Stopped):
            stage()


def test_two_hundred_thousand_words_lose_none_and_look_on_the_way() -> None:
    watch = Watch()
    pdf = build(bare(Words("word " * 199_999 + "END")), cancelled=watch, now=PRINTED)
    assert 10**9 - watch.looks > 200, "it looks again and again within one long text"
    text = bodies(pdf)
    assert text.count("word") == 199_999
    assert "END" in text


def the_outline(watch: Watch) -> object:
    contents = rich()
    return outline(contents, Choice([each.id for each in contents.incidents]), HeedfulWords("en", watch), PRINTED)


def the_pages(watch: Watch) -> object:
    return build(dataclasses.replace(practised().report, pictures={}), cancelled=watch, now=PRINTED)


def the_pictures(watch: Watch) -> object:
    keys = [str(place) for place in range(20)]
    shown = dataclasses.replace(bare(*(picture(key) for key in keys)), pictures=dict.fromkeys(keys, jpeg))
    return build(shown, cancelled=watch, now=PRINTED)


@pytest.mark.parametrize("stage", [the_outline, the_pages, the_pictures])
def test_at_whichever_look_it_is_stopped_nothing_is_left(stage: Callable[[Watch], object]) -> None:
    whole = Watch()
    assert stage(whole)
    looks = 10**9 - whole.looks
    assert looks > 20
    threads = threading.active_count()
    for at in sorted({*range(0, looks, max(looks // 8, 1)), looks - 1}):
        try:
            assert stage(Watch(at)) == b""
        except Stopped:
            assert stage is the_outline
        assert threading.active_count() == threads

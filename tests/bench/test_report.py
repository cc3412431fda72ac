# SPDX-License-Identifier: GPL-3.0-or-later
"""The report of 1,000 notes of 400 words, beside the same words through plain ReportLab in the same run."""

import io
import random
import subprocess
import sys
import time
from pathlib import Path

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from journal.report import style as look
from journal.report.blocks import Words
from journal.report.choice import Choice
from journal.report.outline import outline
from journal.report.pdf import build
from journal.report.typeset import Typesetter
from journal.words import Words as Language
from tests.bench.conftest import MARGIN, letters, some_text, vocabulary
from tests.journal.report.kept import PRINTED, Record
from tests.journal.report.test_pdf import bare

NOTES, WORDS_EACH, ROUNDS = 1000, 400, 5
ROOT = Path(__file__).parents[2]


def test_a_report_of_1000_notes_takes_at_most_1_4_times_plain_reportlab(benchmark):
    """Contents, “page x of y”, questions, dates and fingerprints included; the plain one has the words alone."""
    dice, known = random.Random(4), vocabulary()
    record = Record()
    incident = record.incident()
    for _ in range(NOTES):
        record.keep(incident, "day", {"day_text": some_text(dice, known, WORDS_EACH)})
    contents = record.contents()
    pdfmetrics.registerFont(TTFont("Plain", str(letters())))
    style = ParagraphStyle("plain", fontName="Plain", fontSize=12, leading=17)
    ours: list[float] = []
    plain: list[float] = []

    def one_round():
        start = time.perf_counter()
        build(outline(contents, Choice([incident]), Language(), PRINTED), now=PRINTED)
        between = time.perf_counter()
        story = [Paragraph(entry.answers["day_text"], style) for entry in contents.entries]
        SimpleDocTemplate(io.BytesIO()).build(story)
        ours.append(between - start)
        plain.append(time.perf_counter() - between)

    benchmark.pedantic(one_round, rounds=ROUNDS, warmup_rounds=1)
    ratio = sorted(mine / other for mine, other in zip(ours, plain, strict=True))[len(ours) // 2]
    benchmark.extra_info |= {"goal": "at most 1.4 x plain ReportLab", "value": f"{ratio:.2f} x"}
    assert ratio < 1.4 * MARGIN


def test_one_text_of_200000_words_takes_no_longer_than_its_length_asks_for(benchmark):
    """A paragraph of plain ReportLab grows with the square: 199 s for this one."""
    dice, known = random.Random(5), vocabulary()
    text = some_text(dice, known, 200_000)

    def took(words: str) -> float:
        start = time.perf_counter()
        build(bare(Words(words)), now=PRINTED)
        return time.perf_counter() - start

    tenth = took(text[: len(text) // 10])
    whole = benchmark.pedantic(took, args=(text,), rounds=1)
    benchmark.extra_info |= {"goal": "at most 20 x a tenth of it", "value": f"{whole / tenth:.1f} x"}
    assert whole < 20 * tenth * MARGIN


def test_one_word_of_200000_letters_takes_no_longer_than_its_length_asks_for(benchmark):
    """Nowhere to break: the line has to be cut letter by letter."""

    def took(length: int) -> float:
        start = time.perf_counter()
        Typesetter().lines("x" * length, look.OWN, 400)
        return time.perf_counter() - start

    tenth = took(20_000)
    whole = benchmark.pedantic(took, args=(200_000,), rounds=1)
    benchmark.extra_info |= {"goal": "at most 20 x a tenth of it", "value": f"{whole / tenth:.1f} x"}
    assert whole < 20 * max(tenth, 0.005) * MARGIN


def test_500_pictures_take_at_most_24_mib_of_memory_beside_the_report_itself(benchmark):
    """Two processes, with and without the pictures: what the one held more than the other, less what is in the file."""
    size, memory, _took = _made_with(0)
    with_all = benchmark.pedantic(_made_with, args=(500,), rounds=1)
    beside = (with_all[1] - memory) - (with_all[0] - size)
    benchmark.extra_info |= {"goal": "at most 24 MiB", "value": f"{beside / 2**20:.1f} MiB"}
    assert beside < 24 * 2**20


def test_500_pictures_make_a_report_at_most_two_and_a_half_times_as_slow(benchmark):
    pairs = [(_made_with(0)[2], _made_with(500)[2]) for _ in range(3)]
    ratio = sorted(many / none for none, many in pairs)[1]
    benchmark.pedantic(_made_with, args=(500,), rounds=1)
    benchmark.extra_info |= {"goal": "at most 2.5 x without", "value": f"{ratio:.2f} x"}
    assert ratio < 2.5 * MARGIN


def _made_with(pictures: int) -> tuple[int, int, float]:
    """Bytes of the report, most memory held, seconds; in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.pictures", str(pictures)]
    size, memory, took = subprocess.run(command, capture_output=True, check=True, text=True, cwd=ROOT).stdout.split()
    return int(size), int(memory), float(took)

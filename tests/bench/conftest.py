# SPDX-License-Identifier: GPL-3.0-or-later
"""A record of 10,000 kept entries, and the margin that a shared machine is given."""

import random
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from journal.guide import spoken
from journal.guide.steps import ACCOUNT, OWN_ACCOUNT
from journal.report.fonts import PLAIN
from journal.vault.vault import Vault
from journal.words import Words
from tests.conftest import PASSPHRASE

ENTRIES, INCIDENTS, WORDS_EACH = 10_000, 200, 200
# A goal is missed when it is passed by a quarter: other work may run on the same machine.
MARGIN = 1.25
_COUNTED = 0.0075  # seconds, on two quiet cores with Python 3.11


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.long)


def letters() -> Path:
    """The file of the font in which the program speaks on paper, for other generators."""
    file = PLAIN.files[0]
    spec = find_spec(file.package)
    assert spec is not None
    return next(Path(folder) / "files" / file.name for folder in spec.submodule_search_locations or ())


def slowness() -> float:
    """How many times as long as where the goals were set a little plain counting takes just now, at least 1: a goal in
    seconds is for a machine like that one. Processor time of this thread, as the work must be measured that it is for.
    """
    begun = time.thread_time()
    total = 0
    for number in range(200_000):
        total += number
    return max((time.thread_time() - begun) / _COUNTED, 1.0)


def p95(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)]


def vocabulary() -> list[str]:
    """The words of our own text files, as plain a vocabulary as a person's."""
    words = Words()
    words.load()
    return sorted({part.strip(".,?\"'()") for text in words._texts.values() for part in text.split() if part.isascii()})


def some_text(dice: random.Random, known: list[str], length: int = WORDS_EACH) -> str:
    """Frequent words often and rare ones seldom, as in speech (Zipf)."""
    return " ".join(known[min(int(dice.paretovariate(0.6)) - 1, len(known) - 1)] for _ in range(length))


@pytest.fixture(scope="session")
def large_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Closed, locked with the full price of the key."""
    folder = tmp_path_factory.mktemp("large") / "record"
    dice, known = random.Random(1), vocabulary()
    dice.shuffle(known)
    vault, _code = Vault.create(folder, PASSPHRASE)
    wording = spoken.wording(OWN_ACCOUNT, ACCOUNT, {}, Words())
    with vault:
        for _ in range(INCIDENTS):
            incident = vault.incidents.start(OWN_ACCOUNT.id)
            for _ in range(ENTRIES // INCIDENTS):
                text = some_text(dice, known)
                draft = vault.drafts.new(incident.id, OWN_ACCOUNT.id, ACCOUNT.id, answers={"account": text})
                vault.entries.keep(draft, wording, text)
    return folder

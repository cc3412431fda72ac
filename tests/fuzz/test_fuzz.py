# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever the bytes are: an answer of the ones that are foreseen, within its time and its memory."""

import json
import os
import select
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from journal.decode.limits import MEMORY
from tests.e2e.desk import ROOT
from tests.fuzz.mutator import Mutator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits on Windows")

_SILENT = 400.0  # seconds for a hundred inputs, on however slow a machine, of which a file may take thirty
# By target: how many inputs the quick suite gives it, what it must have said, and the mebibytes that it may take.
TARGETS = {
    "key_file": (2000, {"damaged", "too new", "read"}, 512),
    "sealed_file": (600, {"damaged"}, 512),
    "backup_list": (2000, {"no list", "another"}, 512),
    "bundle": (200, {"named"}, 512),
    "pictures": (200, {"shown", "in_part", "not_opened"}, MEMORY // 2**20),
}


@pytest.mark.parametrize("target", TARGETS)
def test_damaged_bytes_get_a_foreseen_answer(target):
    _run(target, TARGETS[target][0], 1)


@pytest.mark.long
@pytest.mark.parametrize("target", TARGETS)
def test_a_hundred_thousand_damaged_inputs_get_a_foreseen_answer(target):
    _run(target, 100_000, 2)


def test_the_same_seed_gives_the_same_inputs_and_hardly_one_is_a_sample():
    samples = [bytes(range(256)) * 4, b"another " * 90]
    one, again, other = (Mutator(samples, seed) for seed in ("a", "a", "b"))
    made = [one.one() for _ in range(500)]
    assert made == [again.one() for _ in range(500)]
    assert made != [other.one() for _ in range(500)]
    assert len(set(made)) > 450
    assert sum(each in samples for each in made) < 10


def _run(target: str, inputs: int, processes: int) -> None:
    with ThreadPoolExecutor(processes) as threads:
        shares = [(target, inputs // processes, f"{inputs} {part}") for part in range(processes)]
        told = list(threads.map(_in_its_own_process, *zip(*shares, strict=True)))
    _quick, wanted, most = TARGETS[target]
    said = {word: sum(each["said"].get(word, 0) for each in told) for each in told for word in each["said"]}
    used = max(each["mebibytes"] for each in told)
    print(f"{target}: {sum(said.values())} inputs, {used} MiB: {dict(sorted(said.items()))}")
    assert sum(said.values()) == inputs
    assert wanted <= said.keys()
    assert used <= most


def _in_its_own_process(target: str, inputs: int, seed: str) -> dict:
    command = [sys.executable, "-m", "tests.fuzz", target, str(inputs), seed]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        said = b""
        while select.select([process.stderr], [], [], _SILENT)[0] and (more := os.read(process.stderr.fileno(), 4096)):
            said += more
        hangs = not select.select([process.stderr], [], [], 0)[0]
        if hangs:
            process.kill()
        told = process.stdout.read()
    assert not hangs, f"nothing was heard of {target} with {seed!r} behind {len(said)} hundred inputs"
    assert (process.returncode, said.strip(b".")) == (0, b""), said.decode(errors="replace")
    return json.loads(told)

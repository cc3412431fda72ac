# SPDX-License-Identifier: GPL-3.0-or-later
"""The two commands: what is lacking is named kindly, and nothing is set up twice."""

import hashlib
import importlib.util
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def dev():
    found = importlib.util.spec_from_file_location("own_words_dev", ROOT / "packaging" / "dev.py")
    made = importlib.util.module_from_spec(found)
    found.loader.exec_module(made)
    return made


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves libraries to the person")
def test_a_library_or_program_that_is_missing_is_named_by_its_package(dev):
    there = {"libc.so.6": "libc6", "sh": "dash"}
    assert dev.lacking(there | {"libnot-there.so.9": "libnot-there9", "not-there": "not-there-bin"}) == [
        "libnot-there9",
        "not-there-bin",
    ]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="there is no root here")
def test_an_ordinary_user_is_told_what_to_install_and_nothing_is_done(dev, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(dev.subprocess, "run", lambda *_, **__: pytest.fail("something was run"))
    with pytest.raises(SystemExit) as told:
        dev.install(["libegl1", "python3-venv"])
    assert "sudo apt install libegl1 python3-venv" in str(told.value)
    dev.install([])


def test_a_second_start_sets_nothing_up_again(dev, monkeypatch, tmp_path):
    monkeypatch.setattr(dev, "VENV", tmp_path)
    monkeypatch.setattr(dev.subprocess, "run", lambda *_, **__: pytest.fail("something was run"))
    lock = (ROOT / "packaging" / "requirements.lock").read_bytes()
    stamp = tmp_path / "requirements.lock.stamp"
    stamp.write_text(hashlib.sha256(lock + sys.version.encode()).hexdigest())
    dev.set_up("requirements.lock")
    stamp.write_text("another lock")
    with pytest.raises(pytest.fail.Exception):
        dev.set_up("requirements.lock")


def test_it_is_short_and_needs_nothing_but_python():
    text = (ROOT / "packaging" / "dev.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 120
    imported = {line.split()[1].split(".")[0] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert imported <= sys.stdlib_module_names

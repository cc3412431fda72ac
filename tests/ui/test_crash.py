# SPDX-License-Identifier: GPL-3.0-or-later
"""A bug's report says where, and nothing else."""

import sys
import threading

import pytest

from ui.crash import CrashHook, report

SECRET = "He leaned into the window"


def bug() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as trouble:
        raise ValueError(f"/home/someone/{SECRET}") from trouble


@pytest.fixture
def hooks():
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    sys.excepthook, threading.excepthook, sys.unraisablehook = before


def caught() -> BaseException:
    try:
        bug()
    except ValueError as trouble:
        return trouble
    raise AssertionError


def test_the_report_has_types_files_and_lines_and_no_words_and_no_folders():
    said = report(caught())
    assert "KeyError" in said
    assert "ValueError" in said
    assert "test_crash.py:" in said
    assert SECRET not in said
    assert "/" not in said
    assert "bug" not in said


def test_an_exception_that_nobody_took_is_taken_once(hooks, capsys):
    seen: list[str] = []
    hook = CrashHook(seen.append)
    hook.install()
    trouble = caught()
    sys.excepthook(type(trouble), trouble, trouble.__traceback__)
    hook.take(trouble)
    assert len(seen) == 1
    assert SECRET not in capsys.readouterr().err


def test_a_bug_in_a_thread_is_written_down_without_its_words(hooks, capsys):
    seen: list[str] = []
    CrashHook(seen.append).install()
    thread = threading.Thread(target=bug)
    thread.start()
    thread.join()
    said = capsys.readouterr().err
    assert "ValueError" in said
    assert SECRET not in said
    assert seen == []

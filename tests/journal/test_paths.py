# SPDX-License-Identifier: GPL-3.0-or-later
"""Where files live on each system."""

import sys
from pathlib import Path

import pytest

from journal import paths


def test_one_variable_moves_everything(monkeypatch, tmp_path):
    monkeypatch.setenv("OWN_WORDS_HOME", str(tmp_path))
    assert paths.home() == tmp_path
    assert paths.default_vault() == tmp_path / "record"
    assert paths.outside_settings() == tmp_path / "settings.json"


@pytest.mark.parametrize(
    ("platform", "variable", "expected"),
    [
        ("linux", "XDG_DATA_HOME", "own-words"),
        ("win32", "LOCALAPPDATA", "own-words"),
    ],
)
def test_each_system_has_its_place(monkeypatch, tmp_path, platform, variable, expected):
    monkeypatch.delenv("OWN_WORDS_HOME")
    monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.setattr(sys, "platform", platform)
    assert paths.home() == tmp_path / expected


@pytest.mark.parametrize(
    ("platform", "below"),
    [
        ("linux", ".local/share/own-words"),
        ("win32", "AppData/Local/own-words"),
        ("darwin", "Library/Application Support/own-words"),
    ],
)
def test_without_a_variable_it_is_below_the_persons_home(monkeypatch, tmp_path, platform, below):
    for name in ("OWN_WORDS_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(sys, "platform", platform)
    assert paths.home() == tmp_path / below


def test_resources_stand_beside_the_program_or_in_its_bundle(monkeypatch, tmp_path):
    assert (paths.resources() / "text" / "en").is_dir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"

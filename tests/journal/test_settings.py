# SPDX-License-Identifier: GPL-3.0-or-later
"""Preferences: a strange file never stops the program, and nothing but four things stands outside the vault."""

import json

import pytest
from hypothesis import given

from journal.settings import SETTINGS, Keep, accepted, idle_minutes, read_outside, setting, write_outside
from tests.helpers.kept import any_json

OUTSIDE = {"language": "en", "theme": "system", "text_size": 100, "vault": ""}


def test_only_what_the_lock_screen_needs_is_outside():
    assert {each.key for each in SETTINGS if each.keep is Keep.OUTSIDE} == set(OUTSIDE)


def test_every_default_is_one_of_its_choices():
    for each in SETTINGS:
        assert accepted(each.key, each.default) == each.default


def test_an_unknown_setting_is_a_bug():
    with pytest.raises(KeyError):
        setting("colour")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"theme": "pink", "text_size": 7, "language": 3}',
        "\0\0",
        "9" * 5000,
        "[" * 100_000,
    ],
)
def test_a_strange_file_gives_the_defaults(tmp_path, content):
    (tmp_path / "settings.json").write_text(content, encoding="utf-8")
    assert read_outside(tmp_path / "settings.json") == OUTSIDE


def test_a_missing_file_gives_the_defaults(tmp_path):
    assert read_outside(tmp_path / "none.json") == OUTSIDE


def test_bytes_that_are_no_text_give_the_defaults(tmp_path):
    (tmp_path / "settings.json").write_bytes(b"\xff\xfe\x00")
    assert read_outside(tmp_path / "settings.json") == OUTSIDE


@given(any_json())
def test_whatever_json_stands_there_the_settings_are_usable(tmp_path, value):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    found = read_outside(path)
    assert set(found) == set(OUTSIDE)
    assert found == {key: accepted(key, each) for key, each in found.items()}


def test_outside_settings_come_back_and_inside_ones_are_never_written(tmp_path):
    path = tmp_path / "new" / "settings.json"
    write_outside(path, OUTSIDE | {"theme": "dark", "shared_computer": True, "place": {"page": "guide"}})
    assert read_outside(path) == OUTSIDE | {"theme": "dark"}
    assert "place" not in path.read_text(encoding="utf-8")
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("text_size", 130, 130),
        ("text_size", True, 100),
        ("shared_computer", 1, False),
        ("vault", 3, ""),
        ("place", [1], [1]),
    ],
)
def test_only_a_value_of_the_right_kind_is_accepted(key, value, expected):
    assert accepted(key, value) == expected


@pytest.mark.parametrize(
    ("inside", "minutes"),
    [
        ({}, 5),
        ({"shared_computer": True}, 2),
        ({"idle_minutes": 0}, 5),
        ({"idle_minutes": 30, "shared_computer": True}, 30),
    ],
)
def test_the_idle_lock_is_never_off(inside, minutes):
    assert idle_minutes(inside) == minutes

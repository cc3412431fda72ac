# SPDX-License-Identifier: GPL-3.0-or-later
"""Words by key: another language falls back to English, numbers take their plural, a missing key is a bug."""

from pathlib import Path

import pytest

from journal import words as module
from journal.words import PSEUDO, Words, languages

FILES = {
    "en/start.toml": '[app]\nname = "Own Words"\n[hello]\nyou = "Hello, {name}"\n',
    "en/more.toml": (
        '[days]\none = "{number} day"\nother = "{number} days"\n'
        '[only]\nenglish = "Only in English"\n[moment]\nday_and_time = "{day}, {time}"\n'
    ),
    "ru/start.toml": '[hello]\nyou = "Привет, {name}"\n',
    "ru/more.toml": (
        '[days]\none = "{number} день"\nfew = "{number} дня"\nmany = "{number} дней"\nother = "{number} дня"\n'
    ),
    "zh-Hans/more.toml": '[days]\nother = "{number} 天"\n',
    "ar/start.toml": '[hello]\nyou = "مرحبا {name}"\n',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_text_is_found_by_its_key_and_filled_in(folder: Path) -> None:
    words = Words("en", folder)
    assert words("app.name") == "Own Words"
    assert words("hello.you", name="Ines") == "Hello, Ines"


def test_a_key_that_no_file_has_is_a_bug(folder: Path) -> None:
    for language in ("en", "ru", PSEUDO):
        with pytest.raises(KeyError, match="no_such"):
            Words(language, folder)("app.no_such")
        assert not Words(language, folder).has("app.no_such")


def test_a_value_that_is_not_given_is_a_bug(folder: Path) -> None:
    with pytest.raises(KeyError, match="name"):
        Words("en", folder)("hello.you", nme="Ines")


def test_what_a_language_lacks_is_said_in_english(folder: Path) -> None:
    words = Words("ru", folder)
    assert words("hello.you", name="Инес") == "Привет, Инес"
    assert words("only.english") == "Only in English"
    assert words.has("only.english")


def test_a_language_that_has_no_files_is_english_throughout(folder: Path) -> None:
    assert Words("ht", folder)("app.name") == "Own Words"


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("en", 0, "0 days"),
        ("en", 1, "1 day"),
        ("en", 2, "2 days"),
        ("ru", 1, "1 день"),
        ("ru", 3, "3 дня"),
        ("ru", 5, "5 дней"),
        ("ru", 21, "21 день"),
        ("zh-Hans", 1, "1 天"),
        ("ar", 1, "1 day"),
        ("ar", 3, "3 days"),
    ],
)
def test_a_number_takes_the_plural_of_its_language(folder: Path, language: str, number: int, text: str) -> None:
    assert Words(language, folder).count("days", number) == text


def test_counting_by_a_key_without_plurals_is_a_bug(folder: Path) -> None:
    with pytest.raises(KeyError):
        Words("en", folder).count("app.name", 2)


def test_the_pseudo_language_is_longer_bracketed_and_filled_in_inside_the_brackets(folder: Path) -> None:
    text = Words(PSEUDO, folder)("hello.you", name="Ines")
    assert text.startswith("⟦Hello, Ines ")
    assert text.endswith("⟧")
    assert len(text) > 1.3 * len("Hello, Ines")
    assert Words(PSEUDO, folder).count("days", 2).startswith("⟦2 days")


def test_the_pseudo_language_leaves_signs_as_long_as_they_are() -> None:
    words = Words(PSEUDO)
    assert words("time.not_sure_sign", place=6) == "6?"


def test_braces_in_what_is_filled_in_stay_as_they_are(folder: Path) -> None:
    assert Words("en", folder)("hello.you", name="{name} & <b>") == "Hello, {name} & <b>"


def test_the_first_screen_reads_one_file_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    really_read = module._read
    monkeypatch.setattr(module, "_read", lambda path: read.append(path.name) or really_read(path))
    words = Words("en", folder)
    assert words("app.name") == "Own Words"
    assert read == ["start.toml"]
    words.load()
    words.load()
    assert read == ["start.toml", "more.toml"]


def test_babel_knows_each_language_by_the_name_we_give_it(folder: Path) -> None:
    assert Words("zh-Hans", folder).locale == "zh_Hans"
    assert Words(PSEUDO, folder).locale == "en"


@pytest.mark.parametrize(("language", "mirrored"), [("en", False), ("ru", False), ("ar", True), (PSEUDO, False)])
def test_it_knows_which_languages_run_from_right_to_left(folder: Path, language: str, mirrored: bool) -> None:
    assert Words(language, folder).right_to_left is mirrored


def test_the_languages_are_the_folders(folder: Path) -> None:
    assert languages(folder) == ("ar", "en", "ru", "zh-Hans")
    assert "en" in languages()

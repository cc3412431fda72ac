# SPDX-License-Identifier: GPL-3.0-or-later
"""Every word a person reads, by key and language, from ``resources/text``. Holds no sentence itself.

A key is a dotted path into the language's TOML files. ``start.toml`` has what the first screen needs and is read at
once; the others are read together when the first of their keys is asked for, so that start-up stays short.
"""

import re
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any

from journal.paths import resources

ENGLISH = "en"
# English stretched and bracketed: whatever a picture of it does not show in brackets was never put into the text files.
PSEUDO = "en-XA"
_FIRST = "start.toml"
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ps", "ur", "yi"}


class Words:
    """The words of one language; a key that it lacks is taken from English."""

    def __init__(self, language: str = ENGLISH, folder: Path | None = None) -> None:
        self.language = language
        self._folder = folder or resources() / "text"
        self._base = ENGLISH if language == PSEUDO else language
        self._texts = _read(self._folder / self._base / _FIRST)
        self._complete = False

    def __call__(self, key: str, /, **values: object) -> str:
        """The text for ``key`` with ``{name}`` filled in. Raises KeyError for a key that no file has: a bug."""
        text = self._find(key)
        if self.language == PSEUDO:
            text = _stretch(text)
        return text.format(**values) if values else text

    def count(self, key: str, number: int, /, **values: object) -> str:
        """The form of ``key`` (``.one``, ``.other`` …) that this language uses for ``number`` (CLDR, through Babel)."""
        from babel import Locale

        form = Locale.parse(self.locale).plural_form(number)
        chosen = f"{key}.{form}" if self.has(f"{key}.{form}") else f"{key}.other"
        return self(chosen, number=number, **values)

    def number(self, number: float) -> str:
        """As this language writes numbers: ``1,234.5`` (CLDR, through Babel)."""
        from babel.numbers import format_decimal

        return format_decimal(number, locale=self.locale)

    def has(self, key: str) -> bool:
        try:
            self._find(key)
        except KeyError:
            return False
        return True

    def every(self) -> dict[str, str]:
        """Every text of this language by its key, with its ``{names}`` still open."""
        self.load()
        return dict(self._texts)

    def load(self) -> None:
        """Read the rest of the files now (from the thread that runs after the first paint)."""
        if not self._complete:
            texts = dict(self._texts)
            for path in sorted((self._folder / self._base).glob("*.toml")):
                if path.name != _FIRST:
                    texts.update(_read(path))
            self._texts, self._complete = texts, True

    @property
    def locale(self) -> str:
        """The name Babel knows this language by, e.g. ``zh_Hans`` for ``zh-Hans``."""
        return self._base.replace("-", "_")

    @property
    def right_to_left(self) -> bool:
        return self._base.split("-")[0] in _RIGHT_TO_LEFT

    def _find(self, key: str) -> str:
        if key not in self._texts:
            self.load()
        if key in self._texts:
            return self._texts[key]
        if self._base != ENGLISH:
            return self._english._find(key)
        raise KeyError(key)

    @cached_property
    def _english(self) -> "Words":
        return Words(ENGLISH, self._folder)


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """The languages there are, by their codes."""
    return tuple(sorted(path.name for path in (folder or resources() / "text").iterdir() if path.is_dir()))


def _read(path: Path) -> dict[str, str]:
    """The file's texts by dotted key. A missing file is an empty one: the language falls back to English."""
    if not path.exists():
        return {}
    texts: dict[str, str] = {}

    def walk(prefix: str, node: dict[str, Any]) -> None:
        for name, value in node.items():
            if isinstance(value, dict):
                walk(f"{prefix}{name}.", value)
            else:
                texts[prefix + name] = value

    walk("", tomllib.loads(path.read_text(encoding="utf-8")))
    return texts


def _stretch(text: str) -> str:
    """Longer by two fifths (as German or Haitian Creole may be) and bracketed; placeholders stay as they are.

    Signs without a letter, such as a dot between two names, are no longer in any other language. They are bracketed
    where they join things that are put in.
    """
    if not any(letter.isalpha() for letter in _PLACEHOLDER.sub("", text)):
        return f"⟦{text}⟧" if _PLACEHOLDER.search(text) and " " in text else text
    longer = len(text) * 2 // 5
    filler = ("~~~~~~~~~ " * longer)[:longer].strip()  # in words, so that lines can break
    return f"⟦{text}{' ' + filler if filler else ''}⟧"

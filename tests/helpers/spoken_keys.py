# SPDX-License-Identifier: GPL-3.0-or-later
"""Which keys of the text files the code asks for, read from its syntax tree.

``words("a.b")`` and ``words.count("a.b", n)`` name a key; ``words(f"a.{x}.b")`` names a pattern. A key that is passed
on in a variable is not seen here, but its literal is: wherever a string equals a key, the key counts as used.
"""

import ast
import re
import string
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = [
    *sorted((ROOT / "journal").rglob("*.py")),
    *sorted((ROOT / "ui").rglob("*.py")),
    *(path for path in [ROOT / "main.py"] if path.exists()),
]

_NAMES = {"words", "_words"}
_PART = "[a-z0-9_-]+"  # a value stands for one part of a key
_PARTS = f"{_PART}(?:\\.{_PART})*"  # at the start it may be a key already begun, as in f"{key}.notice"


@dataclass(frozen=True)
class Asked:
    """One place that asks for a text. ``key`` is None for a pattern; ``values`` None where they can't be read."""

    where: str
    shown: str
    key: str | None
    pattern: re.Pattern[str]
    counts: bool
    must_be_there: bool
    values: frozenset[str] | None

    def keys_in(self, texts: Iterable[str]) -> list[str]:
        if self.counts:
            return [key for key in texts if self.pattern.fullmatch(key.rpartition(".")[0]) and _is_plural(key)]
        return [key for key in texts if self.pattern.fullmatch(key)]

    def found_in(self, texts: Iterable[str]) -> bool:
        found = self.keys_in(texts)
        return any(key.endswith(".other") for key in found) if self.counts else bool(found)


def asked_in(source: str, name: str) -> Iterator[Asked]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and (how := _how(node.func)):
            for literal in _literals(node.args[0]):
                shown, pattern = _pattern(literal)
                known = all(each.arg is not None for each in node.keywords)
                yield Asked(
                    where=f"{name}:{node.lineno}",
                    shown=shown,
                    key=shown if isinstance(literal, ast.Constant) else None,
                    pattern=pattern,
                    counts=how == "count",
                    must_be_there=how != "has",
                    values=frozenset(str(each.arg) for each in node.keywords) if known and how != "has" else None,
                )


def strings_in(sources: Iterable[str]) -> tuple[set[str], list[re.Pattern[str]]]:
    """Every string literal, and the pattern of every f-string that looks like a key."""
    literal: set[str] = set()
    patterns = []
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                literal.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                shown, pattern = _pattern(node)
                if re.fullmatch(
                    r"[a-z_]{2,}\.[a-z_.{}-]*|[a-z_.{}-]*\.[a-z_-]{2,}|\{\}_[a-z_]{2,}", shown
                ) and re.search("[a-z]{2}", shown):
                    patterns.append(pattern)
    return literal, patterns


def texts_of(path: Path) -> dict[str, str]:
    """The texts of a file, or of all files of a language's folder, by dotted key."""
    texts: dict[str, str] = {}

    def walk(prefix: str, node: dict[str, object]) -> None:
        for name, value in node.items():
            if isinstance(value, dict):
                walk(f"{prefix}{name}.", value)
            else:
                assert isinstance(value, str), f"{prefix}{name} is no text"
                texts[prefix + name] = value

    for file in sorted(path.glob("*.toml")) if path.is_dir() else [path]:
        walk("", tomllib.loads(file.read_text(encoding="utf-8")))
    return texts


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _how(function: ast.expr) -> str:
    """How a text is asked for: ``call``, ``count``, ``has``, or not at all."""
    if isinstance(function, ast.Attribute) and function.attr in ("count", "has"):
        return function.attr if _is_words(function.value) else ""
    return "call" if _is_words(function) else ""


def _is_words(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name in _NAMES


def _literals(node: ast.expr) -> Iterator[ast.Constant | ast.JoinedStr]:
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        yield node


def _pattern(node: ast.Constant | ast.JoinedStr) -> tuple[str, re.Pattern[str]]:
    parts = [node] if isinstance(node, ast.Constant) else node.values
    texts = [str(part.value) if isinstance(part, ast.Constant) else None for part in parts]
    shown = "".join("{}" if text is None else text for text in texts)
    regular = "".join(_PART if text is None else re.escape(text) for text in texts)
    return shown, re.compile(_PARTS + regular.removeprefix(_PART) if shown.startswith("{}") else regular)


def _is_plural(key: str) -> bool:
    return key.rpartition(".")[2] in ("zero", "one", "two", "few", "many", "other")

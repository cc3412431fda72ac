# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of a bundle: one file for whoever gets it, and the same file for ``main.py verify``.

It stands in ``resources/verify/verify.py`` and not in a package, because it goes into each bundle as it is and must run
where nothing of this program is. So what a lawyer runs and what we run cannot say two things.
"""

import importlib.util
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import ModuleType

from journal.paths import resources

NAME = "verify.py"


def source() -> bytes:
    """The file as it goes into a bundle."""
    return _place().read_bytes()


def run(arguments: Sequence[str]) -> int:
    """``main.py verify PATH``: prints what was found; 0 when everything is as it was, else 1."""
    return int(_module().main(list(arguments)))


def check(folder: Path) -> tuple[list[str], bool]:
    """The lines that would be printed, and whether everything is as it was."""
    lines, fine = _module().check(folder)
    return list(lines), bool(fine)


def _place() -> Path:
    return resources() / "verify" / NAME


@cache
def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("own_words_verify", _place())
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

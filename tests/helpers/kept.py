# SPDX-License-Identifier: GPL-3.0-or-later
"""Short ways to put something into a vault, and texts that are hard to keep."""

import json
from typing import Any

from hypothesis import strategies as st

from journal.record.chain import canonical
from journal.record.entry import Draft, Entry, Wording
from journal.vault.vault import Vault

WORDING = Wording("own_account", 1, "en", {"title": "Tell it your way", "account": "What happened?"})

# Letter for letter: NUL, half an emoji, spaces and line ends of other scripts, marks that turn the writing direction.
HARD_TEXTS = (
    "",
    " ",
    "\0",
    "a\0b",
    "\ud83d",
    "half \ude00 an emoji",
    "\U0001f56f",
    "no\u00a0break",
    "line\u2028and\u2029ends\r\n\n\r\x0b\x0c\x85",
    "\u202eright to left\u202c שלום مرحبا",
    "e\u0301 is not \u00e9",
    "<b>&amp;</b> ' \" \\ \\u0041 {point} %s ; DROP TABLE entries; --",
    "\ufeff\ufffe\uffff\U0010ffff",
    "x" * 20_000,
)


def draft(vault: Vault, incident: str, step: str = "account", adds_to: str = "", **answers: Any) -> Draft:
    """A saved draft; its words can be found."""
    made = vault.drafts.new(incident, "own_account", step, adds_to, answers)
    return vault.drafts.save(made, searchable(answers))


def keep(vault: Vault, incident: str, step: str = "account", adds_to: str = "", **answers: Any) -> Entry:
    made = draft(vault, incident, step, adds_to, **answers)
    return vault.entries.keep(made, WORDING, searchable(answers))


def searchable(answers: dict[str, Any]) -> str:
    return "\n".join(value for value in answers.values() if isinstance(value, str))


def whole(value: Any) -> Any:
    """Two halves of an emoji side by side are one letter for every program but Python."""
    return json.loads(canonical(value))


def any_text() -> st.SearchStrategy[str]:
    """Every character there is, half letters and NUL included."""
    return st.text(st.characters(exclude_categories=())).map(whole) | st.sampled_from(HARD_TEXTS)


def any_json() -> st.SearchStrategy[Any]:
    plain = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False, allow_infinity=False)
    return st.recursive(
        plain | any_text(), lambda inner: st.lists(inner) | st.dictionaries(any_text(), inner), max_leaves=8
    )


def any_answers() -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(any_text(), any_json(), max_size=5)

# SPDX-License-Identifier: GPL-3.0-or-later
"""What the pages about a child's sheet have done on the vault's thread."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from journal.guide.child_steps import WHO
from journal.guide.step import Kind
from journal.record.entry import Draft, Entry
from journal.record.incident import CHILD_SHEET_GUIDE, Incident

if TYPE_CHECKING:
    from journal.vault.vault import Vault

_BELONGS = next(field.id for field in WHO.fields if field.kind is Kind.INCIDENT)


def belongs_to(drafts: Iterable[Draft], entries: Iterable[Entry]) -> tuple[str, str]:
    """The account that a sheet says it belongs to: its id, and what it was called when it was chosen."""
    cards: list[Entry | Draft] = [*drafts, *reversed(list(entries))]
    for card in cards:
        answer = card.answers.get(_BELONGS)
        if isinstance(answer, dict) and answer.get("incident"):
            return str(answer["incident"]), str(answer.get("name", ""))
    return "", ""


def sheets_of(vault: "Vault", account: str) -> tuple[Incident, ...]:
    """The sheets that name this account. It is they that say so; the account itself says nothing of a child."""
    found = []
    for sheet in vault.incidents.of_guide(CHILD_SHEET_GUIDE):
        drafts = vault.drafts.of_incident(sheet.id) if sheet.drafts else []
        if belongs_to(drafts, vault.entries.of_incident_step(sheet.id, WHO.id))[0] == account:
            found.append(sheet)
    return tuple(found)

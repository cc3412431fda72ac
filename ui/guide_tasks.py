# SPDX-License-Identifier: GPL-3.0-or-later
"""What the guide's page has done on the vault's thread."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journal.guide.spoken import searchable, wording
from journal.guide.step import Step
from journal.guide.steps import GUIDES
from journal.record.entry import Draft, Entry, EntryKind
from journal.words import Words
from ui.drafting import Belonging
from ui.reading import step_of

if TYPE_CHECKING:
    from journal.vault.vault import Vault


def keep(vault: "Vault", words: Words, drafts: Sequence[Draft]) -> list[Entry]:
    """Keep each draft as it stands. What belongs to no guide of this program stays a draft."""
    kept = []
    for draft in drafts:
        step = step_of(draft)
        if step is not None:
            worded = wording(GUIDES[draft.guide], step, draft.answers, words)
            kept.append(vault.entries.keep(draft, worded, searchable(step, draft.answers, words)))
    return kept


def note(vault: "Vault", words: Words, belonging: Belonging, step: Step, kind: EntryKind) -> str:
    """Write down that a step was skipped or seen; gives the incident, which may be new."""
    incident = belonging.ensure(vault)
    worded = wording(GUIDES[belonging.guide], step, {}, words)
    if kind is EntryKind.SKIPPED:
        vault.entries.skip(incident, step.id, worded)
    else:
        vault.entries.see(incident, step.id, worded)
    return incident


def put_back(vault: "Vault", words: Words, draft: Draft) -> Draft:
    """A draft that was taken out, as it was."""
    step = step_of(draft)
    return vault.drafts.save(draft, searchable(step, draft.answers, words) if step else "")

# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading out all that a report is made from, a portion at a time, so that nothing else has to wait for it."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from journal.record.chain import START, Link
from journal.record.contents import Contents
from journal.record.copy_made import noted
from journal.record.entry import Entry
from journal.record.evidence import Evidence, Role

if TYPE_CHECKING:
    from journal.vault.vault import Vault

# Entries read at once: some 30 ms for long ones.
PORTION = 500
# Places of the chain read at once: bare digests, some 20 ms.
LINKS = 10_000


@dataclass
class Gathering:
    """``more`` until it says that everything is here, then ``contents``. All on the vault's thread.

    What is kept meanwhile is in it; what is erased or withdrawn meanwhile may be: then it is begun anew.
    """

    vault: "Vault"
    incidents: Collection[str] | None = None
    _entries: list[Entry] = field(default_factory=list)
    _links: list[Link] = field(default_factory=list)
    _has_entries: bool = False

    def more(self) -> bool:
        """Read one more portion; whether there may be another. First the entries, then the bare chain."""
        if not self._has_entries:
            last = self._entries[-1].seq if self._entries else 0
            found = self.vault.entries.portion(PORTION, last, self.incidents)
            self._entries += found
            self._has_entries = len(found) < PORTION
            return True
        return self._more_links()

    def _more_links(self) -> bool:
        found = self.vault.entries.links(LINKS, len(self._links))
        self._links += found
        return len(found) == LINKS

    def contents(self) -> Contents:
        vault, incidents = self.vault, self.incidents
        while self._more_links():  # what was kept since the last portion
            pass
        chosen = [each for each in vault.incidents.all() if incidents is None or each.id in incidents]
        kept = vault.evidence.all() if incidents is None else vault.evidence.of_incidents(["", *incidents])
        return Contents(
            record_number=vault.record_number,
            incidents=tuple(chosen),
            entries=tuple(self._entries),
            drafts={each.id: each.drafts for each in chosen if each.drafts},
            head=self._links[-1].link if self._links else START,
            withdrawn=tuple(vault.entries.withdrawn_numbers(incidents)),
            erased=tuple(vault.entries.erased_numbers()),
            copies=noted(vault.copies.all()),
            practice=vault.practice,
            evidence=tuple(kept),
            pictures=_pictures(vault, kept),
            links=tuple(self._links),
        )


def _pictures(vault: "Vault", kept: Iterable[Evidence]) -> dict[str, Callable[[], bytes]]:
    """What reads each print-size copy when it is drawn; that may be on another thread, and after a lock."""
    found = ((each.entry, each.sealed(Role.PRINT)) for each in kept)
    return {entry: partial(vault.objects.read, sealed) for entry, sealed in found if sealed}

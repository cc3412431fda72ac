# SPDX-License-Identifier: GPL-3.0-or-later
"""A small record with files in it, and the bundle of it, as a person would make it."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from journal.clock import Stamp
from journal.guide.spoken import wording
from journal.guide.steps import OWN_ACCOUNT
from journal.handover.bundle import Packed, Pages, pack
from journal.handover.containers import Container, Folder
from journal.handover.manifest import NOTHING, Copy
from journal.record.entry import Entry
from journal.report.choice import Choice
from journal.report.covering import covered_report
from journal.report.outline import outline
from journal.report.pdf import build
from journal.report.redaction import Redaction
from journal.vault.vault import Vault
from journal.words import Words
from tests.helpers.files import bring_in
from tests.helpers.kept import WORDING

PRINTED = Stamp(datetime(2026, 11, 20, 15, 5, tzinfo=UTC), -300)
WORDS = Words()  # reads its files once
SECRET_CONTACT = "917 555 0143"
FILES = (
    (b"\xff\xd8\xff" + bytes(range(256)) * 20, "IMG my street.jpg", "E-1.jpg"),
    (b"%PDF-1.4 not much of one", "ticket.pdf", "E-2.pdf"),
    (b"\x01\x02 nothing known", "backup.bin", "E-3"),
)


@dataclass
class Filled:
    """A vault with something in it, and its one account."""

    vault: Vault
    incident: str
    _made: dict[str, Pages] = field(default_factory=dict)

    def copy(self, redaction: Redaction = NOTHING, **chosen: Any) -> Copy:
        return Copy(self.vault.contents(), Choice((self.incident,), **chosen), PRINTED, redaction)

    def pages(self, copy: Copy) -> Pages:
        """Made once for each choice: they take longer than everything else."""
        called = repr((copy.choice, copy.redaction, copy.contents.head))
        if called not in self._made:
            self._made[called] = self._pages(copy)
        return self._made[called]

    def _pages(self, copy: Copy) -> Pages:
        report = outline(copy.contents, copy.choice, WORDS, copy.printed)
        if copy.covered:
            report = covered_report(copy.contents, copy.choice, WORDS, copy.printed, copy.redaction)
        return Pages(report, build(report, now=copy.printed))

    def pack(self, container: Container, copy: Copy | None = None, **more: Any) -> Packed | None:
        copy = copy or self.copy()
        pages = self.pages(copy)
        copy = replace(copy, cancelled=more.pop("cancelled", copy.cancelled))
        return pack(copy, pages, container, self.vault.objects.open_original, **more)


def _keep(vault: Vault, incident: str, step: str, adds_to: str = "", **answers: Any) -> Entry:
    draft = vault.drafts.save(vault.drafts.new(incident, OWN_ACCOUNT.id, step, adds_to, answers))
    return vault.entries.keep(draft, wording(OWN_ACCOUNT, OWN_ACCOUNT.step(step), answers, WORDS))


def fill(vault: Vault) -> Filled:
    """An account, a witness with a number to call, three files, and one note taken out of sight."""
    incident = vault.incidents.start("own_account").id
    happened = {"precision": "about", "date": "2026-11-12", "time": "21:40"}
    _keep(vault, incident, "setting", title="Walking home", happened=happened, place="By the deli")
    _keep(vault, incident, "account", account="=He said “stop”. \ud83d I stopped.\n\nThen nothing.")
    contact = {"phone": SECRET_CONTACT}
    _keep(vault, incident, "others", witness_who="Ms. Okafor", witness_saw="All of it", witness_contact=contact)
    for content, name, _called in FILES:
        bring_in(vault, content, incident, name)
    hidden = _keep(vault, incident, "later", addition="A word that is out of sight: heliotrope")
    vault.entries.withdraw(hidden, WORDING)
    vault.entries.skip(incident, "force", WORDING)
    return Filled(vault, incident)


def folder(filled: Filled, place: Path, **chosen: Any) -> Path:
    """The bundle of it as a folder at this place."""
    assert filled.pack(Folder(place), filled.copy(**chosen)) is not None
    return place

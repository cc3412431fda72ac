# SPDX-License-Identifier: GPL-3.0-or-later
"""All that a vault tells of itself, part by part, as short digests.

The program says it after each thing that it may show as saved; the vault that is opened after a cut must say the
same, or what the program said next. Nothing in between, and no less.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from journal.record.chain import canonical
from journal.vault.vault import Vault

WORD = "heron"  # in every text of the workloads: search must find each of them


def told(vault: Vault) -> dict[str, str]:
    """Raises whatever the vault raises where something in it cannot be read."""
    return {part: _digest(content) for part, content in _parts(vault)}


def _digest(content: Any) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()[:16]


def _parts(vault: Vault) -> Iterator[tuple[str, Any]]:
    incidents = vault.incidents.all()
    drafts = [draft for each in ("", *(one.id for one in incidents)) for draft in vault.drafts.of_incident(each)]
    yield "number", vault.record_number
    yield "incidents", [[each.id, each.title, each.additions, each.drafts] for each in incidents]
    yield "entries", [each.content() for each in vault.entries.all()]
    yield "drafts", [[each.id, each.incident, each.adds_to, str(each.changed), each.answers] for each in drafts]
    yield "chain", [*map(str, vault.entries.head())]
    yield "withdrawn", [each.entry.id for each in vault.entries.withdrawn(None)]
    yield "erased", [[each.seq, str(each.at)] for each in vault.entries.erased_numbers()]
    yield "settings", vault.settings.all() | {"device_key": None}  # notes when it was opened, by each opening
    yield "found", sorted(hit.id for hit in vault.search.find(WORD, 10**6))
    yield "files", list(_files(vault))


def _files(vault: Vault) -> Iterator[list[Any]]:
    """Every sealed file, opened to its last byte."""
    for thing in vault.evidence.all():
        for sealed in thing.objects:
            with vault.objects.open(sealed) as reader:
                digest = hashlib.sha256(reader.read()).hexdigest()
            yield [thing.number, thing.name, str(sealed.role), digest, digest == sealed.digest.hex()]


def outside_of(root: Path) -> dict[str, str]:
    """What lies among the papers beside the record, each thing as a whole; ``.something`` is half made."""
    things = {path.name: _content(path) for path in (root / "papers").iterdir() if not path.name.startswith(".")}
    return {name: _digest(content) for name, content in things.items() if content}


def _content(path: Path) -> list[list[str]]:
    within = sorted(path.rglob("*")) if path.is_dir() else [path]
    return [
        [each.relative_to(path.parent).as_posix(), hashlib.sha256(each.read_bytes()).hexdigest()]
        for each in within
        if each.is_file() and each.suffix != ".new"
    ]

# SPDX-License-Identifier: GPL-3.0-or-later
"""Bringing files into a vault as the page of things kept does, without the page."""

from pathlib import Path

from journal.record.entry import Wording
from journal.vault.intake import Added, Prepared, Source, prepare
from journal.vault.vault import Vault

FILE_WORDING = Wording("things", 1, "en", {"#step": "A file", "kept_file": "The file"})


def bring_in(vault: Vault, source: Path | bytes, incident: str = "", name: str = "pasted") -> Added:
    prepared = prepared_from(vault, source, name)
    return vault.add_file(prepared, incident, FILE_WORDING, prepared.kept_file["name"])


def prepared_from(vault: Vault, source: Path | bytes, name: str = "pasted") -> Prepared:
    given = Source.from_path(source) if isinstance(source, Path) else Source.from_bytes(source, name)
    prepared = prepare(given, vault.folder)
    assert prepared is not None
    return prepared


def original(vault: Vault, added: Added) -> bytes:
    with vault.objects.open_original(added.evidence) as reader:
        return reader.read()


def in_objects(vault: Vault) -> list[str]:
    folder = vault.folder / "objects"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

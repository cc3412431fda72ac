# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a folder looks like one that a service copies to other computers. Looks at names only; asks no service.

A record there is still locked, but old copies of it live on elsewhere, and two computers may write in it at once
(docs/threat-model.md, "Cloud folders"). Names and marks: the services' own clients, as of 2026; docs/adr/0022.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

# The beginning of a folder's name, without spaces and in small letters -> the service.
_NAMES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "googledrive": "Google Drive",
    "iclouddrive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "boxsync": "Box",
    "box-box": "Box",
    "pclouddrive": "pCloud",
    "pcloudsync": "pCloud",
    "megasync": "MEGA",
    "protondrive": "Proton Drive",
    "seafile": "Seafile",
    "tresorit": "Tresorit",
    "yandex.disk": "Yandex Disk",
    "syncthing": "Syncthing",
}
# What a client leaves in the folder that it copies -> the service.
_MARKS = {
    ".stfolder": "Syncthing",
    ".stignore": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".megaignore": "MEGA",
    ".sync": "Resilio Sync",
    ".insync-trash": "Insync",
}
_VARIABLES = {"OneDrive": "OneDrive", "OneDriveConsumer": "OneDrive", "OneDriveCommercial": "OneDrive"}
# macOS: what third parties keep stands in CloudStorage, each in a folder of its own name, and iCloud's in the other.
_MAC = {"cloudstorage": "a cloud service", "mobiledocuments": "iCloud"}


def copied_by(
    folder: Path, environment: Mapping[str, str] = os.environ, is_there: Callable[[Path], bool] = os.path.lexists
) -> str:
    """The name of the service that seems to copy this folder; empty when none does. The folder need not be there.

    A guess: a service that is set to copy a folder of another name, without a mark in it, is not seen.
    """
    for place in _places(folder):
        if service := _by_name(place) or _by_variable(place, environment) or _by_mark(place, is_there):
            return service
        if _is_in_icloud(place, is_there):
            return "iCloud"
    return ""


def _places(folder: Path) -> Iterator[Path]:
    """As it was named, and where that leads."""
    yield folder
    try:
        led = folder.resolve()
    except (OSError, RuntimeError):  # a link to itself
        return
    if led != folder:
        yield led


def _by_name(folder: Path) -> str:
    parts = [part.casefold().replace(" ", "") for part in folder.parts]
    for part in parts:
        for name, service in _NAMES.items():
            if part.startswith(name):
                return service
    after_library = {part for before, part in pairwise(parts) if before == "library"}
    return next((service for name, service in _MAC.items() if name in after_library), "")


def _by_variable(folder: Path, environment: Mapping[str, str]) -> str:
    for name, service in _VARIABLES.items():
        if (top := environment.get(name)) and folder.is_relative_to(top):
            return service
    return ""


def _by_mark(folder: Path, is_there: Callable[[Path], bool]) -> str:
    for each in (folder, *folder.parents):
        for mark, service in _MARKS.items():
            if is_there(each / mark):
                return service
    return ""


def _is_in_icloud(folder: Path, is_there: Callable[[Path], bool]) -> bool:
    """macOS can copy Desktop and Documents, which then stand in its own folder as well."""
    for top in (each for each in (folder, *folder.parents) if each.name in ("Desktop", "Documents")):
        if is_there(top.parent / "Library" / "Mobile Documents" / "com~apple~CloudDocs" / top.name):
            return True
    return False

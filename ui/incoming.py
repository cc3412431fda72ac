# SPDX-License-Identifier: GPL-3.0-or-later
"""From what was dropped, pasted or chosen to what can be kept. Only plain files of this computer, and pictures."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QWidget

from journal.words import Words
from ui.dialogs.file_dialog import FileDialog
from ui.worker import Lane

if TYPE_CHECKING:
    from journal.vault.intake import Source
    from ui.session import Session


def is_welcome(data: QMimeData) -> bool:
    """Whether any of it can be kept."""
    return any(url.isLocalFile() for url in data.urls()) or data.hasImage()


def gather(session: "Session", data: QMimeData, then: Callable[[list["Source"]], None], owner: QObject) -> None:
    """The files that it names; or the picture that it is, as PNG, whose name tells nothing but the time."""
    from journal.vault.intake import Source

    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    image = data.imageData() if not paths and data.hasImage() else None
    if paths:
        then([Source.from_path(path) for path in paths])
    elif isinstance(image, QImage) and not image.isNull():
        when = f"{session.clock.now().local:%Y-%m-%d %H.%M.%S}"
        name = session.words("things.pasted", time=when)
        session.worker.aside(partial(_as_png, image, f"{name}.png"), then, owner=owner, lane=Lane.INCOMING)


def _as_png(image: QImage, name: str) -> list["Source"]:
    """Not on the window's thread: a large picture takes a while."""
    from journal.vault.intake import Source

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return [Source.from_bytes(bytes(buffer.data().data()), name)]


def ask_files(parent: QWidget, words: Words) -> list["Source"]:
    """Let the person choose on the disk."""
    from journal.vault.intake import Source

    dialog = FileDialog(parent, words("things.choose_title"), "add-files-dialog")
    dialog.setFileMode(FileDialog.FileMode.ExistingFiles)
    return [Source.from_path(path) for path in dialog.ask()]


def ask_place(parent: QWidget, words: Words, name: str) -> Path | None:
    """Where to put a copy."""
    dialog = FileDialog(parent, words("things.copy_title"), "save-copy-dialog")
    dialog.for_saving(name, {})
    return dialog.ask_one()

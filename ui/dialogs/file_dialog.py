# SPDX-License-Identifier: GPL-3.0-or-later
"""The one dialog that asks for files and places on the disk, and forgets which ones were chosen.

Qt's own: the system's would note the place in its list of recent files, which is not ours to clear (docs/adr/0022).
"""

from pathlib import Path

from PySide6.QtCore import QStorageInfo, QUrl
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from ui import traces
from ui.style import scaled

# Below these the systems show what is plugged in.
_PLUGGED_IN = ("/media/", "/run/media/", "/mnt/", "/Volumes/")


def sticks() -> list[QUrl]:
    """What is plugged in now, so that nobody has to know where the system shows it. Windows lists it by itself."""
    ready = [each.rootPath() for each in QStorageInfo.mountedVolumes() if each.isReady()]
    return [QUrl.fromLocalFile(root) for root in ready if root.startswith(_PLUGGED_IN)]


class FileDialog(QFileDialog):
    """Begins in the home folder, every time. ``name`` is what tests call it."""

    def __init__(self, parent: QWidget | None, title: str, name: str) -> None:
        super().__init__(parent, title)
        self.setObjectName(name)
        self.setOption(QFileDialog.Option.DontUseNativeDialog)
        self.setDirectory(str(Path.home()))
        self.setSidebarUrls([*self.sidebarUrls(), *sticks()])
        self.resize(scaled(820), scaled(540))
        for line in self.findChildren(QLineEdit):
            # Its list of guesses opens over the page while one types, and takes the next click for itself.
            line.setCompleter(None)  # type: ignore[arg-type]  # the stubs do not know that none is allowed

    def for_saving(self, name: str, kinds: dict[str, str]) -> None:
        """To save under this name. ``kinds`` are the kinds of file as they are shown, and the ending of each."""
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        if kinds:
            self.setNameFilters(list(kinds))
            self.setDefaultSuffix(next(iter(kinds.values())))
        self.selectFile(name)

    def ask(self) -> list[Path]:
        """What was chosen; nothing when the person changed their mind. Once: the dialog is gone then."""
        before = traces.file_history()
        accepted = self.exec() == QFileDialog.DialogCode.Accepted
        chosen = [Path(each) for each in self.selectedFiles()] if accepted else []
        # It writes its list when it goes, and not before.
        self.destroyed.connect(lambda: traces.forget_file_history(before))
        self.deleteLater()
        return chosen

    def ask_one(self) -> Path | None:
        return next(iter(self.ask()), None)


def ask_folder(parent: QWidget | None, title: str, name: str) -> Path | None:
    """One folder, or nothing."""
    dialog = FileDialog(parent, title, name)
    dialog.setFileMode(FileDialog.FileMode.Directory)
    dialog.setOption(FileDialog.Option.ShowDirsOnly)
    return dialog.ask_one()

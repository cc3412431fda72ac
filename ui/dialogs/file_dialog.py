# SPDX-License-Identifier: GPL-3.0-or-later
"""The one dialog that asks for files and places on the disk, and forgets which ones were chosen.

Qt's own: the system's would note the place in its list of recent files, which is not ours to clear (docs/adr/0022).
"""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui import traces


class FileDialog(QFileDialog):
    """Begins in the home folder, every time. ``name`` is what tests call it."""

    def __init__(self, parent: QWidget | None, title: str, name: str) -> None:
        super().__init__(parent, title)
        self.setObjectName(name)
        self.setOption(QFileDialog.Option.DontUseNativeDialog)
        self.setDirectory(str(Path.home()))

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

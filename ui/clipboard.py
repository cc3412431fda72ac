# SPDX-License-Identifier: GPL-3.0-or-later
"""The one way out of here to the clipboard: marked as not for a history, and taken back when the record is locked.

Marking a text with the mouse copies nothing. X11 and some Wayland desktops would hand it to every other program at
once (PRIMARY, pasted with the middle button); what is marked in here is taken off that list before it can be read.
"""

import sys

from PySide6.QtCore import QMimeData, QObject, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

# KDE's Klipper, GPaste, CopyQ and wl-clip-persist heed the first, which KeePassXC sets too.
_KDE = {"x-kde-passwordManagerHint": b"secret"}
_WINDOWS = {  # written, not run. Qt hands a format of this name to Windows as it stands
    f'application/x-qt-windows-mime;value="{name}"': value
    for name, value in (
        ("ExcludeClipboardContentFromMonitorProcessing", b"\1\0\0\0"),
        ("Clipboard Viewer Ignore", b"\1\0\0\0"),
        ("CanIncludeInClipboardHistory", bytes(4)),
        ("CanUploadToCloudClipboard", bytes(4)),
    )
}
_CONCEALED = "application/x-nspasteboard-concealed-type"  # org.nspasteboard.ConcealedType, see keep_mac_hint
_MAC = {_CONCEALED: b"secret"}
ORDER_MARKS = ("\ufeff", "\ufffe")
HINTS = _WINDOWS if sys.platform == "win32" else _MAC if sys.platform == "darwin" else _KDE


def unlisted(text: str) -> QMimeData:
    """The text alone, with what asks clipboard histories to leave it out. They may or may not heed it."""
    data = QMimeData()
    data.setText(text)
    for kind, value in HINTS.items():
        data.setData(kind, value)
    return data


def copy(text: str) -> None:
    """Put a text on the clipboard."""
    QGuiApplication.clipboard().setMimeData(unlisted(text))


def take_back() -> None:
    """Clear what is still held here; what came from elsewhere is not ours to take."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


class CopyWatch(QObject):
    """Sees every copy that is made in this process, by Qt's own boxes and menus too, before any other program can:
    Qt tells of it within the call that makes it, and answers others only after that.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._copied = ""
        self._elsewhere = False
        self._busy = False
        self._clipboard.changed.connect(self._on_changed)

    def take_back(self) -> None:
        """As the function of this name; and also what a clipboard manager took over just as it was copied here."""
        self._busy = True
        take_back()
        if self._elsewhere:
            self._clipboard.clear(QClipboard.Mode.Clipboard)
        self._busy = self._elsewhere = False

    @Slot(QClipboard.Mode)
    def _on_changed(self, mode: QClipboard.Mode) -> None:
        if self._busy:
            return
        self._busy = True
        if mode is QClipboard.Mode.Selection:
            if self._clipboard.ownsSelection():
                self._clipboard.clear(mode)
        elif mode is QClipboard.Mode.Clipboard:
            if self._clipboard.ownsClipboard():
                self._hint()
            elif self._copied:
                # Looked at once, now: when it locks nobody waits for another program's answer.
                self._elsewhere = self._clipboard.text() == self._copied
                self._copied = self._copied if self._elsewhere else ""
        self._busy = False

    def _hint(self) -> None:
        data = self._clipboard.mimeData()
        # A text that begins with a byte order mark would lose it on its way through here: it stays as it is.
        if not all(data.hasFormat(kind) for kind in HINTS) and not data.text().startswith(ORDER_MARKS):
            copy(data.text())
        self._copied, self._elsewhere = self._clipboard.text(), False


def keep_mac_hint() -> object:
    """What tells macOS the hint under its own name; to be held as long as the program runs. (Written, not run.)"""
    from PySide6 import QtGui

    base = getattr(QtGui, "QUtiMimeConverter", None)
    if base is None:
        return None

    class Concealed(base):  # type: ignore[misc,valid-type]
        def mimeForUti(self, uti: str) -> str:
            return _CONCEALED if uti == "org.nspasteboard.ConcealedType" else ""

        def utiForMime(self, mime: str) -> str:
            return "org.nspasteboard.ConcealedType" if mime == _CONCEALED else ""

        def convertToMime(self, _mime: str, data: list[bytes], _uti: str) -> object:
            return data[0] if data else b""

        def convertFromMime(self, _mime: str, data: object, _uti: str) -> list[object]:
            return [data]

    return Concealed()

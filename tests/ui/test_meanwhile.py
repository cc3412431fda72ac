# SPDX-License-Identifier: GPL-3.0-or-later
"""More than one thing can go on beside the page; the end of one does not take the line of the other away."""

from PySide6.QtCore import QObject, Signal

from ui.meanwhile import Meanwhile


class Told(QObject):
    one = Signal(str)
    other = Signal(str)


def test_the_latest_that_still_holds_is_shown(qtbot):
    told, seen = Told(), []
    line = Meanwhile(told.one, told.other)
    line.said.connect(seen.append)
    told.one.emit("files")
    told.other.emit("a copy")
    told.other.emit("")
    told.one.emit("")
    assert seen == ["files", "a copy", "files", ""]
    told.one.emit("files")
    told.other.emit("a copy")
    told.one.emit("")
    assert seen[-1] == "a copy"

# SPDX-License-Identifier: GPL-3.0-or-later
"""A part of a scrolled page that is as tall as its text needs at this width, not as tall as at its narrowest."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget


class Sheet(QWidget):
    """Without this a page of wrapping labels can be scrolled past its own end."""

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return QSize(layout.minimumSize().width(), 0) if layout is not None else super().minimumSizeHint()

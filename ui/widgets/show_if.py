# SPDX-License-Identifier: GPL-3.0-or-later
"""Showing and hiding only what changes: asking Qt for what is so already costs a style and a layout each time."""

from PySide6.QtWidgets import QWidget


def show_if(widget: QWidget, wanted: object) -> None:
    """Let the widget be there, or not, within whatever holds it."""
    if widget.isHidden() is bool(wanted):
        widget.setVisible(bool(wanted))

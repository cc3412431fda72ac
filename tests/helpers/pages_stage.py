# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of a report while something goes on above them, for tests/screens.py."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.paper_find import PaperFind
from ui.widgets.report_preview import ReportPreview

Opens = Callable[[Any], QWidget]


def finding(opens: Opens) -> Opens:
    """Words were looked for, and the first place is shown."""

    def show(made: Any) -> QWidget:
        window = opens(made)
        made.settle()
        window.findChild(QLineEdit, "paper-find-box").setText("second car")
        window.findChild(PaperFind)._go(1)
        return window

    return show


def on_their_way(opens: Opens) -> Opens:
    """Pages go to a printer that takes its time."""

    def show(made: Any) -> QWidget:
        window = opens(made)
        made.settle()
        preview = window.findChild(ReportPreview)
        preview._aside(preview._sending)
        return window

    return show

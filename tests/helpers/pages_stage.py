# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages while something goes on in them that takes more than a press, for tests/screens.py."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.paper_find import PaperFind
from ui.widgets.report_preview import ReportPreview
from ui.widgets.search_narrow import SearchNarrow

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


def looking_for_someone(opens: Opens) -> Opens:
    """More people and accounts than are offered; one was looked for by name and chosen, another is looked for now."""

    def show(made: Any) -> QWidget:
        window = opens(made)
        made.settle()
        narrow = window.findChild(SearchNarrow)
        narrow.offer_accounts([(each.id, each.title) for each in made.incidents if each.title], more=True)
        narrow.offer_people([("a", "the tall one", frozenset("a"))], more=True)
        narrow.show_plain({"person": "a"})
        window.findChild(QLineEdit, "find-person").setText("quill")
        narrow.offer_people_called("quill", [("b", "Mrs. Quillfeather", frozenset("b"))])
        window.findChild(QLineEdit, "find-account").setText("bridge")
        narrow.offer_accounts_called("bridge", [])
        return window

    return show

# SPDX-License-Identifier: GPL-3.0-or-later
"""One filter over every event of the program, for those who must see all keys: the leave key and the idle lock."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject

# Nothing but these is passed on: the filter stands in the way of every paint and every timer as well.
_INPUT = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    )
)


class InputWatch(QObject):
    """Shows each key, click and touch to ``watchers``. Swallows nothing."""

    def __init__(self, watchers: tuple[Callable[[QEvent], None], ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watchers = watchers

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            for see in self._watchers:
                see(event)
        return False

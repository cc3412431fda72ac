# SPDX-License-Identifier: GPL-3.0-or-later
"""The boxes that hold the person's words: plain text, letter for letter, growing with what is written."""

from math import ceil
from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor, QTextDocumentFragment
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from ui.clipboard import ORDER_MARKS, unlisted
from ui.style import load_voice_font
from ui.widgets.in_view import keep_in_view
from ui.widgets.label import reading_side

# Nothing typed here may teach a keyboard its words: it would keep them. Qt has no spell check of its own.
_HINTS = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
# The letters that say in which direction a text runs, by their class in Unicode.
_STRONG = dict.fromkeys(("R", "AL"), Qt.LayoutDirection.RightToLeft) | {"L": Qt.LayoutDirection.LeftToRight}


class TextBox(QPlainTextEdit):
    """At least ``lines`` tall, and as tall as its text. With ``single`` the Enter key goes on to the next question.

    Signals:
        edited: the person changed the text (not when it was set).
        left: the focus went elsewhere.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, lines: int = 1, *, single: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._single, self._setting = lines, single, False
        self._tall = 0
        load_voice_font()
        self.setProperty("voice", True)
        self.setTabChangesFocus(True)
        self.setInputMethodHints(_HINTS if single else _HINTS | Qt.InputMethodHint.ImhMultiLine)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustIgnored)
        self.document().setDocumentMargin(4)
        self._align()
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)

    def text(self) -> str:
        """What was written, letter for letter. ``toPlainText`` would turn non-breaking spaces into plain ones."""
        return self.document().toRawText().replace("\u2029", "\n")

    def set_text(self, text: str) -> None:
        self._setting = True
        marked = text.startswith(ORDER_MARKS)
        self.setPlainText("" if marked else text)
        if marked:
            undo = self.isUndoRedoEnabled()
            self.setUndoRedoEnabled(False)
            self._insert(text)
            self.setUndoRedoEnabled(undo)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._setting = False
        self._grow()

    def position(self) -> int:
        return self.textCursor().position()

    def set_position(self, position: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(max(0, min(position, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take the plain text of what is pasted or dropped, never its looks."""
        text = source.text() if source.hasText() else ""
        if not text and source.hasHtml():
            text = QTextDocumentFragment.fromHtml(source.html()).toRawText().replace("\u2029", "\n")
        self._insert(text)
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied, cut or dragged out: the words alone, letter for letter, not for a clipboard's history."""
        text = self.textCursor().selectedText().replace("\u2029", "\n")
        # On its way from Python such a text would lose its first letter: see _insert.
        return super().createMimeDataFromSelection() if text.startswith(ORDER_MARKS) else unlisted(text)

    def _insert(self, text: str) -> None:
        """On its way from Python a text that begins with a byte order mark loses it, or all its letters are turned
        into others: a letter goes before it and is taken out again."""
        if not text.startswith(ORDER_MARKS):
            self.insertPlainText(text)
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        start = cursor.selectionStart()
        cursor.insertText(f"x{text}")
        cursor.setPosition(start)
        cursor.deleteChar()
        cursor.endEditBlock()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif enter and self._single:
            self.focusNextPrevChild(True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._grow()
        elif event.type() is QEvent.Type.LayoutDirectionChange:
            self._align()

    def sizeHint(self) -> QSize:
        return QSize(240, self._tall or self._height_needed())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._tall or self._height_needed())

    def _direction(self) -> Qt.LayoutDirection:
        """That of the first letter; that of the window while there is none."""
        block = self.document().begin()
        while block.isValid():
            for letter in block.text():
                if (kind := bidirectional(letter)) in _STRONG:
                    return _STRONG[kind]
            block = block.next()
        return self.layoutDirection()

    def _align(self) -> None:
        """Qt's plain text boxes set every script at the left of its own accord."""
        option, side = self.document().defaultTextOption(), reading_side(self._direction())
        if option.alignment() != side:
            option.setAlignment(side)
            self.document().setDefaultTextOption(option)

    def _on_text_changed(self) -> None:
        self._align()
        self._grow()
        if not self._setting:
            self.edited.emit()

    def _on_cursor_moved(self) -> None:
        if self.hasFocus() and not self._setting:
            keep_in_view(self, self.cursorRect())

    def _height_needed(self) -> int:
        """The sum of what each paragraph takes (scripts differ in height), and what the frame takes around it."""
        document = self.document()
        written, block = 0.0, document.begin()
        while block.isValid():
            written += self.blockBoundingRect(block).height()
            block = block.next()
        fewest = self.fontMetrics().lineSpacing() * self._lines
        around = max(self.height() - self.viewport().height(), 0) if self.isVisible() else 2 * self.frameWidth()
        return ceil(max(written, fewest) + 2 * document.documentMargin()) + around

    def _grow(self) -> None:
        tall = self._height_needed()
        if tall != self._tall:
            self._tall = tall
            self.setFixedHeight(tall)
            self.updateGeometry()


class ReadBox(TextBox):
    """The person's words to read: without a frame, to be gone through line by line, selected and copied.

    Without ``voice`` they are the program's, in its own type.
    """

    def __init__(self, text: str, name: str, parent: QWidget | None = None, *, voice: bool = True) -> None:
        super().__init__(parent=parent)
        self.setProperty("role", "read")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(name)
        self.setProperty("voice", voice)
        self.document().setDocumentMargin(0)
        self.set_text(text)
        self.set_position(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._align()

    def _direction(self) -> Qt.LayoutDirection:
        """One line stands below its question, whatever its script; more of them are read in their own."""
        document = self.document()
        is_line = document.blockCount() == 1 and document.firstBlock().layout().lineCount() <= 1
        return self.layoutDirection() if is_line else super()._direction()


class SmallBox(QLineEdit):
    """A short line (a day, a year, a time) that teaches no keyboard its words. ``letters`` is how wide it is."""

    def __init__(self, letters: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = letters
        self.setProperty("voice", True)
        self.setInputMethodHints(_HINTS)
        self.setMaxLength(1_000_000)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._letters:
            hint.setWidth(self.fontMetrics().horizontalAdvance("0") * self._letters + 40)
        return hint

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() if self._letters else 60, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.focusNextPrevChild(True)
        else:
            super().keyPressEvent(event)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the program by hand, object by object, and starts it. Nothing here is global.

Imported when the window has its first picture (ui/start.py). What only later pages need comes after that.
"""

import gc
import importlib
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from journal import paths
from journal.clock import Clock
from journal.errors import JournalError, LastSavesCut
from journal.settings import idle_minutes, read_outside
from journal.words import Words
from ui import away, doors, loading, style
from ui.alerts import sentences
from ui.main_window import MainWindow
from ui.pages.page import Page
from ui.session import BRING_BACK, CRASH_NOTE, Session
from ui.single_start import SingleStart
from ui.start import Options, Shell
from ui.worker import Worker

# Each room and the class that draws it, imported when it is first entered (or by the thread after the first paint).
ROOMS = {
    "home": "ui.pages.home_page:HomePage",
    "guide": "ui.pages.guide_page:GuidePage",
    "incident": "ui.pages.incident_page:IncidentPage",
    "things": "ui.pages.things_page:ThingsPage",
    "thing": "ui.pages.thing_page:ThingPage",
    "time": "ui.pages.time_page:TimePage",
    "calendar": "ui.pages.calendar_page:CalendarPage",
    "people": "ui.pages.people_page:PeoplePage",
    "person": "ui.pages.person_page:PersonPage",
    "days": "ui.pages.days_page:DaysPage",
    "child": "ui.pages.child_page:ChildPage",
    "search": "ui.pages.search_page:SearchPage",
    "report": "ui.pages.report_page:ReportPage",
    "cover_words": "ui.pages.cover_words_page:CoverWordsPage",
    "bundle": "ui.pages.bundle_page:BundlePage",
    "copies": "ui.pages.copies_page:CopiesPage",
    "copy": "ui.pages.copy_page:CopyPage",
    "steady": "ui.pages.steady_page:SteadyPage",
    "support": "ui.pages.support_page:SupportPage",
    "support_topic": "ui.pages.support_topic_page:SupportTopicPage",
    "settings": "ui.pages.settings_page:SettingsPage",
    "check": "ui.pages.check_page:CheckPage",
    "passphrase": "ui.pages.change_passphrase_page:ChangePassphrasePage",
    "device_key": "ui.pages.device_key_page:DeviceKeyPage",
    "code_practice": "ui.pages.code_practice_page:CodePracticePage",
    "erase": "ui.pages.erase_page:ErasePage",
    "erase_record": "ui.pages.erase_record_page:EraseRecordPage",
    "new_code": "ui.pages.new_code_page:NewCodePage",
}
_BESIDE = ("ui.bringing", "ui.checking", "ui.copying", "ui.meanwhile")
_HEAVY = (
    "journal.vault.vault",
    "journal.vault.passphrase",
    "ui.first_start",
    "ui.pages.unlock_page",
    *_BESIDE,
    *away.PLACES,
)


class Program(QObject):
    """Everything there is, and who is connected to whom."""

    def __init__(self, app: QApplication, shell: Shell, options: Options, main: Path) -> None:
        super().__init__(app)
        self._app = app
        self._shell = shell
        self._options = options
        self._main = main
        self._crashed_before = False
        self._away: away.Away | None = None
        self.folder = _folder(options)
        outside = read_outside(paths.outside_settings())
        words = Words(outside["language"])
        style.apply(app, outside["theme"], outside["text_size"])
        if words.right_to_left:
            app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._single = SingleStart(self.folder, self)
        self.session = Session(words, Worker(self), Clock(), outside, practice=options.practice, parent=self)
        self.session.shown_in_capture = options.shown
        self.window = MainWindow(self.session, {name: partial(_room, where) for name, where in ROOMS.items()})
        self.window.painted.connect(self._after_first_paint, Qt.ConnectionType.QueuedConnection)

    def start(self) -> bool:
        """Fill the window. False when another one was asked to show itself instead."""
        if not self._single.first():
            return False
        doors.end_putting_in_place(self.folder)
        if crashed := os.environ.pop(CRASH_NOTE, ""):
            self._show_crash(crashed)
        else:
            self._show_lock()
        self._shell.on_close = self.session.leave
        self._shell.put(self.window)
        return True

    def come_forward(self, allowed: bool) -> None:
        """A second start asked for this window.

        Wayland brings forward only what it allowed to; a window that comes anew it shows as any new one. Not below a
        dialog, which would then be behind it.
        """
        shell, dialog = self._shell, self._app.activeModalWidget()
        if self._app.platformName().startswith("wayland") and not (allowed or dialog or shell.isActiveWindow()):
            shell.hide()
        shell.setWindowState(shell.windowState() & ~Qt.WindowState.WindowMinimized)
        shell.show()
        shell.raise_()
        front = dialog or shell
        front.raise_()
        front.activateWindow()

    def _show_crash(self, note: str) -> None:
        from ui.pages.crash_page import CrashPage

        self._crashed_before = True
        page = CrashPage(self.session, note)
        page.done.connect(self._show_lock)
        self.window.show_outside(page)

    def _show_lock(self) -> None:
        page: Any
        brings_back = bool(os.environ.pop(BRING_BACK, ""))
        if self._options.practice:
            from ui.pages.practice_door_page import PracticeDoorPage

            page = PracticeDoorPage(self.session)
            page.wanted.connect(self._open_practice)
            self.window.show_outside(page)
        elif brings_back:
            self._bring_back()
        elif doors.something_is_there(self.folder) or _is_away(self.folder, self._options):
            self._show_unlock()
        else:
            self._show_first_start()

    def _show_unlock(self) -> None:
        from ui.pages.unlock_page import UnlockPage

        page = UnlockPage(self.session, self.folder)
        page.opened.connect(self._on_unlocked)
        page.bring_back_wanted.connect(self._bring_back)
        page.elsewhere_wanted.connect(self._use_folder)
        self.window.show_outside(page)

    def _show_first_start(self) -> None:
        from ui.first_start import FirstStart

        first = FirstStart(self.session, self.window, self.folder)
        first.made.connect(self._on_first_made)
        first.done.connect(self._on_first_done)
        first.bring_back.connect(self._bring_back)
        first.begin()

    def _bring_back(self) -> None:
        from ui.bring_back import BringBack

        way = BringBack(self.session, self.window, self.folder)
        way.left.connect(self._show_lock)
        way.done.connect(self.session.lock)
        way.begin()

    def _use_folder(self, folder: Path) -> None:
        """The record is in this folder, from now on; where that can't be kept, until the program is closed."""
        if self._options.vault is not None or not doors.remember(folder, self.session.outside):
            from ui import leaving

            self._end.then = leaving.own_command(self._main, ["--vault", str(folder)])
        self.session.lock()

    def _open_practice(self) -> None:
        task = partial(doors.make_practice, self.folder, self.session.clock)
        self.session.worker.run(task, self._on_practice_made, owner=self)

    def _on_practice_made(self, result: doors.Opened) -> None:
        self.session.open(*result)

    def _on_first_made(self, inside: dict[str, Any]) -> None:
        """Its rooms are not open yet, but the record is: it locks when nobody is there."""
        self._idle.start(idle_minutes(inside))
        self._watch_system()

    def _on_first_done(self, inside: dict[str, Any]) -> None:
        if self.session.vault is not None:
            self.session.open(self.session.vault, inside)

    def _on_unlocked(self, vault: Any, inside: dict[str, Any], by_code: bool) -> None:
        if not by_code:
            self.session.open(vault, inside)
            return
        from ui.pages.change_passphrase_page import NewPassphrasePage

        self.session.vault = vault
        self._on_first_made(inside)
        page = NewPassphrasePage(self.session)
        page.done.connect(partial(self._on_first_done, inside))
        self.window.show_outside(page)

    def _on_opened(self) -> None:
        self.window.open_rooms(self.session.inside.get("place"))
        if self.session.vault is not None:  # nobody waits for it; what it cannot do now it does another time
            self.session.worker.run(self.session.vault.sweep, on_error=lambda _trouble: None)
            if self.session.vault.may_lack_the_last:
                self._on_trouble(LastSavesCut())
        self._on_settings()
        self._watch_system()

    def _watch_system(self) -> None:
        """From the moment on which a record is open."""
        if self._away is None:
            from ui import capture

            self._away = away.of_this_system(self)
            self._away.wanted.connect(self.session.lock)
            self._away.start(int(self._shell.winId()))
            if capture.POSSIBLE and not self.session.shown_in_capture:
                self._kept_out = capture.KeptOut(self)
                self._kept_out.begin(self._app)

    def _on_settings(self) -> None:
        self._on_style()
        self._leave_key.use(self.session.inside.get("leave_key", "shift"))
        if self.session.vault is not None:
            self._idle.start(idle_minutes(self.session.inside))

    @Slot()
    def _on_style(self) -> None:
        outside = self.session.outside
        if style.is_other(self._app, outside["theme"], outside["text_size"]):
            before = style.scale()
            style.apply(self._app, outside["theme"], outside["text_size"])
            self.window.fit()
            if style.scale() != before:
                self.window.rebuild()

    def _on_lock_key(self) -> None:
        """As in the window: before its rooms are open there is nothing to lock."""
        if self.window.place() is not None:
            self.session.lock()

    def _on_trouble(self, trouble: JournalError) -> None:
        self.window.say_trouble(*sentences(trouble, self.session.words))

    @Slot()
    def _after_first_paint(self) -> None:
        """Everything that a person who sees nothing yet does not need; before the first key or click can arrive."""
        from ui import traces

        gc.freeze()
        gc.enable()
        self.window.focus_page()
        traces.leave_none()
        traces.keep_no_file_history()
        self._guard()
        self._connect()
        self._app.installEventFilter(self._watch)
        self._single.listen()
        loading.load(self.session.words.load, (*_HEAVY, *(where.split(":")[0] for where in ROOMS.values())), self)
        if self._options.practice and not self._options.locked:
            self._open_practice()

    def _guard(self) -> None:
        """Who locks, who leaves, and who sees that it is time to."""
        from ui import clipboard, leaving
        from ui.crash import CrashHook
        from ui.dialog_keys import DialogKeys
        from ui.ending import Ending
        from ui.half_written import HalfWritten
        from ui.idle import Idle
        from ui.input_watch import InputWatch
        from ui.leave_key import LeaveKey

        self._end = leaving.ProcessEnd(leaving.own_command(self._main, self._options.arguments()))
        self.leaving = leaving.Leaving(self.session, self._end, self.window.place, self._release)
        self.leaving.crashed_before = self._crashed_before
        self._copies = clipboard.CopyWatch(self)
        self._mac_hint = clipboard.keep_mac_hint() if sys.platform == "darwin" else None
        self.session.leaving = self.leaving
        self._crash = CrashHook(self.leaving.crash)
        self._crash.install()
        self._half_written = HalfWritten(self.session)
        self._idle = Idle(self.session.clock, self)
        self._leave_key = LeaveKey(self.session.clock, self)
        self._ending = Ending(self)
        self._dialog_keys = DialogKeys(self)
        self._watch = InputWatch((self._leave_key.see, self._dialog_keys.see, self._idle.see), self)

    def _connect(self) -> None:
        self._app.styleHints().colorSchemeChanged.connect(self._on_style)
        self._idle.wanted.connect(self.session.lock)
        self._leave_key.wanted.connect(self.session.leave)
        self._ending.wanted.connect(self.session.leave)
        self._ending.start(self._app)
        self._dialog_keys.lock_wanted.connect(self._on_lock_key)
        self._dialog_keys.leave_wanted.connect(self.session.leave)
        self._single.asked.connect(self.come_forward)
        self.session.opened.connect(self._on_opened)
        self.session.settings_changed.connect(self._on_settings)
        self.session.worker.crashed.connect(self._crash.take)
        self.session.worker.troubled.connect(self._on_trouble)

    def _release(self) -> None:
        """For the next process; and the practice record is gone on exit."""
        self._copies.take_back()
        self._single.release()
        if self._options.practice:
            import shutil

            shutil.rmtree(self.folder.parent, ignore_errors=True)


def _folder(options: Options) -> Path:
    """Where the record is, or is to be."""
    if options.practice:
        import tempfile

        return Path(tempfile.mkdtemp(prefix="own-words-practice-")) / "record"
    named = options.vault or read_outside(paths.outside_settings())["vault"]
    if not named:
        paths.home().mkdir(parents=True, exist_ok=True, mode=0o700)
    return Path(named or paths.default_vault())


def _is_away(folder: Path, options: Options) -> bool:
    """Whether a record was named that stands on a disk that is not here now: no new one is offered in its place."""
    named = options.vault is None and folder != paths.default_vault()
    return named or not folder.parent.is_dir()


def _room(where: str, session: Session) -> Page:
    module, name = where.split(":")
    made: Page = getattr(importlib.import_module(module), name)(session)
    return made

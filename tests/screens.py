# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of every page and dialog: ``python -m tests.screens OUT [part of a name ...]``.

``python -m tests.screens --readme`` makes the two pictures of README.

Each screen is shown with the practice record as a person would meet it: in light and dark, at twice the text size, in
the stretched pseudo-language, mirrored as for Arabic, and in a small window. A new page is one line in ``SCREENS``.
"""

import importlib
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pypdfium2
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from journal import command_line, practice
from journal.errors import LastSavesCut
from journal.guide.steps import CHILD_SHEET, GUIDES
from journal.paths import BEING_ERASED
from journal.settings import SETTINGS, Keep
from journal.vault.vault import Vault
from journal.words import ENGLISH, PSEUDO, Words
from tests.conftest import FixedClock
from tests.helpers import copy_stage
from tests.helpers.bad_days_stage import in_trouble, with_a_lost_draft
from tests.helpers.bundle_stage import bundle_page, done_folder, done_locked, full, writing
from tests.helpers.check_stage import checking, damaged, doubt, running, stopped, whole
from tests.helpers.covered_stage import with_covered
from tests.helpers.device_stage import as_own, by_device, changed, offering, silent
from tests.helpers.pages_stage import finding, looking_for_someone, on_their_way
from tests.helpers.report_stage import at_the_end, saved, with_choices, with_copies
from tests.helpers.things_stage import came_in, card_of, coming_in, nothing_there, with_things
from ui import style
from ui.app import ROOMS, _room
from ui.main_window import MainWindow
from ui.session import Session
from ui.worker import Lane, Worker


@dataclass(frozen=True)
class View:
    """One way of looking at the program."""

    name: str
    language: str = ENGLISH
    theme: str = "light"
    text_size: int = 100
    mirrored: bool = False
    width: int = 1280
    height: int = 860


VIEWS = (
    View("light"),
    View("dark", theme="dark"),
    View("large", text_size=200),
    View("pseudo", PSEUDO),
    View("mirrored", mirrored=True),
    View("small", width=1024, height=700),
    View("small-large", text_size=200, width=1024, height=700),
    View("small-pseudo-dark", PSEUDO, theme="dark", width=1024, height=700),
)


@dataclass
class Stage:
    """The program with the practice record open, and what the screens need to find in it."""

    app: QApplication
    session: Session
    folder: Path
    incidents: list[Any] = field(default_factory=list)
    entries: list[Any] = field(default_factory=list)
    drafts: list[Any] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    window: MainWindow | None = None
    size: tuple[int, int] = (1280, 860)

    def settle(self, rounds: int = 2) -> None:
        """Until the pages have what they asked for: both threads idle, and nothing left to deliver."""
        for _ in range(3 * rounds):  # a page may ask again for what an answer led to, from one thread to another
            worker = self.session.worker
            for hand_over in (worker.run, worker.aside, partial(worker.aside, lane=Lane.INCOMING)):
                loop, late = QEventLoop(), QTimer(singleShot=True, interval=60_000)
                late.timeout.connect(partial(loop.exit, 1))
                hand_over(lambda: None, lambda _done, loop=loop: loop.quit())
                late.start()
                assert loop.exec() == 0, "a task did not end within a minute"
            QTest.qWait(7)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


Opens = Callable[[Stage], QWidget]


def _window(made: Stage) -> MainWindow:
    made.window = MainWindow(made.session, {name: partial(_room, where) for name, where in ROOMS.items()})
    made.window.resize(*made.size)
    return made.window


def room(name: str, *presses: str, **arguments: Any) -> Opens:
    """A page of the rooms, after these buttons were pressed, or the dialog that the last of them opened.

    An argument that is a function is asked of the stage.
    """

    def show(made: Stage) -> QWidget:
        window = _window(made)
        given = {key: value(made) if callable(value) else value for key, value in arguments.items()}
        window.show()
        window.open_rooms({"page": name, "arguments": given})
        for button in presses:
            made.settle()
            pressed = window.findChildren(QAbstractButton, button)
            next(each for each in pressed if each.isVisibleTo(window)).click()
        return next(iter(window.findChildren(QDialog)), window)

    return show


def copied(opens: Opens) -> Opens:
    """With the record in a folder that a service copies: it left its mark there."""

    def show(made: Stage) -> QWidget:
        mark = made.folder.parent / ".stfolder"
        mark.mkdir()
        window = opens(made)
        made.settle()
        mark.rmdir()
        return window

    return show


def door(page: str, *arguments: Any, then: Callable[[Any], None] | None = None) -> Opens:
    """A page from before the record is open, given as ``module:Class``; ``then`` does to it what a person would."""

    def show(made: Stage) -> QWidget:
        window = _window(made)
        given = [each(made) if callable(each) else each for each in arguments]
        module, name = page.split(":")
        shown = getattr(importlib.import_module(f"ui.pages.{module}"), name)(made.session, *given)
        window.show_outside(shown)
        if then is not None:
            then(shown)
        return window

    return show


def being_erased(made: Stage) -> Path:
    """A folder as it is when the erasing of a whole record was stopped."""
    folder = made.folder.parent / "stopped"
    folder.mkdir(exist_ok=True)
    (folder / BEING_ERASED).touch()
    return folder


def first_incident(made: Stage) -> str:
    return str(made.incidents[-1].id)


def child_sheet(made: Stage) -> str:
    return next((str(each.id) for each in made.incidents if each.guide == CHILD_SHEET.id), "")


def known_as(name: str) -> Callable[[Stage], str]:
    """The card of someone whom the practice record calls so."""
    return lambda made: next(str(each.id) for each in made.entries if each.answers.get("known_as") == name)


def _guide_screens() -> Iterator[tuple[str, Opens]]:
    """Each step twice: as it is met first, and with what the practice record has of it."""
    for guide in GUIDES.values():
        for step in (each for each in guide.steps if not each.alone):
            name = f"{guide.id}-{step.id}"
            yield f"new-{name}", room("guide", guide=guide.id, incident="", step=step.id)
            kept = child_sheet if guide is CHILD_SHEET else first_incident
            yield f"guide-{name}", room("guide", incident=kept, guide=guide.id, step=step.id)


CODE = "6SANF-MEFBT-WKSCB-40DJ4-R4GWV-1ZH4X-QKEWH-AEC0J"

BUNDLE = ("report", "make-report", "make-bundle")

SCREENS: dict[str, Opens] = {
    "door-1-welcome": door("welcome_page:WelcomePage"),
    "door-2-truth": door("truth_page:TruthPage"),
    "door-3-passphrase": door("passphrase_page:PassphrasePage"),
    "door-4-computer": door("computer_page:ComputerPage", Path("record")),
    "door-4-computer-copied": door("computer_page:ComputerPage", Path("Dropbox", "record")),
    "door-5-code": door("code_page:CodePage", CODE, "7K4Q-92MD"),
    "door-6-code-practice": door("code_practice_page:FirstCodePracticePage"),
    "door-unlock": door("unlock_page:UnlockPage", lambda made: made.folder),
    "door-unlock-code": door("unlock_page:UnlockPage", lambda made: made.folder, then=lambda page: page.other.click()),
    "door-unlock-device": offering(door("unlock_page:UnlockPage", lambda made: made.folder)),
    "door-unlock-device-silent": offering(door("unlock_page:UnlockPage", lambda made: made.folder, then=silent)),
    "door-unlock-shared": door("unlock_page:UnlockPage", lambda made: made.folder, then=lambda page: page.shown.show()),
    "door-unlock-missing": door("unlock_page:UnlockPage", Path("nowhere")),
    "door-being-erased": door("unlock_page:UnlockPage", being_erased),
    "door-practice": door("practice_door_page:PracticeDoorPage"),
    "door-crash": door("crash_page:CrashPage", "ui.pages.some_page, line 12"),
    "door-new-passphrase": door("change_passphrase_page:NewPassphrasePage"),
    "home": room("home"),
    **dict(_guide_screens()),
    "guide-close": room("guide", incident=first_incident, step="close"),
    "guide-draft": room("guide", incident=lambda made: made.drafts[0].incident, draft=lambda made: made.drafts[0].id),
    "guide-add": room("guide", "entry-action", incident=first_incident, step="account"),
    "guide-steps": room("guide", "all-steps", incident=first_incident, step="account"),
    "incident": room("incident", incident=first_incident),
    "incident-open": room("incident", "open-entry", incident=first_incident),
    "incident-take-out": room("incident", "open-entry", "take-out", incident=first_incident),
    "incident-taken-out": room("incident", "open-entry", "take-out", "withdraw", incident=first_incident),
    "erase": room("erase", incident=first_incident),
    "erase-thing": room("erase", entry="x"),
    "erase-record": room("erase_record"),
    "time": room("time", incident=first_incident, opened=True),
    "time-covered": room("time", incident=first_incident),
    "calendar": room("calendar", day="2026-03-01"),
    "calendar-child": room("calendar", "chip-child", day="2026-04-01", unit="month"),
    "calendar-month": room("calendar", day="2026-03-01", unit="month"),
    "calendar-year": room("calendar", day="2026-03-01", unit="year"),
    "people": room("people"),
    "person": room("person", card=known_as("the tall one")),
    "person-open": room("person", "open-all", card=known_as("the tall one")),
    "person-same": room("person", "join", card=known_as("the one at the bus sign")),
    "person-witness": room("person", card=known_as("Mrs. Quillfeather")),
    "department": room("person", card=known_as("the tall one"), department=True),
    "days": room("days"),
    "child": room("child"),
    "child-open": room("child", "open-entry"),
    "search": room("search"),
    "search-found": room("search", text="car"),
    "search-narrow": room("search", "narrow", text="car"),
    "search-narrowed": room("search", "narrow", "chip-account", "chip-written", text="car"),
    "search-find": looking_for_someone(room("search", "narrow", text="car")),
    "copies-empty": room("copies"),
    "report": room("report"),
    "report-child": room("report", sheet=child_sheet),
    "report-about": room("report", card=known_as("the tall one")),
    "report-choices": with_choices(room("report")),
    "report-end": at_the_end(room("report")),
    "report-keep": at_the_end(room("report", "keep-choice")),
    "report-pages": room("report", "make-report"),
    "report-saved": saved(room("report", "make-report")),
    "report-for-whom": saved(room("report", "make-report"), asked=True),
    "copies": with_copies(room("copies")),
    "report-printer": room("report", "make-report", "print-report"),
    "report-find": finding(room("report", "make-report", "paper-find")),
    "report-sending": on_their_way(room("report", "make-report")),
    "report-cover": with_covered(room("report", "make-report", "cover-words")),
    "report-cover-found": with_covered(
        room("report", "make-report", "cover-words", "show-places"), "car", "Mrs. Quillfeather"
    ),
    "report-covered": with_covered(
        room("report", "make-report", "cover-words", "make-covered"), "car", "Mrs. Quillfeather"
    ),
    "bundle": room(*BUNDLE),
    "bundle-folder": room(*BUNDLE, "chip-folder"),
    "bundle-locked": room(*BUNDLE, "chip-locked"),
    "bundle-writing": bundle_page(room(*BUNDLE, "chip-folder"), writing),
    "bundle-full": bundle_page(room(*BUNDLE, "chip-folder"), full),
    "bundle-done-folder": bundle_page(room(*BUNDLE, "chip-folder"), done_folder),
    "bundle-done-locked": bundle_page(room(*BUNDLE, "chip-locked"), done_locked),
    "steady": room("steady"),
    "steady-look": room("steady", "begin"),
    "check": room("check"),
    "check-running": checking(room("check"), running),
    "check-whole": checking(room("check"), whole),
    "check-doubt": checking(room("check"), doubt),
    "check-damaged": checking(room("check"), damaged),
    "check-stopped": checking(room("check"), stopped),
    "home-damaged": checking(room("home"), damaged),
    "home-saves-cut": in_trouble(room("home"), LastSavesCut()),
    "home-lost": with_a_lost_draft(room("home")),
    "guide-lost": with_a_lost_draft(
        room("guide", incident=lambda made: made.drafts[0].incident, draft=lambda made: made.drafts[0].id)
    ),
    "incident-lost": with_a_lost_draft(room("incident", incident=lambda made: made.drafts[0].incident)),
    "support": room("support"),
    "support-lines": room("support_topic", topic="lines"),
    "support-dates": room("support_topic", topic="dates"),
    "support-dates-chosen": room("support_topic", "chip-ny_city", topic="dates"),
    "support-keep": room("support_topic", topic="keep"),
    "support-video": room("support_topic", topic="video"),
    "support-before-you-show": room("support_topic", topic="before_you_show"),
    "support-open-case": room("support_topic", topic="open_case"),
    "support-limits": room("support_topic", topic="limits"),
    "settings": room("settings"),
    "settings-copied": copied(room("settings")),
    "settings-device": as_own(room("settings"), reveal="device-key"),
    "device-key": as_own(room("device_key")),
    "device-key-on": as_own(room("device_key"), on=True),
    "device-key-no-place": as_own(room("device_key"), possible=False),
    "type-passphrase": by_device(room("new_code", "go-on")),
    "type-passphrase-wrong": by_device(room("new_code", "go-on"), wrong=True),
    "passphrase": room("passphrase"),
    "passphrase-changed": changed(room("passphrase")),
    **copy_stage.screens(room, door),
    "code-practice": room("code_practice"),
    "code-new": room("new_code"),
    "things-empty": with_things(room("things"), nothing_there),
    "things": with_things(room("things")),
    "things-narrowed": with_things(room("things", "uncover-pictures", kind="file")),
    "things-coming": with_things(room("things"), coming_in),
    "things-came": with_things(room("things"), came_in),
    "things-choose": with_things(room("guide", "more", "choose-things", guide="things", step="thing", fresh=True)),
    "thing-picture": with_things(room("thing", card=card_of("picture"))),
    "thing-picture-open": with_things(room("thing", "uncover", card=card_of("picture"))),
    "thing-paper-open": with_things(room("thing", "uncover", card=card_of("paper"))),
    "thing-take-out": with_things(room("thing", "take-out", card=card_of("sound"))),
    "thing-video": with_things(room("thing", "save-copy", card=card_of("video"))),
    "thing-thing": with_things(room("thing", "open-entry", card=card_of("thing"))),
    "guide-things-file": with_things(room("guide", guide="things", step="file", adds_to=card_of("picture"))),
    "guide-things-thing": with_things(room("guide", "add-row", guide="things", step="thing", fresh=True)),
}


@contextmanager
def stage(app: QApplication, folder: Path, view: View) -> Iterator[Stage]:
    """The practice record, open in this view. ``folder`` keeps one copy that is made once."""
    style.apply(app, view.theme, view.text_size)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if view.mirrored else Qt.LayoutDirection.LeftToRight)
    original = folder / "original"
    if not original.exists():
        practice.build(original).close()
    copy = Path(tempfile.mkdtemp(dir=folder)) / "record"
    shutil.copytree(original, copy)
    words = Words(view.language)
    words.load()
    outside = {each.key: each.default for each in SETTINGS if each.keep is Keep.OUTSIDE}
    outside |= {"language": view.language, "theme": view.theme, "text_size": view.text_size}
    session = Session(words, Worker(), FixedClock(), outside, practice=True)
    made = Stage(app, session, copy)
    wrong: list[object] = []
    session.worker.crashed.connect(wrong.append)
    session.worker.troubled.connect(wrong.append)

    def unlock() -> tuple[Vault, dict[str, Any]]:
        vault = Vault.open(copy, practice.passphrase(), clock=session.clock)
        made.incidents = vault.incidents.page(100)
        made.entries = list(vault.entries.all())
        made.drafts = [draft for each in made.incidents for draft in vault.drafts.of_incident(each.id)]
        return vault, vault.settings.all()

    session.worker.run(unlock, lambda result: session.open(*result))
    made.settle(1)
    try:
        yield made
    finally:
        if session.vault is not None:
            session.worker.finish([session.vault.close], 10)
        session.worker.stop()
        shutil.rmtree(copy.parent)
    assert wrong == []


@contextmanager
def shown(made: Stage, opens: Opens, view: View) -> Iterator[QWidget]:
    """One screen, loaded and laid out. Settings that its stage changed are put back: the next begins as at first."""
    before = dict(made.session.inside)
    made.size = (view.width, view.height)
    widget = opens(made)
    widget.show()
    made.settle()
    stood: list[object] = []
    while (stands := [(id(each), each.geometry().getRect()) for each in widget.findChildren(QWidget)]) != stood:
        stood = stands  # long pages come in portions: until nothing moves any more
        made.settle(1)
    try:
        yield widget
    finally:
        assert made.window is not None
        made.window.hide()
        made.window.deleteLater()
        made.window = None
        made.settle(1)
        made.session.inside.clear()
        made.session.inside.update(before)


def readme_pictures(folder: Path) -> None:
    """One page of the guide, and two pages of the practice report side by side."""
    view = View("light")
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as kept, stage(app, Path(kept), view) as made:
        with shown(made, SCREENS["new-own_account-words"], view) as widget:
            widget.grab().save(str(folder / "guide.png"))
        target = Path(kept) / "report.pdf"
        command_line.run(["--practice", "--out", str(target)])
        with pypdfium2.PdfDocument(target) as pages:
            first, second = (pages[number].render(scale=0.9).to_pil() for number in (0, 2))
        sheet = Image.new("RGB", (first.width * 2 + 60, first.height + 40), style.LIGHT.rail)
        for number, page in enumerate((first, second)):
            sheet.paste(page, (20 + number * (first.width + 20), 20))
        sheet.save(folder / "report.png")


def main(arguments: list[str]) -> int:
    if not arguments:
        sys.exit(__doc__)
    if arguments == ["--readme"]:
        readme_pictures(Path(__file__).parent.parent / "docs" / "pictures")
        return 0
    out, parts = Path(arguments[0]), arguments[1:]
    out.mkdir(parents=True, exist_ok=True)
    app, missing = QApplication(sys.argv[:1]), []
    with tempfile.TemporaryDirectory() as folder:
        for view in VIEWS:
            with stage(app, Path(folder), view) as made:
                for name, opens in SCREENS.items():
                    picture = f"{name}--{view.name}.png"
                    if all(part in picture for part in parts):
                        try:
                            with shown(made, opens, view) as widget:
                                widget.grab().save(str(out / picture))
                        except Exception:
                            missing.append(picture)
                            traceback.print_exc()
                        print(picture, flush=True)
    print(*(f"no picture: {name}" for name in missing), sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

# SPDX-License-Identifier: GPL-3.0-or-later
"""What every test stands on: a home of its own, no screen, a clock that obeys, a real vault with a cheap key.

The vault, session and worker are imported where they are used, so that ``tests/journal`` needs no Qt.
"""

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from journal.clock import Clock, ClockFlag, Stamp
from journal.words import PSEUDO, Words

if TYPE_CHECKING:
    from journal.vault.keys import KeyCost
    from journal.vault.vault import Vault
    from tests.e2e.desk import Desk
    from ui.session import Session
    from ui.worker import Worker

PASSPHRASE = "kettle orbit mango tulip acorn violin"

_QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
settings.register_profile("quick", deadline=None, max_examples=40, derandomize=True, suppress_health_check=_QUIET)
settings.register_profile("long", deadline=None, max_examples=1000, suppress_health_check=_QUIET, database=None)
settings.load_profile(os.environ.get("OWN_WORDS_HYPOTHESIS", "quick"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--onscreen", action="store_true", help="show the windows instead of drawing them in memory")
    parser.addoption("--no-skips", action="store_true", help="a test that was skipped counts as one that failed")


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--onscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_ACCESSIBILITY"] = "1"  # accessible names are part of what is tested
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    os.environ["OWN_WORDS_HEARD"] = "1"  # what the program says is read here, though no terminal is (ui/output.py)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Root passes through every permission: those tests run as an ordinary user (.ci/run) or say why they did not."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    for item in items:
        if item.get_closest_marker("ordinary_user"):
            item.add_marker(
                pytest.mark.skip(reason="root passes through permissions: .ci/run runs it as an ordinary user")
            )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: Any = yield
    if report.skipped and not hasattr(report, "wasxfail") and item.config.getoption("--no-skips"):
        report.outcome, report.longrepr = "failed", f"skipped where nothing may be: {report.longrepr}"
    return report


def __getattr__(name: str) -> Any:
    """``CHEAP``: a key that takes a millisecond. Made when asked for, so that this file needs no vault."""
    if name == "CHEAP":
        return _cheap()
    raise AttributeError(name)


def _cheap() -> "KeyCost":
    from journal.vault.keys import KeyCost

    return KeyCost(memory_kib=8 * 1024, iterations=1, lanes=1)


class FixedClock(Clock):
    """Stands still until told otherwise. Starts on a Thursday evening, five hours west of UTC."""

    def __init__(self, start: Stamp | None = None) -> None:
        self.stamp = start or Stamp(datetime(2026, 11, 12, 21, 40, 5, tzinfo=UTC), -300)
        self.seconds = 1000.0
        super().__init__()
        self._first_wall = self.stamp.utc

    def now(self) -> Stamp:
        return self.stamp

    def pass_time(self, **lapse: float) -> Stamp:
        """Let time pass as it does: the wall and the machine's counter together."""
        self.seconds += timedelta(**lapse).total_seconds()
        return self.jump(**lapse)

    def jump(self, **lapse: float) -> Stamp:
        """Set the wall clock forward or back while no time passes."""
        self.stamp = Stamp(self.stamp.utc + timedelta(**lapse), self.stamp.offset_minutes)
        return self.stamp

    def flags(self, last: Stamp | None) -> tuple[ClockFlag, ...]:
        return super().flags(last)

    def count(self) -> float:  # type: ignore[override]
        return self.seconds


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the next home is to be. Numbered here: the factory looks through all that there are for each new one."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def _own_home(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees, or leaves anything in, the home of the person who runs it."""
    home = next(_homes)
    home.mkdir(mode=0o700)
    names = {"HOME": "", "USERPROFILE": "", "OWN_WORDS_HOME": "own-words", "XDG_DATA_HOME": ".local/share"}
    names |= {"XDG_CONFIG_HOME": ".config", "XDG_CACHE_HOME": ".cache", "XDG_STATE_HOME": ".local/state"}
    names |= {"LOCALAPPDATA": "AppData/Local", "APPDATA": "AppData/Roaming"}
    for name, below in names.items():
        monkeypatch.setenv(name, str(home / below))
    return home


@pytest.fixture
def home(_own_home: Path) -> Path:
    """The home folder of this test."""
    return _own_home


@pytest.fixture(scope="session")  # they read their files once, and nothing changes them
def words() -> Words:
    return Words()


@pytest.fixture(scope="session")
def pseudo_words() -> Words:
    return Words(PSEUDO)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def cheap() -> "KeyCost":
    return _cheap()


@pytest.fixture(scope="session")
def empty_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record in which nothing was written yet, closed. To be copied: making one takes six times as long."""
    from journal.vault.vault import Vault

    folder = tmp_path_factory.mktemp("empty") / "record"
    Vault.create(folder, PASSPHRASE, cost=_cheap())[0].close()
    return folder


@pytest.fixture(scope="session")
def record_of_things(empty_record: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A record with one thing of each kind in it, closed, and their cards by kind. To be copied, too."""
    from journal.vault.vault import Vault
    from tests.helpers.things import a_few

    folder = shutil.copytree(empty_record, tmp_path_factory.mktemp("things") / "record")
    with Vault.open(folder, PASSPHRASE, clock=FixedClock()) as made:
        return folder, a_few(made)


@pytest.fixture
def new_record(empty_record: Path) -> Path:
    """What ``vault`` and ``open_session`` are copies of. A module may say another."""
    return empty_record


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock, new_record: Path) -> "Iterator[Vault]":
    """A fresh, really encrypted vault, of this thread. Its passphrase is ``PASSPHRASE``."""
    from journal.vault.vault import Vault

    with Vault.open(shutil.copytree(new_record, tmp_path / "record"), PASSPHRASE, clock=clock) as made:
        yield made


@pytest.fixture
def worker(qapp: object, qtbot: object) -> "Iterator[Worker]":
    """The vault's thread. What goes wrong on it fails the test."""
    from ui.worker import Worker

    made, wrong = Worker(), []
    made.crashed.connect(wrong.append)
    yield made
    made.stop()
    assert wrong == []


@pytest.fixture
def session(worker: "Worker", words: Words, clock: FixedClock, home: Path) -> "Session":
    """A session in which nothing is open yet."""
    from journal.settings import read_outside
    from ui.session import Session

    return Session(words, worker, clock, read_outside(home / "none.json"))


@pytest.fixture
def open_session(
    session: "Session", tmp_path: Path, clock: FixedClock, qtbot: Any, new_record: Path
) -> "Iterator[Session]":
    """A session with a fresh vault open on the worker's thread, as after unlocking."""
    from journal.vault.vault import Vault

    def make() -> tuple[Vault, dict[str, Any]]:
        made = Vault.open(shutil.copytree(new_record, tmp_path / "record"), PASSPHRASE, clock=clock)
        return made, made.settings.all()

    wrong: list[Exception] = []
    session.worker.run(make, lambda result: session.open(*result), wrong.append)
    qtbot.waitUntil(lambda: bool(session.vault or wrong), timeout=10_000)
    assert wrong == []
    yield session
    if session.vault is not None:
        session.worker.finish([session.vault.close], timeout=10)


@pytest.fixture
def place(tmp_path: Path) -> "Iterator[Desk]":
    """A screen of its own with the real program on it, from outside."""
    if sys.platform != "linux":
        pytest.skip("a screen of its own needs Xvfb")
    from tests.e2e.desk import desk

    with desk(tmp_path) as made:
        yield made


_WINDOWS = pytest.StashKey[bool]()  # whether the module before this one had any


@pytest.fixture(autouse=True, scope="module")
def _no_window_is_left(request: pytest.FixtureRequest) -> None:
    """Qt objects in cycles go here, on the window's thread: a thread of a later test would destroy their timers.

    In the program ui/sweep.py sees to it, as long as it runs. What is to be deleted later waits for a loop of events,
    which not every test has: style sheets were put on thousands of widgets that a module before had left. And text of
    twice the size is for those who ask for it.
    """
    if request.session.stash.get(_WINDOWS, False):
        from PySide6.QtCore import QCoreApplication, QEvent
        from PySide6.QtWidgets import QApplication

        from ui import style

        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app = QApplication.instance()
        if isinstance(app, QApplication) and style.scale() != 1:
            style.apply(app, "light", 100)
    request.session.stash[_WINDOWS] = "ui" in request.path.parts or request.path.name == "test_screens.py"

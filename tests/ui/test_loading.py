# SPDX-License-Identifier: GPL-3.0-or-later
"""What later pages need is there after a moment, and no other thread had a hand in it."""

from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.ui.test_app import UNLOCK, drive, played

# Python's own search for modules asks this first, and with it who asks is known.
_WATCH = """
    import sys, threading
    import ui.app
    asked = []
    class Watch:
        def find_spec(self, name, path=None, target=None):
            asked.append((name, threading.current_thread() is threading.main_thread()))
    sys.meta_path.insert(0, Watch())
    rooms = [where.split(":")[0] for where in ui.app.ROOMS.values()]
    wanted = [*ui.app._HEAVY, *rooms]
"""


def test_all_rooms_are_loaded_by_themselves_and_by_the_window_thread_alone(tmp_path):
    told = drive(
        _WATCH
        + """
    yield lambda: all(name in sys.modules for name in wanted)
    print(sorted(name for name, window in asked if not window), len(asked) > 100)
    """,
        "--vault",
        str(tmp_path / "none"),
    )
    assert played(told)
    assert told.stdout == "[] True\nplayed\n"


def test_who_unlocks_at_once_meets_no_other_thread_that_loads_pages(tmp_path):
    """The vault's thread loads nothing of the window, and nothing that names Qt."""
    Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)[0].close()
    told = drive(
        _WATCH
        + UNLOCK
        + """
    yield lambda: all(name in sys.modules for name in wanted)
    print([name for name, window in asked if not window and name.startswith(("ui", "PySide6"))])
    """,
        "--vault",
        str(tmp_path / "record"),
    )
    assert played(told)
    assert told.stdout == "[]\nplayed\n"

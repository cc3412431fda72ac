# SPDX-License-Identifier: GPL-3.0-or-later
"""The start. Without arguments it opens the window; `python main.py --help` names the rest."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.start import Options


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["report"]:
        from journal import command_line

        return command_line.run(arguments[1:])
    if arguments[:1] == ["verify"]:
        from journal import command_line

        return command_line.verify(arguments[1:])
    if arguments[:1] == ["--decoder"]:  # a frozen program starts itself again (journal/decode/decoder.py)
        from journal.decode import child

        return child.main()
    if arguments[:1] == ["--key-store"]:  # the same (journal/vault/device_key.py)
        from journal.vault import device_child

        return device_child.main()
    from ui.start import Options, run

    options = _parsed(arguments) if arguments else Options()
    return run(options, Path(__file__))


def _parsed(arguments: list[str]) -> "Options":
    import argparse

    from ui.start import Options

    parser = argparse.ArgumentParser(prog="own-words")
    parser.add_argument("--practice", action="store_true", help="a made-up record, gone on exit")
    parser.add_argument("--vault", type=Path, metavar="DIR", help="a record kept somewhere else")
    if sys.platform in ("win32", "darwin"):  # where it can be kept out (ui/capture.py)
        shown = "let screen sharing and screenshots show the window"
        parser.add_argument("--show-in-capture", action="store_true", dest="shown", help=shown)
    parser.add_argument("--locked", action="store_true", help=argparse.SUPPRESS)
    found = parser.parse_args(arguments)
    vault, shown = found.vault.absolute() if found.vault else None, getattr(found, "shown", False)
    return Options(vault, practice=found.practice, locked=found.locked, shown=shown)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program, watched from inside: ``python -m tests.e2e.watched [...]``.

The file that ``OWN_WORDS_WATCH`` names gets a line for each socket, each file that is opened to be written, each record
of a log at any level, and each message of Qt. There is a printer called P, and ``lp`` is what ``PATH`` has.
"""

import contextlib
import logging
import os
import sys

from PySide6.QtCore import qInstallMessageHandler

# A file that is not there: from the moment that it is looked for, something is printed.
PRINTING = "/own-words-printing"


def run():
    line = os.open(os.environ["OWN_WORDS_WATCH"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def tell(kind, text):
        os.write(line, f"{kind} {text!r}\n".encode("utf-8", "backslashreplace"))

    def heard(event, given):
        if event.startswith("socket."):
            tell("socket", f"{event} {given[1:]}")
        elif event == "open" and isinstance(given[0], str | bytes) and (given[2] or 0) & (os.O_WRONLY | os.O_RDWR):
            tell("write", os.fsdecode(given[0]))

    class Recorder(logging.Handler):
        def emit(self, record):
            tell("log", f"{record.name} {record.getMessage()} {record.exc_info}")

    logging.basicConfig(level=1, handlers=[Recorder()])
    logging.getLogger("watched").debug("begun")
    qInstallMessageHandler(lambda _kind, context, text: tell("qt", f"{context.category} {text}"))
    sys.addaudithook(heard)

    import main
    import ui.start

    build = ui.start._build

    def with_printer(*everything):
        from PySide6.QtPrintSupport import QPrinterInfo

        from ui import printing

        def choose(_parent, _pages, _paper):
            with contextlib.suppress(OSError):
                open(PRINTING)  # noqa: PTH123, SIM115  for whoever reads the trace
            QPrinterInfo.availablePrinterNames()  # as the program does, whatever it finds
            return printing.Order("P"), None

        printing.choose = choose
        return build(*everything)

    ui.start._build = with_printer
    sys.exit(main.main(sys.argv[1:]))


if __name__ == "__main__":
    run()

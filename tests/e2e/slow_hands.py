# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program with a disk that takes for ever to write a report, and one printer that needs no dialog.

``python -m tests.e2e.slow_hands --vault DIR``; the printer's ``lp`` is the one on the PATH.
"""

import sys
import time


class Slow:
    """``os``, but for one thing."""

    def __getattr__(self, name):
        import os

        return getattr(os, name)

    def fsync(self, _file):
        print("writing", flush=True)
        time.sleep(600)


def run():
    import journal.report.target
    import main
    from ui import printing

    journal.report.target.os = Slow()
    printing.choose = lambda _parent, _pages, _paper: (printing.Order("Office"), None)
    sys.exit(main.main(sys.argv[1:]))


if __name__ == "__main__":
    run()

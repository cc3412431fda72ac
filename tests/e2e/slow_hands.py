# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program on a slow computer.

``python -m tests.e2e.slow_hands making --vault DIR``: each of the thousand steps of making pages takes a moment.
``... writing --vault DIR``: its disk takes for ever to write a report, and one printer needs no dialog; the printer's
``lp`` is the one on the PATH.
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


def takes_long_to_make():
    import journal.report.pdf

    build = journal.report.pdf.build

    def slowly(report, *, progress, **more):
        def step(done, total):
            progress(done, total)
            time.sleep(0.1)

        return build(report, progress=step, **more)

    journal.report.pdf.build = slowly


def takes_long_to_write():
    import journal.report.target
    from ui import printing

    journal.report.target.os = Slow()
    printing.choose = lambda _parent, _pages, _paper: (printing.Order("Office"), None)


def run():
    import main

    {"making": takes_long_to_make, "writing": takes_long_to_write}[sys.argv[1]]()
    sys.exit(main.main(sys.argv[2:]))


if __name__ == "__main__":
    run()

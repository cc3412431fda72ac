# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the decoder process starts: it finds the program beside this file, loads it, and locks itself in."""

import sys
from pathlib import Path


def main() -> int:
    from journal.decode.work import serve

    return serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent.parent))
    sys.exit(main())

# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the process starts that asks the computer's key store: it finds the program beside this file and loads it."""

import sys
from pathlib import Path


def main() -> int:
    from journal.vault.device_key import serve

    return serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent.parent))
    sys.exit(main())

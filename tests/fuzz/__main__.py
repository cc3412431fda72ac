# SPDX-License-Identifier: GPL-3.0-or-later
"""``python -m tests.fuzz TARGET INPUTS SEED``: one word a line with how often it was said, then the memory it took.

While it works it writes a dot to stderr for each hundred inputs, so that a hang is seen.
"""

import json
import resource
import sys
from collections import Counter
from pathlib import Path

from tests.fuzz.targets import TARGETS

_MEMORY = 1024**3  # bytes of address space, and so more than is ever in use


def main(target: str, inputs: str, seed: str) -> None:
    said: Counter[str] = Counter()
    if target != "pictures":  # there the limits of the decoder itself hold
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    for number, word in enumerate(TARGETS[target](int(inputs), seed), 1):
        said[word] += 1
        if number % 100 == 0:
            sys.stderr.write(".")
            sys.stderr.flush()
    # Of its own, VmHWM: what getrusage says begins with all that the process held which started this one.
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    own = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    used = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    print(json.dumps({"said": said, "mebibytes": used // 1024}))


if __name__ == "__main__":
    main(*sys.argv[1:])

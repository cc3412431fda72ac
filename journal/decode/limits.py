# SPDX-License-Identifier: GPL-3.0-or-later
"""What the decoder process takes from itself before it sees a byte of a stranger's file. None of it can be given back.

| where | what it cannot do any more | held by |
|---|---|---|
| Linux, macOS | write a file, leave a core, open many, compute for long | rlimits |
| Linux; macOS if it obeys | take more than 2 GiB of memory | rlimits |
| Linux from 5.13 | open a file, by whatever name | Landlock |
| Linux on x86-64 and ARM64 | anything but read, compute, answer, end: no file, socket or process | seccomp |
| Windows | nothing is held here; the near side ends it when its time is up | decoder.py |

Each wall is put up if it can be; ``put_up`` says which ones stand.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Mapping

MEMORY = 2 * 1024 * 1024 * 1024
SECONDS = 40  # on the processor
_LIMITS = {
    "RLIMIT_CORE": 0,
    "RLIMIT_FSIZE": 0,
    "RLIMIT_NOFILE": 16,
    "RLIMIT_CPU": SECONDS,
    "RLIMIT_AS": MEMORY,
}

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
_SIGKILL = 9
_EPERM, _ENOSYS = 1, 38
_CLONE_THREAD = 0x10000

# By machine: its number (linux/audit.h), and its numbers of these calls. The first makes a process or a thread: only
# threads may be made, HEIC needs one. The second does the same with its wishes hidden in memory: it is "not there".
_NAMES = (
    "clone", "clone3",
    "read", "write", "readv", "writev", "close", "fstat", "lseek", "mmap", "mprotect", "munmap", "mremap", "madvise",
    "brk", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "futex", "sched_yield", "getrandom",
    "clock_gettime", "clock_getres", "clock_nanosleep", "gettimeofday", "getpid", "gettid", "getrusage",
    "sched_getaffinity", "restart_syscall", "set_robust_list", "rseq", "exit", "exit_group",
)  # fmt: skip
_X86_64 = (
    56, 435,
    0, 1, 19, 20, 3, 5, 8, 9, 10, 11, 25, 28,
    12, 13, 14, 15, 131, 202, 24, 318,
    228, 229, 230, 96, 39, 186, 98,
    204, 219, 273, 334, 60, 231,
)  # fmt: skip
_ARM64 = (
    220, 435,
    63, 64, 65, 66, 57, 80, 62, 222, 226, 215, 216, 233,
    214, 134, 135, 139, 132, 98, 124, 278,
    113, 114, 115, 169, 172, 178, 165,
    123, 128, 99, 293, 93, 94,
)  # fmt: skip
_MACHINES = {"x86_64": (0xC000003E, _X86_64), "aarch64": (0xC00000B7, _ARM64)}


def put_up() -> dict[str, bool]:
    """Which walls stand now."""
    stand = {"rlimits": _rlimits(_LIMITS), "landlock": False, "seccomp": False}
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
        if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
            stand["landlock"] = _landlock(libc)
            stand["seccomp"] = _seccomp(libc)
    if not stand["seccomp"]:
        _rlimits({"RLIMIT_NPROC": 0})  # with it no thread can be made either
    return stand


def _rlimits(limits: Mapping[str, int]) -> bool:
    if sys.platform == "win32":
        return False
    import resource

    held = True
    for name, most in limits.items():
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):  # macOS refuses some
            held = False
    return held


def _landlock(libc: ctypes.CDLL) -> bool:
    """No path at all may be opened: a rule set that handles every kind of access and allows none (landlock(7))."""
    create, restrict = 444, 446  # the same on every machine
    version = libc.syscall(create, None, 0, 1)
    if version < 1:
        return False
    kinds = {1: 13, 2: 14, 3: 15, 4: 15}.get(version, 16)  # how many kinds of access this kernel knows
    handled = struct.pack("=Q", (1 << kinds) - 1)
    if version >= 4:
        handled += struct.pack("=Q", 3)  # to bind and to connect
    rules = libc.syscall(create, handled, len(handled), 0)
    if rules < 0:
        return False
    held = bool(libc.syscall(restrict, rules, 0) == 0)
    os.close(rules)
    return held


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def _seccomp(libc: ctypes.CDLL) -> bool:
    """Every other call is answered with EPERM, as it would be for someone without rights (seccomp(2))."""
    machine = _MACHINES.get(os.uname().machine)
    if machine is None or struct.calcsize("P") != 8:
        return False
    number, (clone, clone3, *calls) = machine
    load, equal, has, give = 0x20, 0x15, 0x45, 0x06
    allow, refuse, absent, kill = 0x7FFF0000, 0x00050000 | _EPERM, 0x00050000 | _ENOSYS, 0x80000000
    some = len(calls)
    steps = [
        (load, 0, 0, 4),  # for which machine the call is
        (equal, 1, 0, number),
        (give, 0, 0, kill),
        (load, 0, 0, 0),  # which call
        (equal, some + 2, 0, clone3),
        (equal, some + 2, 0, clone),
        *((equal, some + 4 - at, 0, call) for at, call in enumerate(calls)),
        (give, 0, 0, refuse),
        (give, 0, 0, absent),
        (load, 0, 0, 16),  # what it asks for
        (has, 1, 0, _CLONE_THREAD),
        (give, 0, 0, refuse),
        (give, 0, 0, allow),
    ]
    program = b"".join(struct.pack("=HBBI", *step) for step in steps)
    held: int = libc.prctl(_PR_SET_SECCOMP, 2, ctypes.byref(_Program(len(steps), program)), 0, 0)
    return held == 0

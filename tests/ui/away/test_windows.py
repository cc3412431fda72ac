# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of Windows' messages mean that the person is gone. What sends them was not run."""

import ctypes
from ctypes import wintypes

import pytest

from ui.away.windows import Messages

SESSION, POWER = 0x02B1, 0x0218


def heard(kind: bytes, message: int, what: int) -> bool:
    gone: list[int] = []
    seen = wintypes.MSG(message=message, wParam=what)
    passed_on = Messages(lambda: gone.append(1)).nativeEventFilter(kind, ctypes.addressof(seen))
    assert passed_on == (False, 0)
    return bool(gone)


@pytest.mark.parametrize(("message", "what"), [(SESSION, 0x7), (SESSION, 0x2), (SESSION, 0x4), (POWER, 0x4)])
def test_locked_switched_and_asleep_are_heard(qapp, message, what):
    assert heard(b"windows_generic_MSG", message, what)


@pytest.mark.parametrize(("message", "what"), [(SESSION, 0x8), (SESSION, 0x1), (POWER, 0x7), (0x0100, 0x7)])
def test_unlocked_awake_and_a_key_are_not(qapp, message, what):
    assert not heard(b"windows_generic_MSG", message, what)


def test_another_systems_message_is_never_read(qapp):
    assert not heard(b"xcb_generic_event_t", SESSION, 0x7)

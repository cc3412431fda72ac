# SPDX-License-Identifier: GPL-3.0-or-later
"""The few calls that macOS takes only in Objective-C. Written, not run.

Everything is a number here: an object, a class or a selector is its address, nothing is 0.
Source: developer.apple.com, Objective-C Runtime.
"""

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

_Called = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
# What the system calls must stay where it is for as long as the program runs.
_called: list[Any] = []


@cache
def _runtime() -> ctypes.CDLL:
    ctypes.CDLL("/System/Library/Frameworks/AppKit.framework/AppKit")
    found = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
    for name in ("objc_getClass", "sel_registerName"):
        function = getattr(found, name)
        function.restype, function.argtypes = ctypes.c_void_p, [ctypes.c_char_p]
    found.objc_allocateClassPair.restype = ctypes.c_void_p
    found.objc_allocateClassPair.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
    found.class_addMethod.argtypes = [ctypes.c_void_p, ctypes.c_void_p, _Called, ctypes.c_char_p]
    found.objc_registerClassPair.argtypes = [ctypes.c_void_p]
    return found


def kind(name: str) -> int:
    """The class of this name."""
    return _runtime().objc_getClass(name.encode()) or 0


def send(target: int, what: str, *given: int) -> int:
    """Send a message, all of whose arguments are objects or whole numbers; what it gives is one too."""
    call = ctypes.CFUNCTYPE(ctypes.c_void_p, *[ctypes.c_void_p] * (2 + len(given)))(("objc_msgSend", _runtime()))
    return call(target, _runtime().sel_registerName(what.encode()), *given) or 0


def text(words: str) -> int:
    """An NSString."""
    held = ctypes.create_string_buffer(words.encode())
    return send(kind("NSString"), "stringWithUTF8String:", ctypes.addressof(held))


def listener(name: str, heard: Callable[[], object]) -> tuple[int, int]:
    """A new object that hears a notification, and the selector by which it is told. ``name`` is its class's, once."""
    run = _runtime()
    called = _Called(lambda _self, _selector, _notification: heard())
    _called.append(called)
    made, selector = run.objc_allocateClassPair(kind("NSObject"), name.encode(), 0), run.sel_registerName(b"heard:")
    run.class_addMethod(made, selector, called, b"v@:@")
    run.objc_registerClassPair(made)
    return send(made, "new"), selector

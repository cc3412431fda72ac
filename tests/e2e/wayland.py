# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk whose screen is a Wayland compositor (sway, in memory), with a keyboard and a mouse that stay plugged in.

sway does not run as root: there it runs as nobody. A program finds it by the whole path of its socket.
"""

import ctypes
import json
import os
import pwd
import shutil
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.e2e.desk import Desk, until
from tests.e2e.reader import Reader, Thing

_CONFIG = """
xwayland disable
output * resolution 1280x860 position 0 0
default_border none
default_floating_border none
focus_follows_mouse no
"""


class WaylandDesk(Desk):
    """As the other one; the people at it press and click in the same words."""

    def reader(self) -> Reader:
        assert self.program is not None
        made = _Placed(self.environment["DBUS_SESSION_BUS_ADDRESS"], self.program.pid, self)
        self._stack.callback(made.close)
        return made

    def shown(self) -> list[dict[str, Any]]:
        """The windows as a task switcher would name them: what sway knows of each (title, app id, place)."""
        if self.screen.poll() is not None:
            return []
        tree = json.loads(self.asked("swaymsg", "--type", "get_tree", "--raw") or "{}")
        return [node for node in _nodes(tree) if node.get("pid") and node.get("app_id") is not None]

    def bid(self, *command: str) -> None:
        """Tell the compositor what a person tells it with its own keys."""
        subprocess.run(["swaymsg", *command], env=self.environment, check=True, capture_output=True, timeout=60)

    def hand(self, *arguments: str) -> None:
        """In the words of xdotool, as far as the people at the desk use them."""
        what, *rest = arguments
        rest = rest[2:] if rest[0] == "--delay" else rest
        if what == "type":
            self.hands.types("".join(rest))
        elif what == "key":
            for key in rest:
                self.hands.press(key)
        else:
            self.hands.click(int(rest[0]), int(rest[1]))

    def picture(self) -> bytes:
        """The screen as it is, as PPM: a line or three of text, then three bytes for each dot."""
        command = ["grim", "-t", "ppm", "-"]
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, timeout=60).stdout

    def _put_screen(self) -> None:
        """Everything of sway's in a folder of its own, with a short name: a socket's path has 107 bytes at most."""
        self.sways = Path(tempfile.mkdtemp(prefix="sway-"))
        self._stack.callback(shutil.rmtree, self.sways, ignore_errors=True)
        (self.sways / "config").write_text(_CONFIG)
        (self.sways / "config").chmod(0o644)
        as_nobody: list[str] = []
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(self.sways, nobody.pw_uid, nobody.pw_gid)
            as_nobody = ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
        programs, orders = self.environment, self.sways / "orders"
        self.environment = {"PATH": programs["PATH"], "HOME": str(self.sways), "XDG_RUNTIME_DIR": str(self.sways)}
        self.environment |= {"WLR_BACKENDS": "headless", "WLR_RENDERER": "pixman", "WLR_LIBINPUT_NO_DEVICES": "1"}
        self.environment["SWAYSOCK"] = str(orders)
        said = self.home.parent / "sway.txt"
        with said.open("wb") as errors:
            command = [*as_nobody, "sway", "--config", str(self.sways / "config")]
            self.screen = self.spawn(command, stderr=errors, cwd="/")
        until(orders.exists, lambda: f"sway, which said: {said.read_text()}", 60)
        [display] = until(lambda: list(self.sways.glob("wayland-?")), "sway's socket", 60)
        runtime = self.home.parent / "run"
        runtime.mkdir(mode=0o700)
        self.environment = programs | {"QT_QPA_PLATFORM": "wayland", "WAYLAND_DISPLAY": str(display)}
        self.environment |= {"XDG_RUNTIME_DIR": str(runtime), "SWAYSOCK": str(orders)}
        self.hands = Hands(str(display))
        self._stack.callback(self.hands.close)


class _Placed(Reader):
    """A program knows where things are in its window; where that is on the screen only the compositor knows."""

    def __init__(self, session_bus: str, pid: int, desk: WaylandDesk) -> None:
        super().__init__(session_bus, pid)
        self._desk = desk

    def middle(self, thing: Thing) -> tuple[int, int] | None:
        found = super().middle(thing)
        if found is None or not thing.within:
            return found
        left, top, *size = self._extents(thing.within[0])
        places = [each["rect"] for each in self._desk.shown()]  # dialogs may have the window's name: told apart by size
        place = next((each for each in places if [each["width"], each["height"]] == size), {"x": left, "y": top})
        return found[0] - left + place["x"], found[1] - top + place["y"]


@contextmanager
def wayland_desk(folder: Path) -> Iterator[WaylandDesk]:
    with ExitStack() as stack:
        yield WaylandDesk(folder, stack)


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in (*node.get("nodes", ()), *node.get("floating_nodes", ())):
        yield from _nodes(below)


_ROWS = {2: "1234567890-=", 16: "qwertyuiop[]", 30: "asdfghjkl;'`", 44: "zxcvbnm,./", 57: " "}
_SHIFTED = dict(zip('!@#$%^&*()_+{}:"~<>?', "1234567890-=[];'`,./", strict=True))
_CODES = {letter: first + at for first, row in _ROWS.items() for at, letter in enumerate(row)}
_CODES |= {"Return": 28, "Escape": 1, "BackSpace": 14, "Tab": 15, "space": 57, "Home": 102, "End": 107, "Delete": 111}
_CODES |= {"Up": 103, "Left": 105, "Right": 106, "Down": 108, "Page_Up": 104, "Page_Down": 109, "F9": 67}
_HELD = {"shift": (42, 1), "ctrl": (29, 4), "alt": (56, 8)}
_BETWEEN = 0.01  # seconds
_BUTTONS = {"left": 0x110, "right": 0x111, "middle": 0x112}


class Hands:
    """A keyboard and a mouse: a client of the compositor that only presses. The protocol, spoken directly."""

    def __init__(self, display: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(display)
        self._last = 1
        self._rest = b""
        self._given, self._token = (0, 0), ""
        self._offered: dict[str, tuple[int, int]] = {}
        self._registry = self._new()
        self._send(1, 1, struct.pack("=I", self._registry))
        self._settle()
        seat = self._bind("wl_seat")
        self._keyboard = self._device("zwp_virtual_keyboard_manager_v1", seat)
        self._mouse = self._device("zwlr_virtual_pointer_manager_v1", seat)
        keymap = _keymap()
        with tempfile.TemporaryFile() as file:
            file.write(keymap)
            file.flush()
            self._send(self._keyboard, 0, struct.pack("=II", 1, len(keymap)), file.fileno())
            self._settle()

    def close(self) -> None:
        self._socket.close()

    def types(self, text: str) -> None:
        """A little faster than any hand."""
        for letter in text:
            time.sleep(_BETWEEN)
            plain = _SHIFTED.get(letter, letter.lower())
            self.press(plain if plain == letter else f"shift+{plain}")

    def press(self, keys: str) -> None:
        """One key, held ones before it with ``+``; a held one alone is pressed by itself."""
        *held, key = [keys] if len(keys) == 1 else keys.split("+")
        weights = 0
        for name in held:
            code, weight = _HELD[name]
            weights |= weight
            self._key(code, 1, weights)
        code, weight = _HELD.get(key) or (_CODES[key], 0)
        self._key(code, 1, weights | weight)
        self._key(code, 0, weights)
        for name in reversed(held):
            code, weight = _HELD[name]
            weights &= ~weight
            self._key(code, 0, weights)
        self._settle()

    def token(self) -> str:
        """What the compositor gives to whoever starts a program, so that its window may come to the front."""
        maker, made = self._bind("xdg_activation_v1"), self._new()
        self._given = (made, 0)
        self._send(maker, 1, struct.pack("=I", made))
        self._send(made, 3)
        self._settle()
        return self._token

    def move(self, x: int, y: int) -> None:
        self._send(self._mouse, 1, struct.pack("=IIIII", _now(), x, y, 1280, 860))
        self._send(self._mouse, 4)
        self._settle()

    def hold(self, down: bool, button: str = "left") -> None:
        self._send(self._mouse, 2, struct.pack("=III", _now(), _BUTTONS[button], down))
        self._send(self._mouse, 4)
        self._settle()

    def click(self, x: int, y: int, button: str = "left") -> None:
        self.move(x, y)
        self.hold(True, button)
        self.hold(False, button)

    def _key(self, code: int, down: int, weights: int) -> None:
        self._send(self._keyboard, 1, struct.pack("=III", _now(), code, down))
        self._send(self._keyboard, 2, struct.pack("=IIII", weights, 0, 0, 0))

    def _device(self, maker: str, seat: int) -> int:
        made = self._bind(maker), self._new()
        self._send(made[0], 0, struct.pack("=II", seat, made[1]))
        return made[1]

    def _bind(self, interface: str) -> int:
        number, _version = self._offered[interface]
        name = interface.encode() + b"\0"
        name = struct.pack("=I", len(name)) + name + bytes(-len(name) % 4)
        made = self._new()
        self._send(self._registry, 0, struct.pack("=I", number) + name + struct.pack("=II", 1, made))
        return made

    def _new(self) -> int:
        self._last += 1
        return self._last

    def _send(self, thing: int, number: int, body: bytes = b"", file: int | None = None) -> None:
        message = struct.pack("=II", thing, (8 + len(body)) << 16 | number) + body
        socket.send_fds(self._socket, [message], [] if file is None else [file])

    def _settle(self) -> None:
        """Until the compositor has done all that it was told. Object numbers are not used again: there are enough."""
        asked = self._new()
        self._send(1, 0, struct.pack("=I", asked))
        while True:
            thing, number, body = self._next()
            if thing == asked:
                return
            if thing == 1 and number == 0:
                raise OSError(f"the compositor refused: {body!r}")
            if self._given == (thing, number):
                self._token = body[4:].rstrip(b"\0").decode()
            if thing == self._registry and number == 0:
                name, length = struct.unpack_from("=II", body)
                interface = body[8 : 8 + length - 1].decode()
                self._offered[interface] = (name, struct.unpack_from("=I", body, len(body) - 4)[0])

    def _next(self) -> tuple[int, int, bytes]:
        thing, head = struct.unpack("=II", self._read(8))
        return thing, head & 0xFFFF, self._read((head >> 16) - 8)

    def _read(self, size: int) -> bytes:
        while len(self._rest) < size:
            more = self._socket.recv(65536)
            if not more:
                raise ConnectionResetError("the compositor is gone")
            self._rest += more
        part, self._rest = self._rest[:size], self._rest[size:]
        return part


def _now() -> int:
    return int(time.monotonic() * 1000) & 0xFFFFFFFF


def _keymap() -> bytes:
    """The usual American one, in the words in which compositors hand it to every program."""
    xkb = ctypes.CDLL("libxkbcommon.so.0")
    for name in ("xkb_context_new", "xkb_keymap_new_from_names", "xkb_keymap_get_as_string"):
        getattr(xkb, name).restype = ctypes.c_void_p
    names = (ctypes.c_char_p * 5)(b"evdev", b"pc105", b"us", None, None)
    context = ctypes.c_void_p(xkb.xkb_context_new(0))
    keymap = ctypes.c_void_p(xkb.xkb_keymap_new_from_names(context, names, 0))
    return ctypes.string_at(xkb.xkb_keymap_get_as_string(keymap, 1)) + b"\0"

# SPDX-License-Identifier: GPL-3.0-or-later
"""The people at the desk: with keys and mouse, with one hand on the keys, with a screen reader. They go by names."""

from abc import ABC, abstractmethod
from typing import Any

from journal.words import Words
from tests.e2e.desk import Desk, until
from tests.e2e.reader import State, Thing

_BUTTONS = {"push button", "button", "check box", "radio button", "toggle button", "list item", "link"}
_BOXES = {"text", "password text", "entry"}


class Person(ABC):
    """Things are named by the key of their words, so that a better wording breaks nothing."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.words = Words()
        self.reader = desk.reader()

    def sees(self, key: str, **values: Any) -> Thing:
        """Waits until this text is on the screen."""
        return self.sees_text(self.words(key, **values))

    def sees_text(self, text: str, timeout: float = 20) -> Thing:
        def look() -> Thing | None:
            return next((each for each in self.reader.things() if text in each.name), None)

        def instead() -> str:
            return f"{text!r} on the screen; there is: {[each.name for each in self.reader.things() if each.name]}"

        return until(look, instead, timeout)

    def presses(self, key: str, **values: Any) -> None:
        self.presses_text(self.words(key, **values))

    def presses_text(self, text: str) -> None:
        self._press(self._find(text, _BUTTONS))

    def writes(self, key: str, text: str) -> None:
        self.writes_into(self.words(key), text)

    def writes_into(self, name: str, text: str) -> None:
        """Puts text into the box of this name, at its end."""
        self._write(self._find(name, _BOXES), text)

    def replaces(self, name: str, text: str) -> None:
        """Puts text into the box in place of what stands there."""
        self._write(self._find(name, _BOXES), text, instead=True)

    def reads(self, name: str) -> str:
        return self.reader.text(self._find(name, _BOXES))

    def finds_the_cursor_in(self, key: str) -> Thing:
        """Waits until this box has the keyboard."""
        name = self.words(key)

        def look() -> Thing | None:
            found = (each for each in self.reader.things() if each.has(State.FOCUSED) and each.role in _BOXES)
            return next((each for each in found if each.name == name), None)

        return until(look, f"the cursor in {name!r}")

    @abstractmethod
    def _press(self, thing: Thing) -> None: ...

    @abstractmethod
    def _write(self, thing: Thing, text: str, *, instead: bool = False) -> None: ...

    def _find(self, name: str, roles: set[str]) -> Thing:
        def look() -> Thing | None:
            fitting = [each for each in self.reader.things() if each.role in roles and each.has(State.ENABLED)]
            exact = [each for each in fitting if each.name == name]
            return next(iter(exact or [each for each in fitting if each.name.startswith(name)]), None)

        return until(look, f"{sorted(roles)[0]} or the like called {name!r}")


class AtKeyboard(Person):
    """Presses keys and clicks, nothing else. What is scrolled out of sight is reached with Tab."""

    def keys(self, *keys: str) -> None:
        self.desk.hand("key", "--delay", "20", *keys)

    def types(self, text: str) -> None:
        self.desk.hand("type", "--delay", "4", text)

    def _press(self, thing: Thing) -> None:
        if not self._clicks(thing):
            self._tab_to(thing)
            self.keys("space")

    def _write(self, thing: Thing, text: str, *, instead: bool = False) -> None:
        if not self._clicks(thing):
            self._tab_to(thing)
        self.keys("ctrl+a" if instead else "ctrl+End")
        self.types(text)

    def _clicks(self, thing: Thing) -> bool:
        """Whether it was in sight, and so was clicked."""
        place = self.reader.middle(thing)
        if place is not None:
            self.desk.hand("mousemove", str(place[0]), str(place[1]), "click", "1")
        return place is not None

    def _tab_to(self, thing: Thing) -> None:
        for _ in range(200):
            if any(each.has(State.FOCUSED) and each.path == thing.path for each in self.reader.things()):
                return
            self.keys("Tab")
        raise AssertionError(f"Tab never came to {thing.name!r}")


class KeyboardOnly(AtKeyboard):
    """One hand, no mouse: everything is reached with Tab and the arrows."""

    def _clicks(self, thing: Thing) -> bool:
        return False


class WithScreenReader(Person):
    """Does what a screen reader can: the thing's own action, and text set into a box."""

    def _press(self, thing: Thing) -> None:
        self.reader.focus(thing)
        self.reader.press(thing)

    def _write(self, thing: Thing, text: str, *, instead: bool = False) -> None:
        self.reader.focus(thing)
        self.reader.write(thing, text if instead else self.reader.text(thing) + text)

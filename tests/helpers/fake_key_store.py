# SPDX-License-Identifier: GPL-3.0-or-later
"""A key store without a process, for tests of pages. How real ones behave: tests/journal/vault/test_device_key.py."""

import threading

from journal.errors import DeviceKeySilent
from journal.vault import device_key


class FakeKeyStore:
    """``silent``: it never answers; ``held``: it answers when this is set. Its questions are noted in ``asked``."""

    def __init__(self) -> None:
        self.values: dict[device_key.Place, str] = {}
        self.silent = False
        self.held: threading.Event | None = None
        self.asked: list[str] = []

    def answer(self, question: dict[str, str], where: device_key.Place | None = None) -> str:
        """In the place of ``device_key._ask``."""
        self.asked.append(question["do"])
        if self.held is not None:
            assert self.held.wait(30)
        if self.silent:
            raise DeviceKeySilent
        if where is None:
            return ""
        if question["do"] == "keep":
            self.values[where] = question["value"]
        if question["do"] == "forget":
            self.values.pop(where, None)
        return self.values.get(where, "")

# SPDX-License-Identifier: GPL-3.0-or-later
"""The key that this computer keeps, if the person wants that: 256 random bits in the system's own key store.

Never the passphrase, the master key or the database's: what it opens is slot 3 of the key file, which can be taken
away. Every question is asked by a process of its own with a few seconds to live: a key store that hangs, asks for a
password of its own or dies can hold up neither the window, nor locking, nor leaving (docs/adr/0019).
"""

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from journal import children
from journal.errors import DeviceKeyGone, DeviceKeySilent, NoPlaceForKey

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

LIMIT = 5.0  # seconds until an answer must be there
KEY_BYTES = 32
_GRACE = 2.0  # more, after which the process ends by itself: its parent may have been replaced meanwhile
_MOST = 4096  # bytes of a question or an answer


@dataclass(frozen=True, slots=True)
class Place:
    """Under which two names the key lies in the store. They look random and say nothing of us."""

    service: str
    user: str


def place(vault_id: bytes) -> Place:
    """Where the key of this record lies, on whatever computer. Its id cannot be told from it."""
    name = hashlib.sha256(b"own-words device key place v1" + vault_id).hexdigest()
    return Place(name[:16], name[16:32])


def is_possible() -> bool:
    """Whether this computer has a store that we trust. Without a question that a person would see."""
    try:
        _ask({"do": "look"})
    except DeviceKeySilent:
        return False
    return True


def keep(where: Place, key: bytes) -> None:
    """Put it there, and read it back. Raises NoPlaceForKey; it may be there then all the same: ``forget`` it."""
    try:
        kept = _ask({"do": "keep", "value": key.hex()}, where)
    except DeviceKeySilent:
        raise NoPlaceForKey from None
    if kept != key.hex():
        raise NoPlaceForKey


def fetch(where: Place) -> bytes:
    """Raises DeviceKeySilent when the store does not answer, DeviceKeyGone when it has nothing of the kind."""
    found = _ask({"do": "fetch"}, where)
    try:
        key = bytes.fromhex(found)
    except ValueError:
        raise DeviceKeyGone from None
    if len(key) != KEY_BYTES:
        raise DeviceKeyGone
    return key


def forget(where: Place) -> None:
    """Take it out of the store, as far as that answers. Its slot must be gone before: then it opens nothing."""
    with contextlib.suppress(DeviceKeySilent):
        _ask({"do": "forget"}, where)


def _ask(question: dict[str, str], where: Place | None = None) -> str:
    """The value, or an empty text. Raises DeviceKeySilent when no good answer came in time."""
    if where is not None:
        question |= {"service": where.service, "user": where.user}
    try:
        process = _start()
    except (OSError, ValueError):
        raise DeviceKeySilent from None
    try:
        told, _nothing = process.communicate(json.dumps(question).encode("ascii"), timeout=LIMIT)
        answer = json.loads(told[:_MOST])
        if not isinstance(answer, dict) or answer.get("ok") is not True:
            raise DeviceKeySilent
        return str(answer.get("value") or "")
    except (subprocess.TimeoutExpired, OSError, ValueError):
        raise DeviceKeySilent from None
    finally:
        _end(process)


def _start() -> "subprocess.Popen[bytes]":
    """With the desktop's own environment, which leads to its key store; without what would lead keyring elsewhere."""
    leads_elsewhere = ("KEYRING_", "KEYCHAIN_PATH", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(leads_elsewhere)}
    return children.start(Path(__file__).with_name("device_child.py"), "--key-store", kept)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Gone, or at least not waited for any longer."""
    with contextlib.suppress(OSError):
        process.kill()
    children.close_pipes(process)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(1.0)


# The far side: all below runs in the process that was started, and only here keyring is loaded.


def serve(questions: BinaryIO, answers: BinaryIO) -> int:
    """Answer one question. Whatever goes wrong is the same answer: no."""
    watch = threading.Timer(LIMIT + _GRACE, os._exit, (1,))
    watch.daemon = True
    watch.start()
    answer: dict[str, Any] = {"ok": False}
    try:
        asked = json.loads(questions.read(_MOST))
        answer = {"ok": True, "value": _answer(asked)}
    except Exception:  # noqa: BLE001, S110  a backend may raise anything, and nothing of it may be said
        pass
    answers.write(json.dumps(answer).encode("ascii"))
    answers.flush()
    watch.cancel()
    return 0


def _answer(asked: dict[str, str]) -> str:
    store = next(_stores())  # StopIteration: there is none that we trust
    if asked["do"] == "look":
        return ""
    service, user = asked["service"], asked["user"]
    if asked["do"] == "keep":
        store.set_password(service, user, asked["value"])
    elif asked["do"] == "forget":
        store.delete_password(service, user)
        return ""
    return store.get_password(service, user) or ""


def _stores() -> "Iterator[KeyringBackend]":
    """The trusted ones that are there, each made by its own class.

    keyring's own choice is never asked: it would take whatever is installed or configured, such as ``keyrings.alt``
    with its plain file, ``null`` that forgets silently, or a chain that falls back to one of them.
    """
    if sys.platform == "win32":  # written, not run
        from keyring.backends.Windows import WinVaultKeyring

        if _is_there(WinVaultKeyring):
            store = WinVaultKeyring()
            store.persist = "local machine"  # its default would carry the key to every computer of a company's account
            yield store
    elif sys.platform == "darwin":  # written, not run
        from keyring.backends.macOS import Keyring as Keychain

        if _is_there(Keychain):
            yield Keychain()
    else:
        from keyring.backends.kwallet import DBusKeyring
        from keyring.backends.SecretService import Keyring

        there = (kind for kind in (Keyring, DBusKeyring) if _is_there(kind))
        yield from (kind() for kind in there if kind is not Keyring or _has_a_default())


def _has_a_default() -> bool:
    """Whether the Secret Service has anything to keep a key in. Where it has not, keyring would have it make that, even
    in order to read: KDE's wallet then shows a page that nobody asked for, and it stays when nobody waits any more."""
    from secretstorage import Collection, dbus_init
    from secretstorage.exceptions import SecretStorageException

    with contextlib.closing(dbus_init()) as bus:
        try:
            Collection(bus, "/org/freedesktop/secrets/aliases/default")
        except SecretStorageException:
            return False
        return True


def _is_there(kind: Any) -> bool:
    """A backend says that it is not by an error when it is asked for its priority."""
    try:
        return bool(kind.priority > 0)
    except Exception:  # noqa: BLE001  D-Bus alone has a dozen kinds of error
        return False

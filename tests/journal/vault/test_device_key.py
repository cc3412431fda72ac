# SPDX-License-Identifier: GPL-3.0-or-later
"""The computer's key store, real and in every bad state: an answer, or a word in time that there is none."""

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from journal.errors import DeviceKeyGone, DeviceKeySilent, NoPlaceForKey
from journal.vault import device_key
from tests.helpers.key_store import KeyStore, key_store

ROOT = Path(__file__).parents[3]
WHERE = device_key.place(bytes(range(16)))
KEY = bytes(range(100, 132))

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="its key store is on a bus of the test's own")

# Any program of the same user: it names the two words under which the value lies, and has it.
READER = """
import sys, secretstorage
connection = secretstorage.dbus_init()
collection = secretstorage.get_default_collection(connection)
for item in collection.get_all_items():
    print(item.get_label(), item.get_attributes(), item.get_secret().decode())
"""


@pytest.fixture
def store(tmp_path, monkeypatch) -> "KeyStore":
    with key_store(tmp_path / "desktop") as made:
        for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "HOME"):
            monkeypatch.setenv(name, made.environment[name])
        yield made


@pytest.fixture
def nothing(tmp_path, monkeypatch):
    """No bus at all, as on a console or over a line from elsewhere."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


def refused() -> None:
    """The same everywhere where no store answers: nothing is kept, nothing is had, nothing is raised by taking away."""
    with pytest.raises(NoPlaceForKey):
        device_key.keep(WHERE, KEY)
    with pytest.raises(DeviceKeySilent):
        device_key.fetch(WHERE)
    device_key.forget(WHERE)


def test_what_was_kept_is_there_until_it_is_taken_away(store):
    store.unlock()
    assert device_key.is_possible()
    device_key.keep(WHERE, KEY)
    device_key.keep(WHERE, KEY[::-1])
    assert device_key.fetch(WHERE) == KEY[::-1]
    with pytest.raises(DeviceKeyGone):
        device_key.fetch(device_key.place(bytes(16)))
    device_key.forget(WHERE)
    with pytest.raises(DeviceKeyGone):
        device_key.fetch(WHERE)


@pytest.mark.long
def test_it_is_there_after_the_next_login_and_only_then(store):
    store.unlock()
    device_key.keep(WHERE, KEY)
    store.stay_locked()
    with pytest.raises(DeviceKeySilent):
        device_key.fetch(WHERE)
    with pytest.raises(NoPlaceForKey):
        device_key.keep(WHERE, KEY)
    store.unlock()
    assert device_key.fetch(WHERE) == KEY


def test_any_program_of_the_same_user_reads_it_and_learns_no_name_of_ours(store):
    """A fact, and the reason why it is off by default (docs/threat-model.md)."""
    store.unlock()
    device_key.keep(WHERE, KEY)
    told = store.read_by(READER)
    assert KEY.hex() in told
    for word in ("own", "words", "police", "record", "vault", "journal", bytes(range(16)).hex()):
        assert word not in told.lower()


def test_a_store_that_has_nothing_to_keep_a_key_in_is_not_asked_to_make_it(store):
    """As before the first login with a password, or on a KDE desktop that never had a wallet: a page of the system's
    own would come up, and stay there."""
    store.stay_locked()
    begun = time.monotonic()
    assert not device_key.is_possible()
    refused()
    assert time.monotonic() - begun < 2 * device_key.LIMIT, "nobody was asked, and so nobody waited for"
    made = "import secretstorage as s; print(*(each.get_label() for each in s.get_all_collections(s.dbus_init())))"
    assert store.read_by(made).split() == []


def test_without_a_bus_there_is_no_place_and_no_answer(nothing):
    assert not device_key.is_possible()
    refused()


def test_a_store_that_hangs_is_given_up(store, monkeypatch):
    monkeypatch.setattr(device_key, "LIMIT", 1.0)
    store.be_silent()
    with pytest.raises(DeviceKeySilent):
        device_key.fetch(WHERE)


@pytest.mark.long
def test_a_store_that_hangs_is_given_up_after_five_seconds_and_its_question_ends_by_itself(store):
    """Also when nobody is left to end it: the window may have been replaced meanwhile."""
    store.be_silent()
    begun = time.monotonic()
    with pytest.raises(DeviceKeySilent):
        device_key.fetch(WHERE)
    assert 4.5 < time.monotonic() - begun < 10
    asking = device_key._start()
    asking.stdin.write(json.dumps({"do": "fetch", "service": "a", "user": "b"}).encode())
    asking.stdin.close()
    assert asking.wait(60) == 1
    asking.stdout.close()


@pytest.mark.long
def test_something_else_in_its_place_is_no_key(store):
    store.unlock()
    code = "import sys, keyring.backends.SecretService as s; s.Keyring().set_password(*sys.argv[1:])"
    for value in ("no key", "ab" * 31, "é" * 64):
        store.read_by(code, WHERE.service, WHERE.user, value)
        with pytest.raises(DeviceKeyGone):
            device_key.fetch(WHERE)


@pytest.mark.parametrize("value", ["", "no key", "ab" * 31, "ab" * 33, "é" * 64])
def test_only_256_bits_are_a_key(monkeypatch, value):
    monkeypatch.setattr(device_key, "_ask", lambda *_: value)
    with pytest.raises(DeviceKeyGone):
        device_key.fetch(WHERE)


@pytest.mark.long
def test_another_store_in_the_place_of_the_one_that_kept_it_has_nothing(store, tmp_path, monkeypatch):
    """As when a desktop, or a package of one, is changed for another."""
    store.unlock()
    device_key.keep(WHERE, KEY)
    with key_store(tmp_path / "other") as other:
        other.unlock()
        for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"):
            monkeypatch.setenv(name, other.environment[name])
        with pytest.raises(DeviceKeyGone):
            device_key.fetch(WHERE)


def test_a_store_that_does_not_keep_what_it_was_given_is_not_believed(monkeypatch):
    monkeypatch.setattr(device_key, "_ask", lambda *_: "something else")
    with pytest.raises(NoPlaceForKey):
        device_key.keep(WHERE, KEY)


@pytest.mark.long
def test_no_other_store_is_ever_asked_whatever_is_configured(nothing, tmp_path, monkeypatch):
    """keyring itself would take this one: it keeps everything in a plain file."""
    (tmp_path / "plain.py").write_text(
        "from keyring.backend import KeyringBackend\n"
        "class Keyring(KeyringBackend):\n"
        "    priority = 99\n"
        "    def set_password(self, *all): open('kept', 'w').write(str(all))\n"
        "    def get_password(self, *all): return 'ab' * 32\n"
    )
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "plain.Keyring")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    for folder in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(folder, str(tmp_path / "config"))
        config = tmp_path / "config" / "python_keyring" / "keyringrc.cfg"
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text(f"[backend]\ndefault-keyring=plain.Keyring\nkeyring-path={tmp_path}\n")
    taken = subprocess.run(
        [sys.executable, "-c", "import keyring; print(type(keyring.get_keyring()).__module__)"],
        env=dict(os.environ), capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert taken.stdout.strip() == "plain", "or this test shows nothing"
    refused()


@pytest.mark.parametrize(
    "said", [b"", b"nonsense", b"[]", b'{"ok": 1}', b'{"ok": false, "value": "ab"}', b"\xff", b'{"value": "ab"}']
)
def test_an_answer_that_makes_no_sense_is_none(monkeypatch, said):
    command = [sys.executable, "-c", f"import sys; sys.stdin.read(); sys.stdout.buffer.write({said!r})"]
    started = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda _command, **more: started(command, **more))
    with pytest.raises(DeviceKeySilent):
        device_key.fetch(WHERE)


def test_a_process_that_cannot_be_started_is_no_answer(monkeypatch):
    def refuse(*_arguments, **_more):
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    refused()


@pytest.mark.parametrize("asked", [b"", b"{}", b'{"do": "fetch"}', b"[1]", b'{"do": "look", "x": '])
def test_a_question_that_makes_no_sense_is_answered_with_no(asked, nothing):
    answers = io.BytesIO()
    assert device_key.serve(io.BytesIO(asked), answers) == 0
    assert json.loads(answers.getvalue()) == {"ok": False}


def test_the_key_is_in_no_argument_and_no_environment_of_the_process_that_asks(monkeypatch):
    seen = []
    started = subprocess.Popen

    def watch(command, **more):
        seen.append((command, more["env"]))
        return started(command, **more)

    monkeypatch.setattr(subprocess, "Popen", watch)
    monkeypatch.setenv("KEYRING_PROPERTY_KEYCHAIN", "/elsewhere")
    monkeypatch.setattr(device_key, "LIMIT", 20.0)
    with pytest.raises(NoPlaceForKey):
        device_key.keep(WHERE, KEY)
    [(command, environment)] = seen
    assert KEY.hex() not in str(command) + str(environment)
    assert not [name for name in environment if name.startswith(("KEYRING_", "PYTHON"))]


def test_the_two_names_are_the_records_own_and_do_not_tell_its_id():
    one, other = device_key.place(bytes(16)), device_key.place(bytes(15) + b"\1")
    assert len({one.service, one.user, other.service, other.user}) == 4
    assert {len(name) for name in (one.service, one.user)} == {16}


def test_neither_the_vault_nor_asking_loads_keyring():
    code = (
        "import sys, journal.vault.vault, journal.vault.device_key as d\nd.is_possible()\n"
        "sys.exit(bool({'keyring', 'secretstorage', 'jeepney', 'socket', 'urllib.request'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=60).returncode == 0


def test_only_the_five_trusted_classes_are_named():
    """Never ``fail``, ``null``, ``chainer``, ``keyrings.alt``, nor keyring's own choice."""
    import ast

    tree = ast.parse((ROOT / "journal/vault/device_key.py").read_text(encoding="utf-8"))
    named = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("keyring")
        for alias in node.names
    }
    assert named == {
        "keyring.backend.KeyringBackend",  # a type
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.SecretService.Keyring",
    }

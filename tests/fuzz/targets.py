# SPDX-License-Identifier: GPL-3.0-or-later
"""What is given damaged bytes, and what it may say to them. Each takes a number of inputs and yields one word for each.

Anything else than these words is an exception, and the end of the process: that is what a test sees.
"""

import contextlib
import hashlib
import io
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from journal.clock import Stamp
from journal.errors import EvidenceDamaged, EvidenceMissing, KeyFileDamaged, VaultTooNew
from journal.handover import checking, listing
from journal.handover.listing import Item, Listing, NoList
from journal.record.chain import canonical
from journal.record.evidence import Role, Sealed
from journal.vault import keys
from journal.vault.keys import KeyFile, SlotKind, wrap
from journal.vault.sealed_file import CHUNK, SealedReader, SealedWriter
from tests.conftest import CHEAP
from tests.fuzz.mutator import Mutator

_MASTER, _ID = bytes(32), bytes(range(16))


def memory(folder: str | None = None) -> "tempfile.TemporaryDirectory[str]":
    """A folder in memory, where there is one."""
    place = Path("/dev/shm")
    return tempfile.TemporaryDirectory(dir=folder or (place if place.is_dir() else None))


def key_file(inputs: int, seed: str) -> Iterator[str]:
    """Every second one has the digest that belongs to it, so that what is behind the digest is met too."""
    slots = (
        wrap(_MASTER, _ID, SlotKind.PASSPHRASE, b"secret", cost=CHEAP),
        wrap(_MASTER, _ID, SlotKind.RECOVERY_CODE, b"code", cost=None),
    )
    files = (KeyFile(_ID, 1, slots), KeyFile(_ID, 7, slots[:1]), KeyFile(_ID, 2, slots[1:]), KeyFile(_ID, 3, ()))
    whole = {file.pack() for file in files}
    mutator = Mutator([each[:-32] for each in whole], seed)
    for number in range(inputs):
        content = mutator.one()
        digest = hashlib.sha256(content).digest() if number % 2 else mutator.dice.randbytes(32)
        data = content + digest
        try:
            found = KeyFile.unpack(data)
        except KeyFileDamaged:
            yield "damaged"
        except VaultTooNew:
            yield "too new"
        else:
            assert found.pack() == data
            assert all(slot.cost is None or slot.cost.is_sane() for slot in found.slots)
            if data not in whole and (code := found.slot(SlotKind.RECOVERY_CODE)) and code != slots[1]:
                assert keys.unwrap(code, found.vault_id, b"code") is None
            yield "read"


def sealed_file(inputs: int, seed: str) -> Iterator[str]:
    """The header and chunks of a sealed file: the very content, or damage."""
    with memory() as place:
        path = Path(place) / "object"
        kept = [_sealed(path, size) for size in (0, 9, 5_000, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 77)]
        mutators = [Mutator([data], f"{seed}{size}", early=0.8) for size, (data, *_rest) in enumerate(kept)]
        for number in range(inputs):
            turn = number % 3 if number % 20 else number // 20 % len(kept)  # the small ones mostly
            whole, sealed, content = kept[turn]
            data = mutators[turn].one()
            path.write_bytes(data)
            try:
                with SealedReader(path, sealed) as reader:
                    reader.check_length()
                    found = reader.read()
                    for first in range(reader.count):
                        reader.chunks(first, 1)
            except EvidenceDamaged:
                assert data != whole
                yield "damaged"
            else:
                assert found == content
                assert data == whole
                yield "read"
        path.unlink()
        with contextlib.suppress(EvidenceMissing):
            SealedReader(path, kept[0][1])


def _sealed(path: Path, size: int) -> tuple[bytes, Sealed, bytes]:
    content = (b"what was kept " * (size // 14 + 1))[:size]
    name, key = "0" * 32, bytes(32)
    writer = SealedWriter(path, name, key)
    writer.write(content)
    writer.finish()
    data = path.read_bytes()
    path.unlink()
    return data, Sealed(name, Role.ORIGINAL, key, size, hashlib.sha256(content).digest()), content


def backup_list(inputs: int, seed: str) -> Iterator[str]:
    """The list of a backup, with the record's key and without; every second one has a code that fits."""
    key = bytes(range(32))
    item = Item(70_016, hashlib.sha256(b"").digest())
    made = Listing("7K3M-Q2XV", Stamp.parse("2026-11-26T22:10:00.000-05:00"), item, item.digest, {"ab" * 16: item})
    whole = [replace(made, objects={f"{number:032x}": item for number in range(many)}).pack(key) for many in (0, 1, 3)]
    inner = [canonical(json.loads(each)["list"]) for each in whole]
    mutator, forger = Mutator(whole, seed, 0.2), Mutator(inner, f"{seed} forged", 0.2)
    for number in range(inputs):
        data = mutator.one() if number % 2 else _with_code(forger.one(), key)
        asked = key if number % 3 else None
        try:
            found = listing.unpack(data, asked)
        except NoList:
            yield "no list"
        else:
            assert asked is None or found.pack(key) == data
            assert all(len(name) == 32 and name.isalnum() for name in found.objects)
            yield "read" if data in whole else "another"


def _with_code(inner: bytes, key: bytes) -> bytes:
    with contextlib.suppress(ValueError, RecursionError, TypeError):
        return listing._sealed(json.loads(inner), key)
    return b'{"hmac":"' + b"0" * 64 + b'","list":' + inner + b"}\n"


def bundle(inputs: int, seed: str) -> Iterator[str]:
    """The check of a bundle (``verify.py`` and ``main.py verify`` are the same code) on one that was damaged.

    The list mostly; every second one has a fingerprint that fits, and is canonical if it can be, as anyone can make it.
    """
    with memory() as place:
        folder = _small_bundle(Path(place) / "bundle")
        good = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        listed = folder / "manifest.json"
        others = [path for path in good if path != listed]
        inner = canonical(json.loads(good[listed])["manifest"])
        mutator, forger = Mutator([good[listed]], seed, 0.1), Mutator([inner], f"{seed} forged", 0.1)
        one = {path: Mutator([good[path]], f"{seed}{path.name}") for path in others}
        assert _checked(folder) == 0
        for number in range(inputs):
            path = listed if number % 10 else mutator.dice.choice(others)
            data = one[path].one() if path in one else mutator.one() if number % 2 else _forged(forger.one())
            path.write_bytes(data)
            code = _checked(folder)
            assert code in (0, 1)
            forged = path == listed and not number % 2
            if code == 0 and data != good[path]:
                # Only what no entry's fingerprint covers, and only with a fingerprint of the whole list that fits.
                assert forged, data
                assert _linked(data) == _linked(good[listed]), data
            path.write_bytes(good[path])
            yield "named" if code else "fine" if data == good[path] else "a list made anew"
        assert _checked(folder) == 0


def _linked(data: bytes) -> Any:
    """What the chain of entries holds in a list, and the files with their fingerprints."""
    inner = json.loads(data)["manifest"]
    files = [(each["name"], each["size"], each["sha256"]) for each in inner["files"]]
    return [inner["head"], files, [(each["link"], each.get("content")) for each in inner["links"]]]


def _checked(folder: Path) -> int:
    with contextlib.redirect_stdout(io.StringIO()) as said:
        code = checking.run([str(folder)])
    assert said.getvalue().isascii()
    assert "RESULT" in said.getvalue()
    return code


def _forged(inner: bytes) -> bytes:
    """With a fingerprint that fits, in the form that is asked for, if it is JSON at all."""
    with contextlib.suppress(ValueError, RecursionError, TypeError):
        inner = canonical(json.loads(inner))
    return b'{"manifest":' + inner + b',"sha256":"' + hashlib.sha256(inner).hexdigest().encode() + b'"}\n'


def _small_bundle(place: Path) -> Path:
    from journal.vault.vault import Vault
    from tests.conftest import PASSPHRASE, FixedClock
    from tests.helpers import bundles

    vault, _code = Vault.create(place.parent / "record", PASSPHRASE, cost=CHEAP, clock=FixedClock())
    with vault:
        return bundles.folder(bundles.fill(vault), place)


def _pictures(inputs: int, seed: str) -> Iterator[str]:
    from tests.fuzz import strangers

    return strangers.pictures(inputs, seed)


TARGETS: dict[str, Any] = {
    "key_file": key_file,
    "sealed_file": sealed_file,
    "backup_list": backup_list,
    "bundle": bundle,
    "pictures": _pictures,
}

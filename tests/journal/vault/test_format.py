# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/vault-format.md, followed step by step with nothing of this program: a vault can be read without it."""

import hashlib
import hmac
import json
import math
import sqlite3
import struct
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from journal.record.entry import Entry
from journal.vault.device_key import Place
from journal.vault.vault import Vault
from tests.conftest import CHEAP
from tests.helpers import pictures
from tests.helpers.files import bring_in
from tests.helpers.kept import draft, keep

FILE = pictures.photo(size=(1600, 1200), quality=98) + bytes(range(256)) * 600
DEVICE_KEY = bytes(range(7, 39))
PASSPHRASE = "cafe\u0301  con leche"


def hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return hmac.digest(hmac.digest(salt, secret, "sha256"), info + b"\1", "sha256")


def read_slots(data: bytes) -> tuple[bytes, dict[int, bytes]]:
    """Step 1."""
    content, digest = data[:-32], data[-32:]
    assert hashlib.sha256(content).digest() == digest
    magic, version, vault_id, _generation, count = struct.unpack_from(">8sH16sIB", content)
    assert (magic, version) == (b"OwnWords", 1)
    slots, at = {}, 31
    for _ in range(count):
        kind, length = struct.unpack_from(">BH", content, at)
        slots[kind] = content[at + 3 : at + 3 + length]
        at += 3 + length
    return vault_id, slots


def master_by_passphrase(vault_id: bytes, body: bytes, passphrase: str) -> bytes:
    """Steps 2 and 3."""
    said = " ".join(unicodedata.normalize("NFC", passphrase).split()).encode()
    memory, iterations, lanes = struct.unpack_from(">III", body)
    cost, salt, nonce, wrapped = body[:12], body[12:28], body[28:40], body[40:]
    key = Argon2id(salt=salt, length=32, iterations=iterations, lanes=lanes, memory_cost=memory).derive(said)
    return AESGCM(key).decrypt(nonce, wrapped, b"OwnWords\0\1" + vault_id + b"\1" + cost + salt)


def master_by_code(vault_id: bytes, body: bytes, code: str) -> bytes:
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    number = 0
    for letter in code.replace("-", ""):
        number = number * 32 + alphabet.index(letter)
    secret, check = number.to_bytes(25, "big")[:20], number.to_bytes(25, "big")[20:]
    assert hashlib.sha256(b"own-words recovery code v1" + secret).digest()[:5] == check
    salt, nonce, wrapped = body[:16], body[16:28], body[28:]
    key = hkdf(secret, salt, b"own-words/v1/recovery" + vault_id)
    return AESGCM(key).decrypt(nonce, wrapped, b"OwnWords\0\1" + vault_id + b"\2" + salt)


def master_by_device(vault_id: bytes, body: bytes, key: bytes) -> bytes:
    salt, nonce, wrapped = body[:16], body[16:28], body[28:]
    unwrapping = hkdf(key, salt, b"own-words/v1/device" + vault_id)
    return AESGCM(unwrapping).decrypt(nonce, wrapped, b"OwnWords\0\1" + vault_id + b"\3" + salt)


def plain_database(data: bytes, key: bytes) -> sqlite3.Connection:
    """Step 4."""
    salt = data[:16]
    check_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    plain = bytearray()
    for number, start in enumerate(range(0, len(data), 4096), start=1):
        page = data[start : start + 4096]
        first = 16 if number == 1 else 0
        signed = page[first:-64] + struct.pack("<I", number)
        assert hmac.digest(check_key, signed, "sha512") == page[-64:]
        decryptor = Cipher(AES(key), CBC(page[-80:-64])).decryptor()
        plain += b"SQLite format 3\0"[:first] + decryptor.update(page[first:-80]) + decryptor.finalize() + bytes(80)
    plain[18:20] = b"\1\1"  # no write-ahead log
    connection = sqlite3.connect(":memory:")
    connection.deserialize(bytes(plain))
    return connection


@pytest.fixture
def closed(tmp_path, clock):
    vault, code = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP, clock=clock)
    incident = vault.incidents.start("own_account").id
    entry = keep(vault, incident, account="what happened \ud83d\0 é " * 400, title="The stop")
    added = keep(vault, incident, "later", entry.id, addition="and this")
    file = bring_in(vault, FILE, incident, name="IMG \ud83d.jpg").entry
    writing = draft(vault, incident, account="still writing")
    vault.ways.add_device_key(DEVICE_KEY)
    vault.close()
    return vault, code, [entry, added, file], writing


def test_a_vault_can_be_read_without_the_program(closed):
    vault, code, entries, writing = closed
    vault_id, slots = read_slots((vault.folder / "keys.b").read_bytes())
    master = master_by_passphrase(vault_id, slots[1], "café con leche")
    assert master_by_code(vault_id, slots[2], code) == master
    assert master_by_device(vault_id, slots[3], DEVICE_KEY) == master
    lies = hashlib.sha256(b"own-words device key place v1" + vault_id).hexdigest()
    assert vault.ways.device_place == Place(lies[:16], lies[16:32])
    key = hkdf(master, vault_id, b"own-words/v1/database")
    with closing(plain_database((vault.folder / "record.db").read_bytes(), key)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert dict(database.execute("SELECT key, value FROM about"))["record_number"] == vault.record_number
        [answers] = database.execute("SELECT answers FROM draft_bodies").fetchone()
        assert json.loads(answers) == writing.answers
        check_chain(database, entries)
        database.row_factory = None
        check_files(database, vault.folder / "objects", entries[-1])


def check_chain(database: sqlite3.Connection, entries: list) -> None:
    """Step 5."""
    database.row_factory = sqlite3.Row
    link = bytes(32)
    rows = database.execute("SELECT * FROM chain JOIN entries USING (seq) JOIN entry_bodies USING (seq) ORDER BY seq")
    for row, entry in zip(rows, entries, strict=True):
        plain = ("id", "kind", "step", "guide", "guide_version", "language", "begun", "kept")
        content = {name: row[name] for name in plain} | {
            "incident": row["incident"] or "",
            "adds_to": row["adds_to"] or "",
            "clock_flags": row["clock_flags"].split(),
            "wording": json.loads(row["wording"]),
            "answers": json.loads(row["answers"]),
        }
        assert content == entry.content()
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        canonical = "".join(f"\\u{ord(c):04x}" if 0xD800 <= ord(c) <= 0xDFFF else c for c in text).encode()
        commitment = hashlib.sha256(b"entry-v1" + row["salt"] + canonical).digest()
        link = hashlib.sha256(b"link-v1" + link + struct.pack(">Q", row["seq"]) + commitment).digest()
        assert (commitment, link) == (row["commitment"], row["link"])


def opened_file(data: bytes, name: str, key: bytes, size: int) -> bytes:
    """Step 6."""
    magic, version, prefix = struct.unpack_from(">7sH7s", data)
    assert (magic, version) == (b"OwnSeal", 1)
    step = 65536 + 16
    chunks = [data[start : start + step] for start in range(16, len(data), step)]
    content = b""
    for number, chunk in enumerate(chunks):
        nonce = prefix + struct.pack(">IB", number, number == len(chunks) - 1)
        content += AESGCM(key).decrypt(nonce, chunk, bytes.fromhex(name) + b"\0\1")
    exponent = math.floor(math.log2(max(size, 4096)))
    unit = 2 ** (exponent - math.floor(math.log2(exponent)) - 1)
    assert len(content) == math.ceil(max(size, 4096) / unit) * unit
    assert not any(content[size:])
    return content[:size]


def check_files(database: sqlite3.Connection, folder: Path, card: Entry) -> None:
    rows = database.execute(
        "SELECT o.role, o.id, o.key, o.size, o.digest, v.number, v.entry, v.name"
        " FROM objects o JOIN evidence v ON v.number = o.evidence ORDER BY o.number"
    ).fetchall()
    assert [row[0] for row in rows] == ["original", "thumbnail", "print"]
    assert sorted(path.name for path in folder.iterdir()) == sorted(row[1] for row in rows)
    for role, name, key, size, digest, number, entry, called in rows:
        data = (folder / name).read_bytes()
        content = opened_file(data, name, key, size)
        assert hashlib.sha256(content).digest() == digest
        assert content == FILE if role == "original" else content.startswith(b"\xff\xd8\xff")
        assert (number, entry, json.loads(called)) == (1, card.id, "IMG \ud83d.jpg")
    told = card.answers["kept_file"]
    assert hashlib.sha256(FILE).hexdigest() == told["digest"] == told["stored_digest"]

# SPDX-License-Identifier: GPL-3.0-or-later
"""A database as its plain pages, decrypted by hand: what is really in the file, tables or not."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC


def decrypted(path: Path, key: bytes) -> bytes:
    """All pages of a database as docs/vault-format.md says that another program could read them."""
    content, pages = path.read_bytes(), []
    for start in range(0, len(content), 4096):
        page = content[start : start + 4096]
        decryptor = Cipher(AES(key), CBC(page[-80:-64])).decryptor()
        pages.append(decryptor.update(page[0 if start else 16 : -80]) + decryptor.finalize())
    return b"".join(pages)

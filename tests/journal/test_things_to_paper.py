# SPDX-License-Identifier: GPL-3.0-or-later
"""A photo from the file it came in to the paper: sealed, looked at apart, and printed as its small copy."""

import hashlib
import io
import re

import pytest
from PIL import Image

from journal.record.evidence import Role
from journal.report.choice import Choice
from journal.report.outline import outline
from journal.report.pdf import build
from journal.vault.vault import Vault
from journal.words import Words
from tests.conftest import PASSPHRASE
from tests.helpers.damage import damage, flip
from tests.helpers.files import bring_in
from tests.journal.report.kept import PRINTED
from tests.journal.report.test_pdf import pages


def photo() -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((2400, 1800)).convert("RGB").save(out, "JPEG", quality=90)
    return out.getvalue()


def report(vault: Vault, incident: str) -> bytes:
    return build(outline(vault.contents([incident]), Choice((incident,)), Words(), PRINTED), now=PRINTED)


def test_a_photo_that_came_in_stands_on_paper_by_its_number_with_its_fingerprint(vault: Vault) -> None:
    incident, original = vault.incidents.start("own_account").id, photo()
    added = bring_in(vault, original, incident, name="IMG_2041.jpg")
    pdf = report(vault, incident)
    told = " ".join("".join(pages(pdf)).split())
    assert "E-1 · IMG_2041.jpg" in told
    assert hashlib.sha256(original).hexdigest()[:16] in told.replace(" ", "")
    (image,) = re.findall(rb"/Subtype /Image /Width (\d+) /Height (\d+)", pdf)
    assert int(image[0]) / int(image[1]) == 2400 / 1800
    small = added.evidence.sealed(Role.PRINT)
    assert small is not None
    assert vault.objects.read(small) in pdf
    assert original not in pdf


@pytest.mark.parametrize("harm", ["gone", "damaged"])
def test_a_photo_whose_sealed_copy_is_spoiled_is_said_to_be_unshown_and_the_report_is_made(
    vault: Vault, harm: str
) -> None:
    incident = vault.incidents.start("own_account").id
    added = bring_in(vault, photo(), incident, name="IMG_2041.jpg")
    small = added.evidence.sealed(Role.PRINT)
    assert small is not None
    path = vault.folder / "objects" / small.id
    path.unlink() if harm == "gone" else flip(path, path.stat().st_size // 2)
    pdf = report(vault, incident)
    assert b"/Subtype /Image" not in pdf
    told = " ".join("".join(pages(pdf)).split())
    assert "This picture could not be shown here." in told
    assert "E-1 · IMG_2041.jpg" in told


def test_a_photo_whose_card_lies_in_a_bad_place_keeps_its_number_and_says_so(vault: Vault) -> None:
    incident = vault.incidents.start("own_account").id
    bring_in(vault, photo(), incident, name="IMG_2041.jpg")
    vault.close()
    damage(vault.folder, "SELECT * FROM entry_bodies", "SELECT * FROM entries, evidence")
    with Vault.open(vault.folder, PASSPHRASE) as opened:
        told = " ".join("".join(pages(report(opened, incident))).split())
    assert "E-1 · IMG_2041.jpg" in told
    assert Words()("report.lost") in told

# SPDX-License-Identifier: GPL-3.0-or-later
"""A window onto a long list: pages come one after the other, each once, and a row says what it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from journal.record.evidence import Evidence, EvidenceKind
from journal.words import Words
from tests.conftest import FixedClock
from ui.models.kept_model import NOTE, PICTURE, KeptModel, family_of, icon_of, size_text

WORDS = Words()


def kept(number: int, name: str = "", media: str = "image/jpeg", size: int = 1_500_000) -> Evidence:
    kind = EvidenceKind.FILE if media else EvidenceKind.THING
    return Evidence(number, f"{number:032x}", "", kind, name or f"IMG_{number}.jpg", media, size, FixedClock().now())


def test_the_next_page_is_asked_for_once_and_follows_the_last_row(qtbot: QtBot) -> None:
    model = KeptModel(WORDS)
    asked: list[Evidence] = []
    model.more_wanted.connect(asked.append)
    model.show_rows([kept(9), kept(8)], more=True)
    for _ in range(3):
        model.ask_more()
    assert [each.number for each in asked] == [8]
    model.add_rows([kept(7)], more=False)
    model.ask_more()
    assert len(asked) == 1
    assert [model.kept(place).number for place in range(model.rowCount())] == [9, 8, 7]


def test_a_row_says_its_number_its_name_what_it_is_and_when_it_came(qtbot: QtBot) -> None:
    model = KeptModel(WORDS)
    model.show_rows([kept(4, "IMG_1.jpg")], more=False)
    said = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "E-4. IMG_1.jpg. Picture · 1.5 MB · Came in November 12, 2026"


def test_small_pictures_are_there_only_while_they_are_uncovered(qtbot: QtBot) -> None:
    model = KeptModel(WORDS)
    model.show_rows([kept(1)], more=False)
    assert model.data(model.index(0), PICTURE) is None
    model.uncover(kept(1).entry, QImage(8, 8, QImage.Format.Format_RGB32))
    assert model.uncovered(kept(1).entry)
    assert isinstance(model.data(model.index(0), PICTURE), QImage)
    model.cover()
    assert model.data(model.index(0), PICTURE) is None


@pytest.mark.parametrize(
    ("media", "family", "icon"),
    [
        ("image/heic", "picture", "image"),
        ("video/quicktime", "video", "film-strip"),
        ("audio/mpeg", "sound", "speaker-high"),
        ("application/pdf", "paper", "file-text"),
        ("message/rfc822", "paper", "file-text"),
        ("application/octet-stream", "file", "file"),
    ],
)
def test_a_media_type_is_said_in_plain_words(media: str, family: str, icon: str) -> None:
    assert family_of(media) == family
    assert icon_of(kept(1, media=media)) == icon


def test_a_thing_that_can_be_held_has_no_size(qtbot: QtBot) -> None:
    model = KeptModel(WORDS)
    model.show_rows([kept(2, "my coat", media="", size=0)], more=False)
    assert model.data(model.index(0), NOTE) == "A thing you can hold · Came in November 12, 2026"


@pytest.mark.parametrize(
    ("size", "said"), [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (1_540_000, "1.5 MB"), (32 * 10**9, "32 GB")]
)
def test_a_size_is_said_in_its_largest_unit(size: int, said: str) -> None:
    assert size_text(size, WORDS) == said

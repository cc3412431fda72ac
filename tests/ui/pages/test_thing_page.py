# SPDX-License-Identifier: GPL-3.0-or-later
"""One thing kept: covered until it is asked for, its facts plain, what was said dated, a copy out byte for byte."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from journal.record.evidence import Role
from journal.vault.vault import Vault
from tests.helpers.rooms import nameless, on_vault, settled, shown, texts
from tests.helpers.things import a_pdf, a_picture, bring, say_of
from ui import incoming, style
from ui.pages.thing_page import ThingPage
from ui.session import Session
from ui.widgets.withdraw_panel import WithdrawPanel

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def page_of(session: Session, qtbot: QtBot, card: str) -> Any:
    return shown(ThingPage(session), qtbot, card=card)


def button(page: Any, name: str) -> QPushButton:
    found = [each for each in page.findChildren(QPushButton, name) if each.isVisible()]
    assert found, name
    return found[0]


def sealed_file(session: Session, qtbot: QtBot, card: str) -> Path:
    def where(vault: Vault) -> Path:
        sealed = vault.evidence.card(card).sealed(Role.ORIGINAL)
        assert sealed is not None
        return vault.folder / "objects" / sealed.id

    return on_vault(session, qtbot, where)


def test_both_fingerprints_are_shown_said_to_be_the_same_and_can_be_copied(
    open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    page, words = page_of(open_session, qtbot, cards["picture"]), open_session.words
    entry = on_vault(open_session, qtbot, lambda vault: vault.entries.get(cards["picture"]))
    assert entry is not None
    digest = entry.answers["kept_file"]["digest"]
    grouped = " ".join(digest[place : place + 4] for place in range(0, 64, 4))
    said = texts(page)
    assert said.count(grouped) == 2
    assert words("facts.same") in said
    assert "E-6" in said
    button(page, "copy-came").click()
    assert QGuiApplication.clipboard().text() == digest
    assert nameless(page) == []


def test_fingerprints_that_differ_are_said_to_differ(open_session: Session, qtbot: QtBot) -> None:
    def fill(vault: Vault) -> str:
        from tests.helpers.rooms import entry_of

        known = {"name": "a.jpg", "size": 3, "digest": "ab" * 32, "stored_digest": "cd" * 32}
        return entry_of(vault, open_session, "", "file", {"kept_file": known}, guide="things").id

    page = page_of(open_session, qtbot, on_vault(open_session, qtbot, fill))
    assert open_session.words("facts.not_same") in texts(page)
    assert open_session.words("facts.same") not in texts(page)


def test_a_name_that_says_something_else_than_the_file_is_told(
    open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    def named_otherwise(card: str) -> list[str]:
        told = open_session.words("facts.named_otherwise", named="")
        start, end = told.split(":")[0], told.split(". ")[1]
        return [text for text in texts(page_of(open_session, qtbot, card)) if text.startswith(start) and end in text]

    drawn = b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>"
    for content, name in ((drawn, "street.jpg"), (a_pdf() + b"\n", "slip.png"), (a_picture(3, (80, 60)), "paper.pdf")):
        card = on_vault(open_session, qtbot, lambda vault, c=content, n=name: bring(vault, c, n).evidence.entry)
        assert len(named_otherwise(card)) == 1, name
    for kind in ("picture", "paper", "file", "sound"):
        assert named_otherwise(cards[kind]) == [], kind


def test_a_picture_that_could_be_read_only_in_part_says_so(
    open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    told, cut = open_session.words("facts.in_part"), a_picture(3)[:9_000]
    card = on_vault(open_session, qtbot, lambda vault: bring(vault, cut, "cut.jpg").evidence.entry)
    assert told in texts(page_of(open_session, qtbot, card))
    for kind in ("picture", "paper", "file"):
        assert told not in texts(page_of(open_session, qtbot, cards[kind])), kind


@pytest.mark.parametrize("kind", ["video", "sound", "file"])
def test_what_is_not_played_here_says_so_and_can_be_saved(
    kind: str, open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    page = page_of(open_session, qtbot, cards[kind])
    assert open_session.words(f"look.not.{kind}") in texts(page)
    assert not page._look.open.isVisible()
    assert button(page, "save-copy")


def test_a_copy_goes_out_byte_for_byte_after_one_calm_word(
    open_session: Session, cards: dict[str, str], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, words = page_of(open_session, qtbot, cards["picture"]), open_session.words
    target = tmp_path / "copy.jpg"
    asked: list[str] = []
    monkeypatch.setattr(incoming, "ask_place", lambda _page, _words, name: asked.append(name) or target)
    button(page, "save-copy").click()
    assert words("copy.word") in texts(page)
    assert not target.exists()
    page._save._word.button.click()
    qtbot.waitUntil(lambda: words("copy.saved") in texts(page), timeout=10_000)
    assert target.read_bytes() == a_picture()
    assert asked == ["IMG_4410.jpg"]


def test_a_place_where_nothing_can_be_written_is_told(
    open_session: Session, cards: dict[str, str], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, words = page_of(open_session, qtbot, cards["picture"]), open_session.words
    monkeypatch.setattr(incoming, "ask_place", lambda *_: tmp_path / "no" / "such" / "folder" / "x.jpg")
    button(page, "save-copy").click()
    page._save._word.button.click()
    qtbot.waitUntil(lambda: words("error.target_gone.what") in texts(page), timeout=10_000)


def test_a_damaged_file_is_named_and_the_rest_of_its_page_can_be_read(
    open_session: Session, cards: dict[str, str], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lies = sealed_file(open_session, qtbot, cards["video"])
    content = bytearray(lies.read_bytes())
    content[5000] ^= 1
    lies.write_bytes(content)
    page, words = page_of(open_session, qtbot, cards["video"]), open_session.words
    monkeypatch.setattr(incoming, "ask_place", lambda *_: tmp_path / "copy.mov")
    button(page, "save-copy").click()
    page._save._word.button.click()
    qtbot.waitUntil(lambda: words("error.evidence_damaged.what") in texts(page), timeout=10_000)
    assert not (tmp_path / "copy.mov").exists()
    assert "IMG_4412.MOV" in texts(page)
    assert words("facts.same") in texts(page)


def test_what_was_said_stands_below_with_its_day_covered(
    open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    page = page_of(open_session, qtbot, cards["picture"])
    assert "My sister" not in texts(page)
    button(page, "open-entry").click()
    assert "My sister" in texts(page)
    page.leave()
    assert "My sister" not in texts(page)
    with qtbot.waitSignal(page.go) as gone:
        button(page, "say-more").click()
    assert gone.args == [
        "guide", {"incident": "", "guide": "things", "step": "file", "adds_to": cards["picture"]},
    ]  # fmt: skip


def test_a_thing_shows_who_had_it_from_its_card_and_from_what_was_added(
    open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    later = {"where": "", "packed": "", "log": [{"who": "The lawyer", "when": "from April 2", "note": ""}]}
    on_vault(open_session, qtbot, lambda vault: say_of(vault, cards["thing"], thing_kept=later))
    page = page_of(open_session, qtbot, cards["thing"])
    assert not page._look.isVisible()
    assert "Me, from March 5, not washed" not in texts(page)
    button(page, "open-entry").click()
    said = texts(page)
    assert said.index("Me, from March 5, not washed") < said.index("The lawyer, from April 2")
    with qtbot.waitSignal(page.go) as gone:
        button(page, "entry-action").click()
    assert gone.args[1]["adds_to"] == cards["thing"]
    assert gone.args[1]["step"] == "thing"


def test_an_addition_leads_to_the_thing_it_adds_to(open_session: Session, cards: dict[str, str], qtbot: QtBot) -> None:
    addition = on_vault(open_session, qtbot, lambda vault: vault.entries.additions_to(cards["picture"]))[0]
    page = page_of(open_session, qtbot, addition.id)
    assert page._title.text() == "IMG_4410.jpg"


def test_a_thing_that_is_gone_says_so_and_leads_back(open_session: Session, qtbot: QtBot) -> None:
    page = page_of(open_session, qtbot, "ab" * 16)
    assert open_session.words("thing_page.gone") in texts(page)
    with qtbot.waitSignal(page.go) as gone:
        button(page, "all-things").click()
    assert gone.args == ["things", {}]


def test_an_account_is_named_and_can_be_gone_to(open_session: Session, qtbot: QtBot) -> None:
    def fill(vault: Vault) -> tuple[str, str]:
        incident = vault.incidents.start("own_account").id
        return incident, bring(vault, a_picture(5, (60, 60)), "a.jpg", incident).evidence.entry

    incident, card = on_vault(open_session, qtbot, fill)
    page = page_of(open_session, qtbot, card)
    with qtbot.waitSignal(page.go) as gone:
        button(page, "to-account").click()
    assert gone.args == ["incident", {"incident": incident}]
    assert page.place() == {"card": card}


def test_nothing_of_the_page_before_is_left_when_another_thing_is_opened(
    open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    page = page_of(open_session, qtbot, cards["thing"])
    button(page, "open-entry").click()
    page.leave()
    page.enter(card=cards["video"])
    settled(open_session, qtbot)
    said = texts(page)
    assert "IMG_4412.MOV" in said
    assert "The gray coat I wore" not in said


def open_it(page: Any, qtbot: QtBot) -> None:
    button(page, "uncover").click()
    qtbot.waitUntil(page._look.is_open, timeout=20_000)


def test_a_picture_is_covered_until_it_is_asked_for_and_covered_again_on_leaving(
    open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    page, words = page_of(open_session, qtbot, cards["picture"]), open_session.words
    assert words("look.covered") in texts(page)
    assert page._look.view.picture_for(10).isNull()
    open_it(page, qtbot)
    view = page._look.view
    assert not view.picture_for(10).isNull()
    assert view.accessibleName() == "E-6, IMG_4410.jpg"
    assert page.window().focusWidget() is view
    assert nameless(page) == []
    page.leave()
    assert view.picture_for(10).isNull()
    assert not page._look.is_open()
    assert page.place() == {"card": cards["picture"]}


def test_a_picture_that_comes_after_it_was_covered_again_is_not_shown(
    open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    page = page_of(open_session, qtbot, cards["picture"])
    button(page, "uncover").click()
    page.leave()
    qtbot.wait(300)
    assert not page._look.is_open()


def test_more_detail_is_offered_where_there_is_more_and_drawn_by_the_decoder(
    open_session: Session, qtbot: QtBot
) -> None:
    large = a_picture(7, (5000, 3750))
    card = on_vault(open_session, qtbot, lambda vault: bring(vault, large, "large.jpg").evidence.entry)
    page = page_of(open_session, qtbot, card)
    open_it(page, qtbot)
    view = page._look.view
    coarse = view.picture_for(10).width()
    assert not page._look.fine.isVisible()
    for _ in range(9):
        qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom() == 8
    assert page._look.fine.isVisible()
    page._look.fine.click()
    qtbot.waitUntil(lambda: view.picture_for(1e6).width() > coarse, timeout=30_000)
    assert view.picture_for(1e6).width() == 5000
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.zoom() == 1


def test_a_paper_is_turned_page_by_page_with_keys_and_each_page_is_said(
    open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    page, words = page_of(open_session, qtbot, cards["paper"]), open_session.words
    open_it(page, qtbot)
    assert words("look.page", page=1, pages=3) in texts(page)
    assert not page._look.before.isEnabled()
    for number in (2, 3):
        qtbot.keyClick(page._look.view, Qt.Key.Key_PageDown)
        said = words("look.page", page=number, pages=3)
        qtbot.waitUntil(lambda said=said: said in texts(page), timeout=20_000)
        assert page._look.view.accessibleName().endswith(said)
    assert not page._look.after.isEnabled()
    page._look.before.click()
    qtbot.waitUntil(lambda: words("look.page", page=2, pages=3) in texts(page), timeout=20_000)


def test_nothing_is_written_to_the_disk_by_looking(
    open_session: Session, cards: dict[str, str], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "temporary"
    elsewhere.mkdir()
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    before = sorted(tmp_path.rglob("*"))
    for kind in ("picture", "paper"):
        page = page_of(open_session, qtbot, cards[kind])
        open_it(page, qtbot)
        page.leave()
    assert sorted(tmp_path.rglob("*")) == before


def test_a_thing_goes_out_of_sight_and_can_be_put_back(
    open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    page = page_of(open_session, qtbot, cards["sound"])
    button(page, "take-out").click()
    settled(open_session, qtbot)
    button(page, "withdraw").click()
    settled(open_session, qtbot)
    shown_now = on_vault(open_session, qtbot, lambda vault: [each.entry for each in vault.evidence.page(10)])
    assert cards["sound"] not in shown_now
    button(page, "put-back").click()
    settled(open_session, qtbot)
    shown_now = on_vault(open_session, qtbot, lambda vault: [each.entry for each in vault.evidence.page(10)])
    assert cards["sound"] in shown_now
    assert button(page, "take-out")


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    style.apply(qapp, "light", 200)
    yield
    style.apply(qapp, "light", 100)


def test_what_taking_out_of_sight_means_is_seen_whole_with_both_its_buttons(
    large: None, open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    page = page_of(open_session, qtbot, cards["sound"])
    page.resize(1280, 760)
    settled(open_session, qtbot)
    button(page, "take-out").click()
    panel = page.findChild(WithdrawPanel)
    view = page.scroller.viewport()
    qtbot.waitUntil(lambda: view.rect().contains(QRect(panel.mapTo(view, QPoint(0, 0)), panel.size())))
    settled(open_session, qtbot)
    assert view.rect().contains(QRect(panel.mapTo(view, QPoint(0, 0)), panel.size()))


def test_what_covers_an_opened_picture_again_is_in_sight_at_once(
    large: None, open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    page = page_of(open_session, qtbot, cards["picture"])
    page.resize(1024, 590)
    settled(open_session, qtbot)
    button(page, "uncover").click()
    settled(open_session, qtbot)
    view, shut = page.scroller.viewport(), button(page, "look-cover")
    qtbot.waitUntil(lambda: view.rect().contains(QRect(shut.mapTo(view, QPoint(0, 0)), shut.size())))
    settled(open_session, qtbot)
    assert view.rect().contains(QRect(shut.mapTo(view, QPoint(0, 0)), shut.size()))


def test_erasing_is_asked_on_its_own_page(open_session: Session, cards: dict[str, str], qtbot: QtBot) -> None:
    page = page_of(open_session, qtbot, cards["sound"])
    with qtbot.waitSignal(page.go) as gone:
        button(page, "erase-thing").click()
    assert gone.args == ["erase", {"entry": cards["sound"]}]


def test_what_the_file_says_of_itself_is_shown_as_that(
    open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    said = texts(page_of(open_session, qtbot, cards["picture"]))
    assert open_session.words("facts.file_says") in said
    assert "Example Phone 3" in said
    assert any(text.startswith("2026-03-05") for text in said)

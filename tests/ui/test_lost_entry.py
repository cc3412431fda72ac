# SPDX-License-Identifier: GPL-3.0-or-later
"""One entry lies in a bad place: its page says so in one sentence, the others are read, and what is typed is saved."""

from dataclasses import replace

import pytest

from journal.record.entry import STEP_TITLE
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers.damage import damage_body
from tests.helpers.kept import WORDING, draft
from tests.helpers.rooms import on_vault, settled, shown, texts
from ui.pages.guide_page import GuidePage
from ui.pages.home_page import HomePage
from ui.pages.incident_page import IncidentPage
from ui.widgets.entry_card import EntryCard

TITLED = replace(WORDING, texts={**WORDING.texts, STEP_TITLE: "In your own words"})


@pytest.fixture
def damaged_session(session, tmp_path, clock, qtbot):
    """The record opened after the damage; what the pages then ask of it is met for the first time."""
    made, _code = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP, clock=clock)
    incident = made.incidents.start("own_account").id
    for number in range(6):
        words = f"{number} walked home " * 1200
        made.entries.keep(draft(made, incident, account=words), TITLED, words)
    made.close()
    damage_body(made.folder, 3)
    troubles = []
    session.worker.troubled.connect(troubles.append)
    session.worker.run(
        lambda: Vault.open(made.folder, PASSPHRASE, clock=clock),
        lambda vault: session.open(vault, {}),
    )
    qtbot.waitUntil(lambda: session.vault is not None, timeout=20_000)
    yield session, incident
    session.worker.finish([session.vault.close], timeout=10)
    assert troubles == []


def test_its_card_says_so_and_the_others_are_read(damaged_session, qtbot):
    session, incident = damaged_session
    page = shown(IncidentPage(session), qtbot, incident=incident)
    settled(session, qtbot)
    cards = page.findChildren(EntryCard)
    assert len(cards) == 6
    for card in cards:
        card.open()
    said = texts(page)
    assert said.count(session.words("check.here.entry")) == 1
    for number in (0, 1, 3, 4, 5):
        assert any(text.startswith(f"{number} walked home") for text in said)


def test_writing_goes_on_after_it_was_met(damaged_session, qtbot):
    session, incident = damaged_session
    shown(IncidentPage(session), qtbot, incident=incident)
    settled(session, qtbot)
    on_vault(session, qtbot, lambda vault: list(vault.entries.all()))
    page = shown(GuidePage(session), qtbot, incident=incident, guide="own_account", step="setting")
    drafting = page._course.drafting
    qtbot.waitUntil(lambda: drafting.draft is not None, timeout=10_000)
    with qtbot.waitSignal(session.saved, timeout=10_000):
        drafting.written({"title": "and on"})
        drafting.flush()
    name = drafting.draft.id
    assert on_vault(session, qtbot, lambda vault: vault.drafts.get(name)).answers == {"title": "and on"}
    assert shown(HomePage(session), qtbot).isVisible()

# SPDX-License-Identifier: GPL-3.0-or-later
"""What was being written lies in a bad place: one sentence stands where it would have stood, and writing goes on."""

from typing import Any

import pytest

from journal.record.entry import EntryKind
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers.damage import damage
from tests.helpers.files import bring_in
from tests.helpers.kept import draft, keep
from tests.helpers.rooms import on_vault, settled, shown, texts
from ui.pages.child_page import ChildPage
from ui.pages.days_page import DaysPage
from ui.pages.guide_page import GuidePage
from ui.pages.home_page import HomePage
from ui.pages.incident_page import IncidentPage
from ui.pages.people_page import PeoplePage
from ui.pages.report_page import ReportPage
from ui.pages.thing_page import ThingPage
from ui.pages.things_page import ThingsPage
from ui.widgets.button import Button
from ui.widgets.entry_card import EntryCard

LONG = "walked home " * 1500


@pytest.fixture
def with_lost(session, tmp_path, clock, qtbot):
    """Opens a record of which the draft saved last is lost. ``make`` writes it, and what stands beside it, and gives
    its id; the pages meet the damage for the first time."""
    troubles: list[Any] = []
    session.worker.troubled.connect(troubles.append)

    def opened(make):
        made, _code = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP, clock=clock)
        lost = make(made)
        number = made._database.value("SELECT number FROM drafts WHERE id = ?", (lost,))
        made.close()
        damage(
            made.folder,
            f"SELECT answers FROM draft_bodies WHERE number = {number}",
            "SELECT (SELECT group_concat(hex(answers)) FROM entry_bodies),"
            " (SELECT group_concat(number) FROM draft_bodies),"
            f" (SELECT group_concat(hex(answers)) FROM draft_bodies WHERE number <> {number})",
        )
        session.worker.run(
            lambda: Vault.open(made.folder, PASSPHRASE, clock=clock),
            lambda vault: session.open(vault, {}),
        )
        qtbot.waitUntil(lambda: session.vault is not None, timeout=20_000)
        return lost

    yield opened
    session.worker.finish([session.vault.close], timeout=10)
    assert troubles == []


def write(vault: Vault, incident: str, guide: str, step: str, **answers: Any) -> str:
    """A saved draft of any guide; its id."""
    return vault.drafts.save(vault.drafts.new(incident, guide, step, "", answers)).id


def account(vault: Vault) -> str:
    """Two drafts of an account, the later one to be lost."""
    incident = vault.incidents.start("own_account").id
    draft(vault, incident, "setting", where=f"on the way {LONG}")
    return draft(vault, incident, "account", account=LONG).id


def card(page, ident):
    return next(each for each in page.findChildren(EntryCard) if each.ident == ident)


def says_so(page, ident):
    """Uncovered, it is one sentence, and there is nothing to press but the cover."""
    made = card(page, ident)
    made.open()
    assert made.action.isHidden()
    return texts(made).count(page.words("check.here.entry")) == 1


def incident_of(session, qtbot):
    return on_vault(session, qtbot, lambda vault: vault.incidents.page(1)[0].id)


def test_home_says_so_at_the_way_back_into_it(session, qtbot, with_lost):
    with_lost(account)
    page = shown(HomePage(session), qtbot)
    door = page.findChild(object, "door-go-on")
    said = session.words("home.go_on_lost", step=session.words("step.account.name"), day="").partition(".")[2]
    assert any(said in text for text in texts(door))
    with qtbot.waitSignal(page.go) as asked:
        door.click()
    guide = shown(GuidePage(session), qtbot, **asked.args[1])
    assert texts(guide).count(session.words("check.here.entry")) == 1


def test_a_draft_that_can_be_read_is_led_to_as_always(session, qtbot, with_lost):
    def make(vault):
        lost = account(vault)
        draft(vault, vault.incidents.page(1)[0].id, "setting", where="here")
        return lost

    with_lost(make)
    page = shown(HomePage(session), qtbot)
    assert session.words("step.setting.name") in " ".join(texts(page.findChild(object, "door-go-on")))
    assert not any("can't be read" in text for text in texts(page))


def test_the_page_of_the_account_shows_it_among_what_is_still_written(session, qtbot, with_lost):
    lost = with_lost(account)
    page = shown(IncidentPage(session), qtbot, incident=incident_of(session, qtbot))
    assert len(page.findChildren(EntryCard)) == 2
    assert says_so(page, lost)


@pytest.mark.parametrize("named", [True, False])
def test_its_step_says_so_and_what_is_written_there_is_another_draft(session, qtbot, with_lost, named):
    lost = with_lost(account)
    incident = incident_of(session, qtbot)
    arguments = {"draft": lost} if named else {"step": "account"}
    page = shown(GuidePage(session), qtbot, incident=incident, guide="own_account", **arguments)
    assert texts(page).count(session.words("check.here.entry")) == 1
    assert page.findChild(Button, "open-draft") is None
    assert page.findChild(Button, "remove-draft") is None
    assert page._body.lost.isVisible()
    drafting = page._course.drafting
    qtbot.waitUntil(lambda: drafting.draft is not None, timeout=10_000)
    assert drafting.draft.id != lost
    assert drafting.draft.step == "account"
    with qtbot.waitSignal(session.saved, timeout=10_000):
        drafting.written({"account": "and on"})
        drafting.flush()
    name = drafting.draft.id
    assert on_vault(session, qtbot, lambda vault: vault.drafts.get(name)).answers == {"account": "and on"}
    assert on_vault(session, qtbot, lambda vault: vault.drafts.get(lost)).lost, (
        "it is as it was, and can still be found"
    )
    again = shown(GuidePage(session), qtbot, incident=incident, guide="own_account", step="account")
    assert again._course.drafting.draft.id == name
    assert texts(again).count(session.words("check.here.entry")) == 1


def test_without_being_told_where_the_guide_goes_to_it_and_says_so(session, qtbot, with_lost):
    """As at the rail, and after unlocking."""
    with_lost(account)
    page = shown(GuidePage(session), qtbot)
    assert page._course.desk.step.id == "account"
    assert texts(page).count(session.words("check.here.entry")) == 1


def test_an_addition_that_is_lost_is_begun_anew_to_the_same_entry(session, qtbot, with_lost):
    def make(vault):
        incident = vault.incidents.start("own_account").id
        kept = keep(vault, incident, "account", account="kept")
        return draft(vault, incident, "later", kept.id, addition=LONG).id

    lost = with_lost(make)
    page = shown(GuidePage(session), qtbot, draft=lost)
    assert texts(page).count(session.words("check.here.entry")) == 1
    begun = page._course.drafting.draft
    assert (begun.step, begun.id != lost) == ("later", True)
    assert begun.adds_to == on_vault(session, qtbot, lambda vault: list(vault.entries.all()))[0].id


def test_at_the_end_of_the_guide_it_is_named_and_the_rest_can_be_kept(session, qtbot, with_lost):
    with_lost(account)
    incident = incident_of(session, qtbot)
    page = shown(GuidePage(session), qtbot, incident=incident, guide="own_account", step="close")
    assert texts(page).count(session.words("check.here.entry")) == 1
    page.findChild(Button, "keep-all").click()
    settled(session, qtbot)
    entries = on_vault(session, qtbot, lambda vault: list(vault.entries.all()))
    assert [each.step for each in entries if each.kind is EntryKind.WRITTEN] == ["setting"]
    again = shown(GuidePage(session), qtbot, incident=incident, guide="own_account", step="close")
    assert texts(again).count(session.words("check.here.entry")) == 1
    assert again.findChild(Button, "keep-all") is None


def test_a_childs_sheet_says_so(session, qtbot, with_lost):
    def make(vault):
        sheet = vault.incidents.start("child_sheet").id
        return write(vault, sheet, "child_sheet", "child_said", child_before=LONG)

    lost = with_lost(make)
    page = shown(ChildPage(session), qtbot, sheet=incident_of(session, qtbot))
    assert says_so(page, lost)


def test_the_days_after_say_so(session, qtbot, with_lost):
    lost = with_lost(lambda vault: write(vault, "", "days_after", "day", day_text=LONG))
    assert says_so(shown(DaysPage(session), qtbot), lost)


def test_things_say_so(session, qtbot, with_lost):
    lost = with_lost(lambda vault: write(vault, "", "things", "thing", thing_what=LONG))
    assert says_so(shown(ThingsPage(session), qtbot), lost)
    page = shown(GuidePage(session), qtbot, guide="things", draft=lost)  # as after unlocking
    assert texts(page).count(session.words("check.here.entry")) == 1
    assert page._course.drafting.draft.id != lost


def test_the_page_of_a_thing_says_so_of_what_was_being_added_to_it(session, qtbot, with_lost, tmp_path):
    (tmp_path / "letter.txt").write_text("letter")

    def make(vault):
        entry = bring_in(vault, tmp_path / "letter.txt").entry.id
        return vault.drafts.save(vault.drafts.new("", "things", "file", entry, {"file_about": LONG})).id

    lost = with_lost(make)
    entry = on_vault(session, qtbot, lambda vault: vault.evidence.all()[0].entry)
    assert says_so(shown(ThingPage(session), qtbot, card=entry), lost)
    page = shown(GuidePage(session), qtbot, guide="things", step="file", adds_to=entry)
    assert texts(page).count(session.words("check.here.entry")) == 1
    assert page._course.drafting.draft.id != lost


def test_nobody_is_made_up_of_a_card_that_is_lost_and_the_report_waits_for_it(session, qtbot, with_lost):
    def make(vault):
        incident = vault.incidents.start("own_account").id
        keep(vault, incident, "setting", where="here")
        return draft(vault, incident, "officers", officer_name=LONG).id

    with_lost(make)
    people = shown(PeoplePage(session), qtbot)
    assert people.findChildren(EntryCard) == []
    assert session.words("person.unnamed") not in texts(people)
    guide = shown(GuidePage(session), qtbot, incident=incident_of(session, qtbot), guide="own_account", step="officers")
    assert guide._course.desk.people == ()
    report = shown(ReportPage(session), qtbot)
    qtbot.waitUntil(lambda: report._contents is not None, timeout=20_000)
    assert report._drafts.isVisible()

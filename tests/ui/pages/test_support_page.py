# SPDX-License-Identifier: GPL-3.0-or-later
"""Support: every page is one press away, is plain text, and says where it comes from."""

import pytest
from PySide6.QtWidgets import QLabel

from journal import support
from tests.helpers.rooms import nameless, on_vault, settled, shown, tab_order, texts
from ui.pages.support_page import SupportPage
from ui.pages.support_topic_page import DATES, LINES, SupportTopicPage
from ui.widgets.press_card import PressCard

KNOWN = support.read()
TOPICS = [LINES, DATES, *(each.id for each in KNOWN.sections)]


def test_every_page_has_its_card_and_people_to_call_come_first(open_session, qtbot):
    page = shown(SupportPage(open_session), qtbot)
    went = []
    page.go.connect(lambda name, arguments: went.append((name, arguments["topic"])))
    for card in page.findChildren(PressCard):
        card.click()
    assert went[0] == ("support_topic", LINES)
    assert sorted(went) == sorted(("support_topic", topic) for topic in TOPICS)
    assert page.first_focus() is page.findChild(PressCard, f"topic-{LINES}")


def test_each_help_line_says_when_it_was_checked_and_what_to_know(open_session, qtbot):
    told = " ".join(texts(shown(SupportTopicPage(open_session), qtbot, topic=LINES)))
    for line in KNOWN.lines:
        for text in (line.name, line.how, line.hours, line.note, line.source):
            assert text in told
    assert told.count("2026") >= len(KNOWN.lines)


@pytest.mark.parametrize("topic", TOPICS)
def test_nothing_on_them_is_a_link_and_the_way_back_is_always_there(open_session, qtbot, topic):
    page = shown(SupportTopicPage(open_session), qtbot, topic=topic)
    assert all(not label.openExternalLinks() for label in page.findChildren(QLabel))
    assert nameless(page) == []
    assert page.all in tab_order(page.first_focus(), page)
    with qtbot.waitSignal(page.go) as go:
        page.all.click()
    assert go.args == ["support", {}]


@pytest.mark.parametrize("section", KNOWN.sections, ids=lambda section: section.id)
def test_a_page_of_facts_is_told_whole_with_its_sources_and_the_day(open_session, qtbot, section):
    told = texts(shown(SupportTopicPage(open_session), qtbot, topic=section.id))
    assert told[0] == section.title
    for text in (*section.paragraphs, *(text for part in section.parts for text in (part.title, *part.paragraphs))):
        assert text in told
    assert section.sources in told[-1]
    assert "2026" in told[-1]


def test_a_page_that_is_not_known_any_more_shows_people_to_call(open_session, words, qtbot):
    page = shown(SupportTopicPage(open_session), qtbot, topic="gone")
    assert words("support.lines_title") in texts(page)


def test_dates_show_for_the_place_that_was_chosen_and_it_is_kept_in_the_record(open_session, qtbot):
    page = shown(SupportTopicPage(open_session), qtbot, topic=DATES)
    laws = [each.law for each in KNOWN.dates]
    assert not any(law in " ".join(texts(page)) for law in laws)
    page._areas.chips()[2].click()
    settled(open_session, qtbot)
    told = " ".join(texts(page))
    assert [law for law in laws if law in told] == [each.law for each in KNOWN.dates_in("california")]
    assert on_vault(open_session, qtbot, lambda vault: vault.settings.get("law_area")) == "california"
    again = shown(SupportTopicPage(open_session), qtbot, topic=DATES)
    assert again._areas.chosen() == ["california"]


def test_a_place_can_be_let_go_of(open_session, qtbot):
    page = shown(SupportTopicPage(open_session), qtbot, topic=DATES)
    page._areas.chips()[0].click()
    page._areas.chips()[0].click()
    assert not any(each.law in " ".join(texts(page)) for each in KNOWN.dates)
    assert on_vault(open_session, qtbot, lambda vault: vault.settings.get("law_area")) == ""


def test_the_keyboard_stays_on_the_place_that_was_chosen(open_session, qtbot):
    page = shown(SupportTopicPage(open_session), qtbot, topic=DATES)
    page._areas.chips()[1].click()
    assert page._areas.chips()[1].hasFocus()

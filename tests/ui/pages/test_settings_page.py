# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings: a choice holds at once, and is where it belongs."""

import json

import pytest

from journal import paths
from ui.pages.settings_page import SettingsPage


@pytest.fixture
def page(open_session, qtbot) -> SettingsPage:
    made = SettingsPage(open_session)
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    made.enter()
    return made


def press(page: SettingsPage, key: str, value: object) -> None:
    row = page._rows[key]
    next(chip for chip in row.chips() if chip.objectName() == f"chip-{value}").click()


def test_every_setting_has_exactly_one_value_shown(page):
    assert {len(row.chosen()) for row in page._rows.values()} == {1}


def test_what_the_lock_screen_needs_is_kept_outside(page, qtbot):
    with qtbot.waitSignal(page.session.settings_changed):
        press(page, "theme", "dark")
    press(page, "text_size", 150)
    kept = json.loads(paths.outside_settings().read_text(encoding="utf-8"))
    assert kept == {"language": "en", "theme": "dark", "text_size": 150, "vault": ""}


def test_everything_else_is_kept_in_the_record(page, qtbot):
    press(page, "idle_minutes", 10)
    press(page, "leave_key", "f9")
    press(page, "copy_on_home", False)
    vault, seen = page.session.vault, []
    page.session.worker.run(vault.settings.all, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0]["idle_minutes"] == 10
    assert seen[0]["leave_key"] == "f9"
    assert seen[0]["copy_on_home"] is False
    assert not paths.outside_settings().exists()


def test_it_says_what_the_idle_time_comes_to_when_others_use_the_computer(page, words):
    assert page._rows["idle_minutes"].chips()[0].text() == words("settings.idle_own", minutes=5)
    press(page, "shared_computer", True)
    assert page._rows["idle_minutes"].chips()[0].text() == words("settings.idle_own", minutes=2)


def test_taking_back_a_choice_leaves_it_as_it_was(page):
    press(page, "theme", "system")
    assert page._rows["theme"].chosen() == ["system"]


def test_a_folder_that_cannot_be_written_is_said(page, monkeypatch, tmp_path, words):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("OWN_WORDS_HOME", str(tmp_path / "file"))
    press(page, "theme", "dark")
    assert page._not_saved.isVisible()
    assert page.session.outside["theme"] == "dark"


def test_a_place_that_a_service_copies_is_said_and_no_other(page, open_session, qtbot, words):
    assert not hasattr(page, "place_word")
    (open_session.vault.folder.parent / ".stfolder").mkdir()
    again = SettingsPage(open_session)
    qtbot.addWidget(again)
    assert again.place_word.text() == words("place.copied", service="Syncthing")


def test_the_passphrase_and_the_code_have_their_pages(page, qtbot):
    for button, name in (
        (page.passphrase, "passphrase"),
        (page.code, "code_practice"),
        (page.new_code, "new_code"),
        (page.copy, "copy"),
    ):
        with qtbot.waitSignal(page.go) as go:
            button.click()
        assert go.args == [name, {}]

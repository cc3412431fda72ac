# SPDX-License-Identifier: GPL-3.0-or-later
"""The one shared object."""


class Left:
    def __init__(self) -> None:
        self.calls: list[str] = []

    def lock(self) -> None:
        self.calls.append("lock")

    def leave(self) -> None:
        self.calls.append("leave")


def test_locking_and_leaving_are_passed_on(session):
    session.lock()
    session.leave()  # nobody there yet: the first picture is not painted
    session.leaving = left = Left()
    session.lock()
    session.leave()
    assert left.calls == ["lock", "leave"]


def test_the_last_words_are_those_of_the_page_that_is_open(session):
    assert session.last_words() is None
    session.unsaved_with(lambda: lambda: "kept")
    assert session.last_words()() == "kept"
    session.unsaved_with(None)
    assert session.last_words() is None


def test_a_setting_that_is_changed_is_kept_in_the_record(open_session, qtbot):
    with qtbot.waitSignal(open_session.settings_changed):
        open_session.change("idle_minutes", 10)
    vault, seen = open_session.vault, []
    open_session.worker.run(lambda: vault.settings.get("idle_minutes"), seen.append)
    qtbot.waitUntil(lambda: seen == [10])
    assert open_session.inside["idle_minutes"] == 10

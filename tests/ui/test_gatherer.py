# SPDX-License-Identifier: GPL-3.0-or-later
"""A report's contents are read in portions, whole and in order; other work comes between, and leaving stops it."""

from journal.vault import gathering
from tests.helpers.kept import keep
from tests.helpers.rooms import on_vault
from ui.gatherer import Gatherer


def fill(vault):
    incident = vault.incidents.start("own_account").id
    return [keep(vault, incident, account=str(n)) for n in range(25)]


def test_portions_together_are_all_of_it_and_other_tasks_run_between_them(open_session, qtbot, monkeypatch):
    monkeypatch.setattr(gathering, "PORTION", 4)
    kept = on_vault(open_session, qtbot, fill)
    between, found = [], []
    gatherer = Gatherer(open_session)
    gatherer.gathered.connect(found.append)
    gatherer.begin()
    open_session.worker.run(lambda: None, lambda _none: between.append(bool(found)))
    qtbot.waitUntil(lambda: bool(found))
    assert list(found[0].entries) == kept
    assert between == [False], "it did not wait for all of it"
    assert found[0] == on_vault(open_session, qtbot, lambda vault: vault.contents())


def test_after_leaving_nothing_more_is_read(open_session, qtbot, monkeypatch):
    monkeypatch.setattr(gathering, "PORTION", 4)
    on_vault(open_session, qtbot, fill)
    gatherer = Gatherer(open_session)
    gatherer.gathered.connect(lambda _contents: (_ for _ in ()).throw(AssertionError))
    gatherer.begin()
    gatherer.stop()
    for _ in range(4):
        on_vault(open_session, qtbot, lambda vault: None)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Inside settings: kept in the vault, and never anything but an accepted value."""

import pytest

from journal.settings import SETTINGS, Keep
from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE


def test_a_setting_is_its_default_until_it_is_set_and_stays_when_closed(vault, clock):
    assert vault.settings.all() == {each.key: each.default for each in SETTINGS if each.keep is Keep.INSIDE}
    vault.settings.set("idle_minutes", 15)
    vault.settings.set("idle_minutes", 3)
    vault.settings.set("place", {"page": "guide", "cursor": 4, "text": "\ud83d"})
    vault.close()
    with Vault.open(vault.folder, PASSPHRASE, clock=clock) as opened:
        assert opened.settings.get("idle_minutes") == 3
        assert opened.settings.all()["place"] == {"page": "guide", "cursor": 4, "text": "\ud83d"}


@pytest.mark.parametrize("key", ["theme", "vault", "colour"])
def test_what_is_not_an_inside_setting_is_a_bug(vault, key):
    with pytest.raises(KeyError):
        vault.settings.set(key, "dark")
    with pytest.raises(KeyError):
        vault.settings.get(key)


def test_a_value_that_is_not_accepted_becomes_the_default(vault):
    vault.settings.set("idle_minutes", -1)
    assert vault.settings.get("idle_minutes") == 0
    vault._database._connection.execute("UPDATE settings SET value = ?", (b'"strange"',))
    assert vault.settings.get("idle_minutes") == 0

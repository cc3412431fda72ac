# SPDX-License-Identifier: GPL-3.0-or-later
"""Folders that services copy are told from others; the place where records stand by themselves is none of them."""

import sys
from pathlib import Path

import pytest

from journal import paths
from journal.synced import copied_by


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/a/Dropbox/record", "Dropbox"),
        ("/home/a/Dropbox (Personal)/x/record", "Dropbox"),
        ("/home/a/OneDrive - A Company/record", "OneDrive"),
        ("/home/a/Google Drive/record", "Google Drive"),
        ("/Users/a/Library/CloudStorage/GoogleDrive-a@b.c/My Drive/record", "Google Drive"),
        ("/Users/a/Library/CloudStorage/Something-a/record", "a cloud service"),
        ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/record", "iCloud"),
        ("/Users/a/Library/Mobile Documents/other/record", "iCloud"),
        ("/home/a/nextcloud/record", "Nextcloud"),
        ("/home/a/Nextcloud2/record", "Nextcloud"),
        ("/home/a/MEGAsync/record", "MEGA"),
        ("/home/a/record", ""),
        ("/home/a/Documents/record", ""),
        ("/home/a/.local/share/own-words/record", ""),
        ("/media/a/stick/record", ""),
        ("/home/a/my dropbox papers/record", ""),
        ("/home/a/CloudStorage/record", ""),
    ],
)
def test_a_folder_is_known_by_its_name(folder, service):
    assert copied_by(Path(folder), {}, lambda _path: False) == service


@pytest.mark.parametrize(
    ("mark", "service"), [(".stfolder", "Syncthing"), (".dropbox", "Dropbox"), (".sync", "Resilio Sync")]
)
def test_or_by_what_a_service_left_in_it_or_above_it(tmp_path, mark, service):
    assert copied_by(tmp_path / "x" / "record") == ""
    (tmp_path / mark).mkdir()
    assert copied_by(tmp_path / "x" / "record") == service
    assert copied_by(tmp_path) == service


def test_or_by_where_the_system_says_that_it_is():
    around = {"OneDriveCommercial": "/data/company"}
    assert copied_by(Path("/data/company/papers/record"), around, lambda _path: False) == "OneDrive"
    assert copied_by(Path("/data/companion/record"), around, lambda _path: False) == ""


@pytest.mark.parametrize("name", ["Desktop", "Documents"])
def test_macos_may_copy_the_desktop_and_the_documents(tmp_path, name):
    record = tmp_path / name / "record"
    assert copied_by(record) == ""
    (tmp_path / "Library" / "Mobile Documents" / "com~apple~CloudDocs" / name).mkdir(parents=True)
    assert copied_by(record) == "iCloud"
    assert copied_by(tmp_path / "Movies" / "record") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_is_followed(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "quiet").symlink_to(tmp_path / "Dropbox")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    assert copied_by(tmp_path / "quiet" / "record") == "Dropbox"
    assert copied_by(tmp_path / "round" / "record") == ""


@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
def test_by_itself_a_record_stands_where_no_service_copies(home, monkeypatch, system):
    for name in ("OWN_WORDS_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(Path, "home", lambda: home)
    for name in ("Desktop", "Documents"):  # as where all of it is copied
        (home / "Library" / "Mobile Documents" / "com~apple~CloudDocs" / name).mkdir(parents=True)
    place = paths.default_vault()
    around = {"OneDrive": str(home / "OneDrive")}
    assert copied_by(place, around) == ""
    assert place.is_relative_to(home)
    assert not {"Desktop", "Documents", "Pictures", "Roaming"} & set(place.relative_to(home).parts)

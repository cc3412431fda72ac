# SPDX-License-Identifier: GPL-3.0-or-later
"""The disk that forgets: what was synced is there whenever the power goes; what was not may be, or in part."""

import os
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.powercut.disk import Disk, lay_out, read
from tests.powercut.events import Make, MakeFolder, Remove, Rename, Resize, Sync, Write

OLD, NEW = b"o" * 10_000, b"n" * 10_000


def possible(*events, start=None, times=300, deaf=()):
    """All that was found in so many cuts right after these events."""
    disk = Disk(start or {}, frozenset(deaf))
    for each in events:
        disk.do(each)
    return [disk.left(random.Random(number)) for number in range(times)]


def test_what_was_written_and_not_synced_may_be_there_or_not_or_in_part():
    found = {each["a"] for each in possible(Write("a", 0, NEW), start={"a": OLD})}
    assert {OLD, NEW} < found
    torn = found - {OLD, NEW}
    assert all(set(each) <= set(b"on") for each in torn)
    assert any(each.startswith((b"n" * 512 + b"o" * 512, b"o" * 512 + b"n" * 512)) for each in torn)
    assert any(each[:4096] == NEW[:4096] and each[4096:] == OLD[4096:] for each in torn)


def test_a_sector_is_old_or_new_and_never_both():
    for each in possible(Write("a", 100, NEW[:3000]), start={"a": OLD}):
        for start in range(0, len(OLD), 512):
            sector = each["a"][start : start + 512]
            assert len(set(sector.strip(b"n"))) <= 1
            middle = sector[100:] if not start else sector
            assert len(set(middle[: 3100 - start] if start < 3100 else middle)) <= 1


def test_what_was_synced_is_always_there():
    assert {each["a"] for each in possible(Write("a", 0, NEW), Sync("a"), start={"a": OLD})} == {NEW}


def test_a_sync_of_one_file_says_nothing_of_another():
    found = possible(Write("a", 0, NEW), Write("b", 0, NEW), Sync("b"), start={"a": OLD, "b": OLD})
    assert {each["b"] for each in found} == {NEW}
    assert OLD in {each["a"] for each in found}


def test_what_is_written_after_the_sync_may_be_lost():
    found = {each["a"] for each in possible(Write("a", 0, b"1"), Sync("a"), Write("a", 0, b"2"), start={"a": b"0"})}
    assert found == {b"1", b"2"}


def test_a_new_file_is_only_there_for_certain_when_its_folder_was_synced():
    written = [Make("a"), Write("a", 0, NEW), Sync("a")]
    assert {each.get("a") for each in possible(*written)} == {None, NEW}
    assert {each.get("a") for each in possible(*written, Sync(""))} == {NEW}


def test_a_name_may_be_there_without_what_was_written_under_it():
    found = {each["a"] for each in possible(Make("a"), Write("a", 0, NEW), Sync(""))}
    assert {b"", NEW, bytes(len(NEW))} < found


def test_a_rename_may_be_undone_until_its_folder_is_synced_and_is_never_half_done():
    start = {"a": OLD, "b": NEW}
    found = possible(Rename("b", "a"), start=start)
    assert start in found
    assert {"a": NEW} in found
    assert all(each in (start, {"a": NEW}) for each in found)
    assert possible(Rename("b", "a"), Sync(""), start=start, times=9) == [{"a": NEW}] * 9


def test_a_file_that_was_removed_may_come_back():
    found = possible(Remove("a"), start={"a": OLD})
    assert {each.get("a") for each in found} == {None, OLD}
    assert possible(Remove("a"), Sync(""), start={"a": OLD}, times=9) == [{}] * 9


def test_what_lies_in_a_folder_that_is_gone_is_gone():
    made = [MakeFolder("f"), Make("f/a"), Write("f/a", 0, NEW), Sync("f/a"), Sync("f")]
    assert {} in possible(*made)
    assert possible(*made, Sync(""), times=9) == [{"f": None, "f/a": NEW}] * 9


def test_a_file_that_is_cut_off_may_be_as_long_as_before():
    assert {len(each["a"]) for each in possible(Resize("a", 10), start={"a": OLD})} == {10, len(OLD)}


def test_a_file_written_over_in_place_may_be_neither_old_nor_new():
    written = [Resize("a", 0), Write("a", 0, NEW)]
    found = {each["a"] for each in possible(*written, start={"a": OLD})}
    assert {OLD, NEW, b""} < found


def test_a_disk_that_hears_no_sync_loses_what_was_synced():
    events = [Make("a"), Write("a", 0, NEW), Sync("a"), Sync("")]
    assert {each["a"] for each in possible(*events, deaf=("files",))} > {b"", NEW}
    assert {} in possible(*events, deaf=("folders",))


def test_a_rename_between_folders_is_refused():
    disk = Disk({"f": None, "a": b""})
    with pytest.raises(NotImplementedError):
        disk.do(Rename("a", "f/a"))


PLACES = ("a", "b", "f/a", "f/b")
PLACE = st.sampled_from(PLACES)
EVENTS = st.lists(
    st.builds(Make, PLACE)
    | st.builds(Write, PLACE, st.integers(0, 9000), st.binary(max_size=5000))
    | st.builds(Resize, PLACE, st.integers(0, 9000))
    | st.builds(Sync, st.sampled_from((*PLACES, "f", "")))
    | st.sampled_from([Rename("a", "b"), Rename("f/b", "f/a")])
    | st.builds(Remove, PLACE),
    max_size=25,
)


def carried_out(events, root):
    """On a real folder; gives those that could be."""
    for event in events:
        path = root / getattr(event, "path", getattr(event, "old", ""))
        if not isinstance(event, Make) and not path.exists():
            continue
        match event:
            case Make():
                path.touch()
            case Write(_, at, data):
                with path.open("r+b") as file:
                    file.seek(at)
                    file.write(data)
                if not data:
                    continue
            case Resize(_, size):
                os.truncate(path, size)
            case Rename(_, new):
                path.replace(root / new)
            case Remove():
                path.unlink()
        yield event


@given(EVENTS, st.integers())
def test_while_the_power_is_on_it_is_like_a_real_disk(tmp_path_factory, events, seed):
    root = tmp_path_factory.mktemp("disk") / "root"
    lay_out(root, {"a": b"first", "f": None})
    done = list(carried_out(events, root))
    disk = Disk.after({"a": b"first", "f": None}, done)
    assert disk.now() == read(root)
    for path in (*(path for path, data in read(root).items() if data is not None), "f", ""):
        disk.do(Sync(path))
    assert disk.left(random.Random(seed)) == read(root), "all of it was synced"


@given(EVENTS, st.integers())
def test_whatever_is_left_was_there_once_since_the_last_sync(tmp_path_factory, events, seed):
    """Each folder's names, at one moment; each byte, under whatever name its file has by then."""
    root = tmp_path_factory.mktemp("disk") / "root"
    lay_out(root, {"a": b"first", "f": None})
    disk = Disk({"a": b"first", "f": None})
    names = {"": [{"a", "f"}], "f": [set()]}
    bytes_seen = set(b"first\0")
    for event in carried_out(events, root):
        disk.do(event)
        bytes_seen |= set(getattr(event, "data", b""))
        for folder, seen in names.items():
            there = {each.name for each in (root / folder).iterdir()}
            seen[:] = [there] if event == Sync(folder) else [*seen, there]
    left = disk.left(random.Random(seed))
    assert {each for each in left if "/" not in each} in names[""]
    assert {each.removeprefix("f/") for each in left if "/" in each} in names["f"]
    assert all(set(data) <= bytes_seen for data in left.values() if data is not None)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of a backup: only what the record's own key made is believed, and nothing in it can harm."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clock import Stamp
from journal.handover import listing
from journal.handover.listing import Item, Listing, NoList
from tests.helpers.kept import any_json

KEY = bytes(range(32))
MADE = Stamp.parse("2026-11-26T22:10:00.000-05:00")


def some(**other):
    given = {"record": "7K4Q-93MD", "made": MADE, "database": Item(8192, bytes(32)), "chain": b"c" * 32}
    return Listing(**(given | {"objects": {"ab" * 16: Item(4112, b"d" * 32)}} | other))


items = st.builds(Item, st.integers(0, 2**48), st.binary(min_size=32, max_size=32))
names = st.binary(min_size=16, max_size=16).map(bytes.hex)


@given(objects=st.dictionaries(names, items, max_size=5), database=items)
def test_what_is_packed_comes_back(objects, database):
    made = some(objects=objects, database=database)
    assert listing.unpack(made.pack(KEY), KEY) == made


@given(at=st.integers(0), to=st.integers(0, 255))
def test_any_changed_byte_is_no_list(at, to):
    data = bytearray(some().pack(KEY))
    at %= len(data)
    if data[at] != to:
        data[at] = to
        with pytest.raises(NoList):
            listing.unpack(bytes(data), KEY)


@given(data=st.binary(max_size=200) | any_json().map(lambda said: json.dumps(said).encode("utf-8", "surrogatepass")))
def test_whatever_is_there_is_a_list_or_none(data):
    with pytest.raises(NoList):
        listing.unpack(data)


@given(
    name=st.sampled_from(["../../etc/passwd", "/etc/passwd", "AB" * 16, "ab" * 15, "ab" * 17, "ab" * 16 + "\n", ""])
    | st.text(),
)
def test_a_name_that_is_no_object_is_refused_even_when_the_key_made_it(name):
    with pytest.raises(NoList):
        listing.unpack(some(objects={name: Item(1, bytes(32))}).pack(KEY))


@pytest.mark.parametrize("size", [-1, 2**48 + 1, 10**400])
def test_sizes_have_bounds(size):
    with pytest.raises(NoList):
        listing.unpack(some(database=Item(size, bytes(32))).pack(KEY))


@given(said=any_json(), where=st.sampled_from(["format", "version", "record", "made", "database", "chain", "objects"]))
def test_anything_in_any_place_is_refused_or_what_was_there(said, where):
    inner = json.loads(some().pack(KEY))["list"]
    if said != inner[where] or type(said) is not type(inner[where]):
        try:
            listing.unpack(listing._sealed(inner | {where: said}, KEY))
        except NoList:
            return
        assert where in ("objects",), "an empty object is a list of no files"
        assert said == {}


def test_another_key_made_it():
    with pytest.raises(NoList):
        listing.unpack(some().pack(KEY), bytes(32))
    listing.unpack(some().pack(KEY))


@pytest.mark.parametrize(
    "data",
    [b"[" * 200_000, b'{"list":' * 5000, b'{"hmac":1,"list":1}\n', b"\xff\xfe", b"null\n", b"1" * 5000],
    ids=["deep", "deeper", "numbers", "not utf-8", "null", "digits"],
)
def test_what_is_made_to_hang_a_reader_is_refused(data):
    with pytest.raises(NoList):
        listing.unpack(data, KEY)


def test_two_of_one_name_are_refused():
    data = some().pack(KEY)
    twice = data.replace(b'"version":1', b'"version":1,"version":1')
    assert twice != data
    with pytest.raises(NoList):
        listing.unpack(twice)


def test_the_code_of_a_chain_is_another_for_each_length_end_and_key():
    codes = {
        listing.chain_code(key, count, head)
        for key in (KEY, bytes(32))
        for count in (0, 1, 2**40)
        for head in (bytes(32), b"h" * 32)
    }
    assert len(codes) == 12


def test_a_list_that_is_too_long_a_link_or_a_pipe_is_not_read(tmp_path, monkeypatch):
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / listing.NAME
    assert listing.read(folder) is None
    path.write_bytes(some().pack(KEY))
    assert listing.read(folder, KEY) == some()
    with monkeypatch.context() as patch:
        patch.setattr(listing, "LARGEST", 100)
        assert listing.read(folder) is None
    path.rename(tmp_path / "real")
    path.symlink_to(tmp_path / "real")
    assert listing.read(folder) is None
    if hasattr(__import__("os"), "mkfifo"):
        path.unlink()
        __import__("os").mkfifo(path)
        assert listing.read(folder) is None

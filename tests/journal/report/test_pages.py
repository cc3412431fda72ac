# SPDX-License-Identifier: GPL-3.0-or-later
"""Where strips stand: each once, in order, within the page, and together where they hold each other."""

from hypothesis import given
from hypothesis import strategies as st

from journal.report.pages import paginate
from journal.report.strips import Strip

DEPTH = 100.0
STRIPS = st.lists(
    st.builds(
        Strip,
        height=st.floats(1, 150),
        before=st.floats(0, 30),
        holds=st.booleans(),
        room=st.sampled_from([0.0, 0.0, 60.0, 200.0]),
        fresh=st.sampled_from([False, False, False, True]),
    )
)


@given(STRIPS)
def test_every_strip_stands_once_and_in_order(strips: list[Strip]) -> None:
    placed = [each.strip for sheet in paginate(strips, DEPTH) for each in sheet.strips]
    assert [id(strip) for strip in placed] == [id(strip) for strip in strips if not strip.fresh]


@given(STRIPS)
def test_nothing_reaches_below_the_page_but_what_is_taller_than_it(strips: list[Strip]) -> None:
    for sheet in paginate(strips, DEPTH):
        for each in sheet.strips:
            assert each.top + each.strip.height <= DEPTH + 0.001 or each.strip.height > DEPTH


@given(STRIPS)
def test_the_space_above_is_dropped_at_the_head_of_a_page(strips: list[Strip]) -> None:
    assert all(sheet.strips[0].top == 0 for sheet in paginate(strips, DEPTH) if sheet.strips)


def test_what_holds_together_goes_to_the_next_page_together() -> None:
    strips = [Strip(80), Strip(10, holds=True), Strip(10, holds=True), Strip(10)]
    assert [len(sheet.strips) for sheet in paginate(strips, DEPTH)] == [1, 3]


def test_what_holds_together_and_is_longer_than_a_page_is_cut_all_the_same() -> None:
    strips = [Strip(30, holds=True) for _ in range(10)]
    assert [len(sheet.strips) for sheet in paginate(strips, DEPTH)] == [3, 3, 3, 1]


def test_what_stands_again_stands_at_the_head_of_each_page_on_which_a_table_goes_on() -> None:
    head = Strip(10, holds=True)
    rows = [Strip(30, before=2, again=(head,)) for _ in range(7)]
    found = [[each.strip for each in sheet.strips] for sheet in paginate([head, *rows], DEPTH)]
    assert found == [[head, *rows[:2]], [head, *rows[2:4]], [head, *rows[4:6]], [head, rows[6]]]
    assert [each.top for each in paginate([head, *rows], DEPTH)[1].strips] == [0, 12, 44]


def test_a_heading_goes_to_the_next_page_when_there_is_less_room_than_it_asks_for() -> None:
    heading = Strip(10, holds=True, room=50)
    assert [len(sheet.strips) for sheet in paginate([Strip(55), heading, Strip(10)], DEPTH)] == [1, 2]
    assert [len(sheet.strips) for sheet in paginate([Strip(45), heading, Strip(10)], DEPTH)] == [3]


def test_a_heading_below_a_heading_asks_for_its_room_without_being_parted_from_it() -> None:
    part, card = Strip(20, holds=True, room=30), Strip(10, holds=True, room=50)
    found = [len(sheet.strips) for sheet in paginate([Strip(35), part, card, Strip(10)], DEPTH)]
    assert found == [1, 3]

# SPDX-License-Identifier: GPL-3.0-or-later
"""Search finds the person's words as they are typed, and takes any text for words to look for."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.helpers.kept import HARD_TEXTS, any_text, draft, keep

ODD = [
    *['"', '""', "'", "*", "NEAR(a b)", "a OR b", "NOT", "AND", "text:a", "^a", "a + b", "{a}", "(", ")", "-", "a*b"],
    *["\0", 'a\0"b', "\ud83d", "%", "_", ";--", "\\", "🕯", "…", "\x02\x03", " ", "\n", "a" * 5000, '" ' * 300],
]


@pytest.fixture
def incident(vault):
    return vault.incidents.start("own_account").id


def found(vault, text, **options):
    return [hit.id for hit in vault.search.find(text, **options)]


def test_the_last_word_may_be_unfinished_and_the_others_not(vault, incident):
    entry = keep(vault, incident, account="he shouted at the window")
    for text in ("s", "sh", "sho", "shouted", "at sho", "window shouted", "SHOUTED", " shouted  win "):
        assert found(vault, text) == [entry.id], text
    for text in ("houted", "sho at", "shouting", "door"):
        assert found(vault, text) == [], text


def test_marks_on_letters_make_no_difference(vault, incident):
    entry = keep(vault, incident, account="una señal, cafe\u0301, ÉL gritó, naïve")
    for text in ("senal", "señal", "sen", "café", "cafe", "el grito", "naive"):
        assert found(vault, text) == [entry.id], text


def test_words_with_signs_in_them_are_found(vault, incident):
    entry = keep(vault, incident, account="don't move, 4-chain, o'brien@example")
    for text in ("don't", "don't mo", "4-ch", "o'brien", "brien@example"):
        assert found(vault, text) == [entry.id], text


@pytest.mark.parametrize(
    ("account", "text"),
    [
        ("昨天晚上警察拦住了我们的车", "警察"),
        ("昨天晚上警察拦住了我们的车", "昨天 车"),
        ("パトカーが二台来た", "二台"),
        ("ตำรวจตะโกนใส่ฉัน", "ตะโกน"),
        ("badge 4471 警察", "警察 44"),
    ],
)
def test_scripts_without_spaces_are_searched_within_their_words(vault, incident, account, text):
    entry = keep(vault, incident, account=account)
    keep(vault, incident, account="something else")
    writing = draft(vault, incident, account=account)
    hits = vault.search.find(text)
    assert [hit.id for hit in hits] == [writing.id, entry.id]
    for hit in hits:
        [(start, end)] = hit.found
        assert hit.snippet[start:end] == text.split()[0]
    assert found(vault, text + "没有") == []
    assert [hit.id for hit in vault.search.find(text, ranked=True)] == [writing.id, entry.id]


@pytest.mark.parametrize("text", ["שלום", "مرحبا", "привет", "안녕하세요"])
def test_other_scripts_are_found_by_the_beginning_of_a_word(vault, incident, text):
    entry = keep(vault, incident, account=f"x {text} y")
    assert found(vault, text) == found(vault, text[:3]) == [entry.id]


def test_odd_text_is_only_text(vault, incident):
    keep(vault, incident, account="a b text words")
    for text in (*ODD, *HARD_TEXTS):
        draft(vault, incident, account=text)
        for ranked in (False, True):
            vault.search.find(text, ranked=ranked)


@given(any_text(), st.booleans())
def test_no_text_breaks_the_search(vault, text, ranked):
    vault.search.find(text, ranked=ranked)


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\0"])
def test_nothing_finds_nothing(vault, incident, text):
    keep(vault, incident, account="a")
    assert found(vault, text) == []


def test_a_hit_says_where_it_stands_and_what_fits(vault, incident, clock):
    entry = keep(vault, incident, "words", quote="one two " * 30 + "shouted at me " + "three four " * 30)
    [hit] = vault.search.find("shou")
    assert (hit.id, hit.incident, hit.step, hit.is_draft, hit.when) == (entry.id, incident, "words", False, clock.now())
    assert [hit.snippet[start:end] for start, end in hit.found] == ["shouted"]
    assert len(hit.snippet) < 160
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")


def test_marks_inside_the_persons_words_do_not_confuse_what_fits(vault, incident):
    keep(vault, incident, account="\x03a\x02 shouted <b> \x02")
    [hit] = vault.search.find("shouted")
    assert [hit.snippet[start:end] for start, end in hit.found] == ["shouted"]


def test_newest_first_and_drafts_before_all(vault, incident, clock):
    kept = []
    for n in range(4):
        kept.append(keep(vault, incident, account=f"word {n}").id)
        clock.jump(days=-1)
    writing = [draft(vault, incident, account="word").id for _ in range(3)]
    assert found(vault, "word") == writing[::-1] + kept[::-1]
    assert found(vault, "word", drafts=False) == kept[::-1]


def test_ranked_puts_what_fits_best_first(vault, incident):
    best = keep(vault, incident, account="kneel kneel kneel").id
    keep(vault, incident, account="nothing of it " * 20)
    other = keep(vault, incident, account="kneel " + "and much else " * 50).id
    assert found(vault, "kneel") == [other, best]
    assert found(vault, "kneel", ranked=True) == [best, other]


@pytest.mark.parametrize("ranked", [False, True])
@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_pages_follow_each_other_without_gap_or_repetition(vault, incident, ranked, limit):
    for n in range(5):
        keep(vault, incident, account="word " * (n % 3 + 1))
    for n in range(4):
        draft(vault, incident, account="word " * (n % 2 + 1))
    whole = vault.search.find("word", ranked=ranked)
    assert len(whole) == 9
    pages, after = [], None
    while page := vault.search.find("word", limit, after, ranked=ranked):
        assert len(page) <= limit
        pages += page
        after = page[-1]
    assert pages == whole


def test_a_draft_is_found_by_what_it_says_now(vault, incident):
    made = draft(vault, incident, account="first")
    assert found(vault, "first") == [made.id]
    vault.drafts.save(replace(made, answers={"account": "second"}), "second")
    assert found(vault, "first") == []
    assert found(vault, "second") == [made.id]


def test_a_removed_draft_does_not_hide_the_next_one(vault, incident):
    """Its row number and its turn may be given away again."""
    first = draft(vault, incident, account="alpha")
    assert found(vault, "alpha") == [first.id]
    vault.drafts.remove(first.id)
    second = draft(vault, incident, account="beta")
    assert found(vault, "alpha") == []
    assert found(vault, "beta") == [second.id]


def test_a_kept_draft_is_found_once(vault, incident):
    entry = keep(vault, incident, account="alpha")
    assert [(hit.id, hit.is_draft) for hit in vault.search.find("alpha")] == [(entry.id, False)]


def test_everything_is_found_again_after_closing(vault, incident, clock):
    entry, writing = keep(vault, incident, account="alpha one"), draft(vault, incident, account="alpha two")
    vault.close()
    with Vault.open(vault.folder, PASSPHRASE, clock=clock) as opened:
        assert found(opened, "alpha") == [writing.id, entry.id]


def test_what_was_skipped_or_seen_has_no_words(vault, incident):
    from tests.helpers.kept import WORDING

    vault.entries.skip(incident, "account", WORDING)
    assert found(vault, "happened") == []


def test_the_index_of_drafts_is_in_memory(vault, incident):
    draft(vault, incident, account="alpha")
    vault.search.find("alpha")
    connection = vault._database._connection
    assert connection.execute("SELECT count(*) FROM temp.draft_text").fetchone() == (1,)
    assert connection.execute("PRAGMA temp_store").fetchone() == (2,)
    files = {file for _, name, file in connection.execute("PRAGMA database_list") if name == "temp"}
    assert files == {""}


@pytest.mark.parametrize("at", range(4))
def test_a_new_connection_in_the_middle_of_a_search_breaks_nothing(vault, incident, monkeypatch, at):
    """After a bad page the connection is another one, whose index of drafts is empty; the next search has them all."""
    first, second = draft(vault, incident, account="he shouted"), draft(vault, "", account="she shouted too")
    assert set(found(vault, "shouted")) == {first.id, second.id}
    third = draft(vault, incident, account="they shouted")
    database, asked = vault._database, []
    rows = database.rows

    def rows_after_a_fault(sql, values=()):
        asked.append(sql)
        if len(asked) == at + 1:
            assert database._renew()
        return rows(sql, values)

    monkeypatch.setattr(database, "rows", rows_after_a_fault)
    assert set(found(vault, "shouted")) <= {first.id, second.id, third.id}
    assert len(asked) > at
    assert set(found(vault, "shouted")) == {first.id, second.id, third.id}

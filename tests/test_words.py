# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program says: every key used and there, no word that it never says, short sentences, none in the code.

How the code was searched for keys: tests/helpers/spoken_keys.py.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import textstat

from journal import errors
from journal.guide.acts import ACTS
from journal.guide.step import Step
from journal.guide.steps import GUIDES
from journal.support import read as read_support
from journal.words import ENGLISH, PSEUDO, Words, languages
from tests.helpers.spoken_keys import ROOT, SOURCES, Asked, asked_in, placeholders, strings_in, texts_of

TEXT = ROOT / "resources" / "text"
EN = texts_of(TEXT / ENGLISH)
STEPS = list({step.id: step for guide in (*GUIDES.values(), ACTS) for step in guide.steps}.values())

# Never said, on screen or on paper, in any of their forms (docs/wording.md).
NEVER = re.compile(
    r"\b(alleg\w*|claim\w*|victim\w*|resist\w*|incomplete\w*|invalid\w*|errors?|failed|failure|required|journals?"
    r"|diary|diaries|pleased?|just|simply|great|don['’]t worry)\b|!",
    re.IGNORECASE,
)
_ARGUMENT_0 = {
    "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "PlainLabel",
    "Notice", "button", "chip", "addItem", "addItems", "addAction", "addMenu", "addButton", "QListWidgetItem",
    "QStandardItem",
}  # fmt: skip
_EVERY_ARGUMENT = {
    "setText", "setWindowTitle", "setToolTip", "setAccessibleName", "setAccessibleDescription", "setPlaceholderText",
    "setStatusTip", "setWhatsThis", "setTitle", "setLabelText", "setInformativeText", "setDetailedText", "addTab",
    "setTabText", "setPlainText", "setHtml", "setMarkdown", "insertPlainText", "information", "question", "warning",
    "critical", "about", "getSaveFileName", "getOpenFileName", "getExistingDirectory", "setSuffix", "setPrefix",
}  # fmt: skip
_FILE_FILTER = re.compile(r"[A-Z]+ \(\*\.[a-z]+\)")
_SENTENCE = re.compile(r"^[A-Z][\w’']*( [\w’',;:()-]+)+[.?!]$")


def guide_keys() -> tuple[set[str], set[str]]:
    """The keys that the table of questions must have words for, and those it may have."""
    must, may = set(), set()
    for step in STEPS:
        must |= {f"step.{step.id}.{name}" for name in ("title", "name", "intro")}
        may.add(f"step.{step.id}.notice")
        if step.repeats:
            must.add(f"step.{step.id}.another")
        must |= {f"{step.id}.{piece}.{name}" for piece in step.told for name in ("head", "text")}
        if step.open_at_first is not None:
            must.add(f"step.{step.id}.more")
        must |= {f"start.{step.id}.{start.step}" for start in step.starts}
        for field in step.fields:
            must.add(f"field.{field.id}.label")
            may.add(f"field.{field.id}.help")
            if field.notice_when is not None:
                must.add(f"field.{field.id}.notice")
            for option in field.options:
                own = f"field.{field.id}.{option}"
                (may if f"option.{option}" in EN else must).add(own)
    return must, may | must


def error_keys() -> set[str]:
    found = set()
    for each in vars(errors).values():
        if isinstance(each, type) and issubclass(each, errors.JournalError) and each.key:
            found |= {f"error.{each.key}.what", f"error.{each.key}.do"}
    return found


@cache  # to read all of the code takes seconds
def _asked() -> list[Asked]:
    return [each for path in SOURCES for each in asked_in(path.read_text(encoding="utf-8"), path.name)]


# ------------------------------------------------------------------------------------------------------------- keys


def test_every_question_of_the_guide_has_its_words() -> None:
    must, _ = guide_keys()
    assert must - EN.keys() == set()


def test_no_words_stand_for_a_question_that_is_not_asked() -> None:
    _, may = guide_keys()
    assert {key for key in EN if key.startswith(("step.", "field."))} - may == set()


def test_everything_a_person_can_run_into_has_its_two_sentences() -> None:
    assert error_keys() - EN.keys() == set()
    assert {key for key in EN if key.startswith("error.")} - error_keys() <= {"error.other.what", "error.other.do"}


def test_every_key_that_the_code_asks_for_is_there() -> None:
    missing = [f"{each.where}: {each.shown}" for each in _asked() if each.must_be_there and not each.found_in(EN)]
    assert missing == []


def test_every_key_that_is_there_is_asked_for() -> None:
    literal, patterns = strings_in(path.read_text(encoding="utf-8") for path in SOURCES)
    known = error_keys() | literal
    unused = [
        key
        for key in EN
        if key not in known
        and re.sub(r"\.(zero|one|two|few|many|other)$", "", key) not in literal
        and not any(pattern.fullmatch(key) for pattern in patterns)
    ]
    assert unused == []


def test_what_is_filled_into_a_text_is_what_the_text_has_room_for() -> None:
    wrong = []
    for each in _asked():
        if each.key is not None and each.values is not None and each.found_in(EN):
            for key in each.keys_in(EN):
                room = placeholders(EN[key]) - ({"number"} if each.counts else set())
                if room != each.values and not (each.counts and room < each.values):
                    wrong.append(f"{each.where}: {key} has {sorted(room)}, given {sorted(each.values)}")
    assert wrong == []


def test_one_key_stands_in_one_file_only() -> None:
    seen: dict[str, str] = {}
    twice = []
    for path in sorted((TEXT / ENGLISH).glob("*.toml")):
        for key in texts_of(path):
            if key in seen:
                twice.append(f"{key}: {seen[key]} and {path.name}")
            seen[key] = path.name
    assert twice == []


@pytest.mark.parametrize("language", [each for each in languages() if each != ENGLISH] or [ENGLISH])
def test_every_language_has_room_for_the_same_values(language: str) -> None:
    assert list(_unlike(EN, texts_of(TEXT / language))) == []


def test_the_pseudo_language_keeps_the_placeholders() -> None:
    pseudo = Words(PSEUDO)
    assert [key for key, text in EN.items() if placeholders(pseudo(key)) != placeholders(text)] == []


# ------------------------------------------------------------------------------------------------------------ voice


def _support_texts() -> Iterator[tuple[str, str]]:
    """What the support page says, without the proper names of people's lines and of laws."""
    support = read_support()
    yield "lines_intro", support.lines_intro
    yield "dates_intro", support.dates_intro
    for line in support.lines:
        yield line.id, " ".join((line.what, line.how, line.hours, line.languages, line.note))
    for each in support.dates:
        yield each.id, " ".join((each.place, each.topic, each.rule, each.note))
    for section in support.sections:
        parts = [text for part in section.parts for text in (part.title, *part.paragraphs)]
        yield section.id, " ".join((section.title, section.card, *section.paragraphs, *parts))
    yield "dates_ask", support.dates_ask
    for area in support.areas:
        yield area.id, area.name


def test_the_words_never_said_are_never_said() -> None:
    said = [*EN.items(), *_support_texts()]
    assert [f"{key}: {found.group()}" for key, text in said for found in NEVER.finditer(text)] == []


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_each_step_reads_at_grade_six_or_lower(step: Step) -> None:
    assert textstat.flesch_kincaid_grade(_all_sentences(step)) <= 6


@pytest.mark.parametrize(
    "key", [key for key in EN if key.endswith((".intro", ".notice")) or re.match(r"truth\.\w+\.text", key)]
)
def test_no_passage_of_the_guide_is_hard_to_read_by_itself(key: str) -> None:
    assert textstat.flesch_kincaid_grade(EN[key]) <= 8


@pytest.mark.parametrize("area", sorted({key.partition(".")[0] for key in EN}))
def test_each_area_of_the_program_reads_at_grade_six_or_lower(area: str) -> None:
    said = [text for key, text in EN.items() if key.startswith(f"{area}.") and text.endswith((".", "?"))]
    assert not said or textstat.flesch_kincaid_grade(" ".join(said)) <= 6


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_an_intro_has_one_to_three_sentences(step: Step) -> None:
    assert 1 <= len(re.findall(r"[.?](?=\s|$)", EN[f"step.{step.id}.intro"])) <= 3


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_a_name_in_the_list_of_steps_is_short(step: Step) -> None:
    assert len(EN[f"step.{step.id}.name"]) <= 20


def test_no_text_is_empty_or_has_stray_spaces() -> None:
    """Spaces at the ends are for what stands between two other texts, and that has no letters."""
    said = {key: text for key, text in EN.items() if re.search(r"[^\W\d_]", text) or not text}
    assert [key for key, text in said.items() if not text or text != text.strip() or "  " in text] == []


def test_quotation_marks_are_the_curly_ones() -> None:
    assert [key for key, text in EN.items() if '"' in text] == []


# ------------------------------------------------------------------------------------------------- none in the code


@pytest.mark.parametrize("path", [path for path in SOURCES if "ui" in path.parts], ids=lambda path: path.name)
def test_no_words_for_the_person_stand_in_the_window(path: Path) -> None:
    assert list(words_in(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_sentence_stands_in_the_code(path: Path) -> None:
    assert list(sentences_in(path.read_text(encoding="utf-8"))) == []


def words_in(source: str) -> Iterator[str]:
    """Texts given to Qt as they stand in the code."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            arguments = node.args[:1] if name in _ARGUMENT_0 else node.args if name in _EVERY_ARGUMENT else []
            arguments = [*arguments, *(each.value for each in node.keywords if each.arg in ("text", "title", "label"))]
            for each in arguments:
                for part in each.values if isinstance(each, ast.JoinedStr) else [each]:
                    text = part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else ""
                    if re.search(r"[^\W\d_]", text) and not _FILE_FILTER.fullmatch(text):
                        yield f"line {node.lineno}: {text}"


def sentences_in(source: str) -> Iterator[str]:
    """String literals that read like a sentence, besides docstrings and what a bug is raised with."""
    tree = ast.parse(source)
    exempt = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise | ast.Assert) or (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        ):
            exempt |= {id(each) for each in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in exempt:
            if _SENTENCE.match(node.value):
                yield f"line {node.lineno}: {node.value}"


def _all_sentences(step: Step) -> str:
    """Labels and options that are no sentences are left out: they would make it look easier than it is."""
    keys = [key for key in EN if key.startswith(f"step.{step.id}.")]
    for field in step.fields:
        keys += [key for key in EN if key.startswith(f"field.{field.id}.")]
    if step.id == "truth":
        keys += [key for key in EN if key.startswith("truth.")]
    return " ".join(EN[key] for key in keys if EN[key].endswith((".", "?")))


def _unlike(english: dict[str, str], other: dict[str, str]) -> Iterator[str]:
    """Keys of another language that English lacks, or whose placeholders are others."""
    for key, text in other.items():
        base = re.sub(r"\.(zero|one|two|few|many)$", ".other", key)
        model = english.get(key, english.get(base))
        if model is None:
            yield f"{key}: not in English"
        elif placeholders(text) != placeholders(model):
            yield f"{key}: {sorted(placeholders(text))} is not {sorted(placeholders(model))}"


# ---------------------------------------------------------------------------------------- the checks check something


def test_the_checks_find_what_they_are_for() -> None:
    assert list(words_in('QLabel("Hello")\nlabel.setText(f"{n} files")\nbutton("", "house")\nx.setText("·")')) == [
        "line 1: Hello",
        "line 2:  files",
    ]
    assert list(
        sentences_in('"""A docstring is fine."""\nx = "This one is not."\nraise ValueError("A bug may say so.")')
    ) == ["line 2: This one is not."]
    assert [found.group() for found in NEVER.finditer("Please claim it, justly! An Error")] == [
        "Please",
        "claim",
        "!",
        "Error",
    ]
    assert list(_unlike({"a": "{x}", "b.other": "{number}"}, {"a": "{y}", "b.few": "{number}", "c": ""})) == [
        "a: ['y'] is not ['x']",
        "c: not in English",
    ]


def test_the_search_for_keys_finds_them() -> None:
    source = (
        'words("a.b", name=1)\nself.words.count("c.d", 2)\nself._session.words(f"area.{x}.label")\n'
        'words("g.h" if y else "i.j")\nother("k.l")\nwords(key)\nwords("m.n", **values)\nwords.has(f"kind.{p}")\n'
    )
    found = {(each.shown, each.counts, each.must_be_there) for each in asked_in(source, "x.py")}
    assert found == {
        ("a.b", False, True),
        ("c.d", True, True),
        ("area.{}.label", False, True),
        ("g.h", False, True),
        ("i.j", False, True),
        ("m.n", False, True),
        ("kind.{}", False, False),
    }
    literal, patterns = strings_in([source])
    assert {"a.b", "k.l", "g.h"} <= literal
    assert any(pattern.fullmatch("area.anything.label") for pattern in patterns)
    assert not any(pattern.fullmatch("z.z.z") for pattern in patterns)

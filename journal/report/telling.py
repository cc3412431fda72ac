# SPDX-License-Identifier: GPL-3.0-or-later
"""One entry as blocks: its number, when it was written, each question as it was worded then, and the answers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from journal.clock import Stamp
from journal.dates import offset_text, stamp_day, stamp_text, time_text
from journal.guide import body_marks, people, sequence, sketch
from journal.guide.answers import LOG, ME, instead
from journal.guide.sequence_picture import pictures
from journal.guide.spoken import label, moment_text, option_label, say
from journal.guide.step import Field, Kind, Step
from journal.record.contents import Contents
from journal.record.entry import STEP_TITLE, Entry, EntryKind
from journal.record.evidence import Evidence
from journal.record.moment import Moment
from journal.report.about import group_about
from journal.report.blocks import Answer, Block, Drawn, Event, Fact, Facts, Heading, Level, Note, Words
from journal.report.choice import Choice, belongs, is_of_evidence, is_printed, printed_fields, step_of
from journal.report.gap import gap_text
from journal.words import Words as Language

_SHORT = 48
_Way = Callable[[Entry, Field, str, Any], "Iterator[Block]"]
_SAID = (Kind.CONTACT, Kind.MONEY, Kind.INCIDENT, Kind.KEPT_FILE)
_SHEET, _ROWS = 560.0, 7  # units of the picture of an order across the page, and parts in one picture


class Teller:
    """Knows the record, the choice and the language, and says one entry at a time."""

    def __init__(self, contents: Contents, choice: Choice, words: Language) -> None:
        self.contents, self.choice, self.words = contents, choice, words
        self._by_id = {entry.id: entry for entry in contents.entries if belongs(entry, choice)}
        self.subject = group_about(contents.entries, self._by_id.values(), choice.about, department=choice.department)
        groups = people.everyone(self._by_id.values())
        self._persons = {card.id: group for group in groups for card in group.cards}
        self._evidence = {each.entry: each for each in contents.evidence}
        self._added: dict[str, list[Entry]] = {}
        self._latest: dict[tuple[str, str], Entry] = {}
        for entry in self._by_id.values():
            if entry.adds_to:
                self._added.setdefault(entry.adds_to, []).append(entry)
            if entry.kind is EntryKind.WRITTEN:
                self._latest.update({(entry.incident, field): entry for field in entry.answers})

    def entry(self, entry_id: str) -> Entry | None:
        """An entry of this report; None for one that is not in it."""
        return self._by_id.get(entry_id)

    def person(self, card: Entry) -> people.Group | None:
        """Whose card it is, with the other cards of theirs in this report."""
        return self._persons.get(card.id)

    def latest(self, incident: str, field_id: str) -> tuple[Any, Entry] | None:
        """The answer that was kept last under this id, additions included, and the entry it stands in."""
        entry = self._latest.get((incident, field_id))
        return (entry.answers[field_id], entry) if entry else None

    def happened(self, incident: str) -> Moment | None:
        return Moment.from_plain(found[0]) if (found := self.latest(incident, "happened")) else None

    def title(self, incident: str) -> str:
        """What the person calls it; empty when they gave it no name."""
        found = self.latest(incident, "title")
        return found[0] if found and isinstance(found[0], str) else ""

    def card(self, entry: Entry, heading: Heading) -> list[Block]:
        """The whole entry below its heading; nothing at all when the choice leaves none of its answers."""
        told = list(self.answers(entry))
        if not told:
            return []
        return [heading, self.written(entry), *told, *self.added_later(entry)]

    def answers(self, entry: Entry, only: Mapping[str, Any] | None = None) -> Iterator[Block]:
        """Question by question; with ``only``, those that are in it too. A step of a newer program is told as kept."""
        if entry.lost:
            yield Note(self.words("report.lost"))
        step = step_of(entry)
        if step is None:
            for field_id, answer in entry.answers.items():
                yield Answer(entry.wording.texts.get(field_id, field_id), str(answer), own=True)
            return
        for field, answer in printed_fields(entry, step, self.choice):
            if only is None or field.id in only:
                yield from self._answer(entry, field, answer)

    def written(self, entry: Entry) -> Note:
        """Number, time of writing, and how long after the event. The event's own time stands elsewhere."""
        begun, kept = entry.begun, entry.kept
        times = stamp_text(begun, self.words)
        if kept != begun:
            same_day = kept.local.date() == begun.local.date()
            until = time_text(f"{kept.local:%H:%M}", self.words) if same_day else stamp_text(kept, self.words)
            times = self.words("report.written_until", begun=times, kept=until)
        values = {"entry": number(entry), "times": times, "offset": offset_text(kept)}
        gap = gap_text(self.happened(entry.incident), begun, self.words) if entry.incident else ""
        text = self.words("report.written_gap", gap=gap, **values) if gap else self.words("report.written", **values)
        if entry.clock_flags:
            text += self.words("report.between") + self.words("report.clock_note")
        return Note(text)

    def additions(self, entry_id: str) -> list[Entry]:
        """What was added to it, in the order of keeping."""
        return list(self._added.get(entry_id, ()))

    def evidence(self, card: str) -> Evidence | None:
        """What the card of this id stands for, if it is told in this copy."""
        return self._evidence.get(card) if self.card_of_evidence(card) else None

    def card_of_evidence(self, card: str) -> Entry | None:
        """The entry under which a thing that was kept is told in this copy: its card, or, where that belongs to another
        account, the note that the same file came in for this one too."""
        entry = self._by_id.get(card)
        found = [entry] if entry else [each for each in self.additions(card) if is_of_evidence(each)]
        return next((each for each in found if is_printed(each, self.choice)), None)

    def added_later(self, entry: Entry, which: Callable[[Entry], bool] = lambda _added: True) -> list[Block]:
        return [
            Note(
                self.words("report.added_later", entry=number(added), date=stamp_day(added.kept, self.words)),
                (number(added),),
            )
            for added in self._added.get(entry.id, ())
            if which(added)
        ]

    def called(self, entry: Entry) -> tuple[str, bool]:
        """What a person's card is called, and whether that is the writer's own word."""
        name = people.called(entry.answers)
        return (shortened(name), True) if name else (self.words("person.unnamed"), False)

    def card_heading(self, entry: Entry, step: Step, place: int) -> Heading:
        if step.names_person:
            text, own = self.called(entry)
            return Heading(text, Level.CARD, number(entry), own)
        text = page_name(entry, self.words)
        if step.repeats or not text:
            text = self.words(f"report.card.{step.id}", place=place)
        return Heading(text, Level.CARD, number(entry))

    def added_heading(self, entry: Entry) -> Heading:
        """Of an addition: its number, and the number of what it adds to where that stands in this copy too."""
        original = self.entry(entry.adds_to) if entry.adds_to else None
        if original is None:
            return Heading(self.words("report.addition", place=number(entry)), Level.CARD, number(entry))
        title = self.words("report.addition_to", place=number(entry), entry=number(original))
        return Heading(title, Level.CARD, number(entry))

    def events(self, entry: Entry) -> list[Block]:
        """The order of things, from first to last as the person arranged it: in a picture, and in words below it."""
        order, texts = sequence.plan(entry.answers.get(sequence.PARTS)), entry.wording.texts
        drawn = pictures(order, self.words, texts, entry.kept, width=_SHEET, rows=_ROWS)
        told = [Event(str(part.place), part.text, sequence.part_text(part, self.words, texts)) for part in order.parts]
        return [*(Drawn(drawing, told=False) for drawing in drawn), *told]

    def when(self, answer: Any) -> tuple[str, str]:
        """A time as the program says it, and what the person said about it besides."""
        moment = Moment.from_plain(answer)
        if moment is None:
            return "", ""
        return moment_text(replace(moment, words=""), self.words), moment.words

    def instead(self, entry: Entry, field: Field, given: str) -> str:
        """“I don't know” and its like, as it was worded then."""
        return entry.wording.texts.get(f"{field.id}.{given}") or self.words(f"instead.{given}")

    def _answer(self, entry: Entry, field: Field, answer: Any) -> Iterator[Block]:
        question = entry.wording.texts.get(field.id) or label(field, self.words)
        if given := instead(answer):
            yield Answer(question, self.instead(entry, field, given), own=False)
            return
        ways: dict[Kind, _Way] = {
            Kind.ORDER: self._order,
            Kind.PERSON: self._person,
            Kind.QUOTE: self._quote,
            Kind.CHOICE: self._choice,
            Kind.CHOICES: self._choice,
            Kind.MOMENT: self._moment,
            Kind.FILES: self._files,
            Kind.THING: self._thing,
            Kind.SKETCH: self._sketch,
            Kind.MARKS: self._marks,
        } | dict.fromkeys(_SAID, self._said)
        yield from ways.get(field.kind, self._text)(entry, field, question, answer)

    def _order(self, entry: Entry, _field: Field, _question: str, _answer: Any) -> Iterator[Block]:
        yield from self.events(entry)

    def _person(self, _entry: Entry, _field: Field, question: str, answer: Any) -> Iterator[Block]:
        card = self._by_id.get(answer.get("card", ""))
        name = str(answer.get("name", ""))
        link = number(card) if card else ""
        if answer.get("card") == ME:
            yield Answer(question, self.words("person.me"), own=False)
        elif name:
            yield Answer(question, name, own=True, mark=link, link=link)
        else:
            text, own = self.called(card) if card else (self.words("person.unnamed"), False)
            yield Answer(question, text, own, link, link)

    def _quote(self, entry: Entry, field: Field, question: str, answer: Any) -> Iterator[Block]:
        yield Answer(question, str(answer.get("words", "")), own=True, mark=self._exactness(entry, field, answer))

    def _choice(self, entry: Entry, field: Field, question: str, answer: Any) -> Iterator[Block]:
        yield Answer(question, self.chosen(entry, field, answer), own=False)

    def _moment(self, _entry: Entry, _field: Field, question: str, answer: Any) -> Iterator[Block]:
        said, own = self.when(answer)
        yield Answer(question, said or own, own=not said)
        if said and own:
            yield Words(own)

    def _said(self, _entry: Entry, field: Field, question: str, answer: Any) -> Iterator[Block]:
        yield Answer(question, say(field, answer, self.words), own=True)

    def _text(self, _entry: Entry, field: Field, question: str, answer: Any) -> Iterator[Block]:
        mark = self.words("report.told_to_me") if field.id == "witness_told" else ""
        yield Answer(question, str(answer), own=True, mark=mark)

    def _files(self, _entry: Entry, _field: Field, question: str, answer: Any) -> Iterator[Block]:
        """Each by its name, with its number and the way to where it is told."""
        rows = [(str(each.get("name", "")), self._number_of(each)) for each in answer if isinstance(each, dict)]
        labels = [question, *[""] * (len(rows) - 1)]
        yield Facts(tuple(Fact(label, name, link=link) for label, (name, link) in zip(labels, rows, strict=True)))

    def _number_of(self, mention: Mapping[str, Any]) -> str:
        """E-4, for a thing that this copy tells of."""
        found = self.evidence(str(mention.get("card", "")))
        return found.label if found else ""

    def _thing(self, _entry: Entry, _field: Field, question: str, answer: Any) -> Iterator[Block]:
        """Where it is and how it is packed, and the log of who had it, line by line in the order it was given."""
        rows = [
            Fact(self.words(f"thing.{name}"), str(answer[name]), own=True)
            for name in ("where", "packed")
            if answer.get(name)
        ]
        log = [each for each in answer.get("log") or () if isinstance(each, dict)]
        for place, each in enumerate(log, 1):
            said = "; ".join(str(each[name]) for name in LOG if each.get(name))
            rows.append(Fact(self.words("report.evidence.had", place=place), said, own=True))
        if rows:
            yield Answer(question, rows[0].text, own=True)
            yield Facts(tuple(rows[1:]))

    def _sketch(self, _entry: Entry, _field: Field, question: str, answer: Any) -> Iterator[Block]:
        """The sheet as it was drawn; words that may be cut on it stand whole below."""
        yield Drawn(sketch.drawing(answer, self.words), question=question, told=False, only_drawn=True)
        yield from (Words(text) for text in sketch.long_words(answer))

    def _marks(self, _entry: Entry, _field: Field, question: str, answer: Any) -> Iterator[Block]:
        """The outline, and below it each mark: its number, the writer's words, its place, and when it was."""
        words, drawing = self.words, body_marks.drawing(answer, self.words, "writer")
        yield Drawn(drawing, words("report.own_sides"), told=False, question=question, share=0.8)
        for place, mark in enumerate(body_marks.marks(answer), 1):
            moment = Moment.from_plain(mark.moment)
            known = [body_marks.place_name(mark.side, mark.at, words), moment_text(moment, words) if moment else ""]
            numbers = [self._number_of(each) for each in mark.files]
            known += [label or each.get("name", "") for label, each in zip(numbers, mark.files, strict=True)]
            told, link = words("report.between").join(text for text in known if text), next(filter(None, numbers), "")
            yield Event(str(place), mark.words, told, link)

    def chosen(self, entry: Entry, field: Field, answer: Any) -> str:
        """The chosen options as they were worded then."""
        options = [answer] if isinstance(answer, str) else list(answer)
        texts = entry.wording.texts
        return "; ".join(
            texts.get(f"{field.id}.{option}") or option_label(field, option, self.words) for option in options
        )

    def _exactness(self, entry: Entry, field: Field, answer: Mapping[str, Any]) -> str:
        marks = []
        if close := answer.get("exactness"):
            marks.append(entry.wording.texts.get(f"{field.id}.{close}") or self.words(f"quote.{close}"))
        if answer.get("language"):
            marks.append(self.words("report.said_in", language=answer["language"]))
        return self.words("report.between").join(marks)


def named(group: people.Group, *, is_department: bool, between: str = "; ") -> str:
    """What a person or a department is called on its cards, each name once; empty when nothing says so."""
    called = (people.called(card.answers) for card in group.cards)
    names = group.texts(people.AGENCY) if is_department else filter(None, called)
    return between.join(dict.fromkeys(map(shortened, names)))


def page_name(entry: Entry, words: Language) -> str:
    """The page of the guide as it was called when it was answered; of what can no longer be read, as it is now."""
    return words(f"step.{entry.step}.name") if entry.lost else entry.wording.texts.get(STEP_TITLE, "")


def number(entry: Entry) -> str:
    """How an entry is called on paper, e.g. ``#4``: its place in the whole record's chain."""
    return f"#{entry.seq}"


def contact_text(answer: Mapping[str, Any]) -> str:
    return "\n".join(str(answer[name]) for name in ("phone", "email", "other") if answer.get(name))


def shortened(text: str, most: int = _SHORT) -> str:
    """The first words of a text, for a heading or a row; the whole text stands elsewhere."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[:most].rsplit(" ", 1)[0]
    return f"{cut.rstrip(',.;:') or cut}…"


def span_of(first: Stamp, last: Stamp, words: Language) -> str:
    """Two days as one text, or one where they are the same."""
    start, end = stamp_day(first, words), stamp_day(last, words)
    return start if start == end else words("moment.span", start=start, end=end)

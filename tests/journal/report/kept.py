# SPDX-License-Identifier: GPL-3.0-or-later
"""Kept records for the report's tests: plain data, chained by the record's own rules, always the same."""

from datetime import UTC, datetime, timedelta
from typing import Any

from journal.clock import Stamp
from journal.guide.step import Guide, Step
from journal.guide.steps import DAYS_AFTER, GUIDES, OWN_ACCOUNT, THINGS
from journal.record.chain import START, Link, commit, link
from journal.record.contents import Contents
from journal.record.entry import STEP_TITLE, Entry, EntryKind, Wording
from journal.record.evidence import EvidenceKind
from journal.record.incident import Incident
from journal.record.moment import Moment

NIGHT = Stamp(datetime(2026, 11, 13, 4, 40, tzinfo=UTC), -300)
PRINTED = Stamp(datetime(2026, 11, 20, 15, 5, tzinfo=UTC), -300)


class Record:
    """Keeps entries one after another, an hour apart, and gives them as contents.

    Questions are called by their ids, so that better words in the guide change nothing here.
    """

    def __init__(self, start: Stamp = NIGHT) -> None:
        self.entries: list[Entry] = []
        self.incidents: list[Incident] = []
        self.drafts: dict[str, int] = {}
        self.time = start
        self._head = START

    def incident(self, title: str = "", happened: Moment | None = None, guide: Guide = OWN_ACCOUNT) -> str:
        self.incidents.append(Incident(f"{len(self.incidents) + 1:032x}", guide.id, self.time, title, happened))
        return self.incidents[-1].id

    def keep(
        self,
        incident: str,
        step_id: str,
        answers: dict[str, Any] | None = None,
        adds_to: Entry | None = None,
        kind: EntryKind = EntryKind.WRITTEN,
        flags: tuple[str, ...] = (),
    ) -> Entry:
        guide = next((GUIDES[each.guide] for each in self.incidents if each.id == incident), DAYS_AFTER)
        guide = THINGS if step_id in list(EvidenceKind) else guide
        told = answers or {}
        seq = len(self.entries) + 1
        begun, self.time = self.time, later(self.time, minutes=20)
        bare = Entry(
            id=f"{seq:032x}",
            incident=incident,
            kind=kind,
            step=step_id,
            wording=asked(guide, guide.step(step_id), told),
            answers=told,
            begun=begun,
            kept=self.time,
            clock_flags=flags,
            adds_to=adds_to.id if adds_to else "",
        )
        salt = bytes([seq % 256]) * 16
        commitment = commit(bare.content(), salt)
        self._head = link(self._head, seq, commitment)
        made = Entry.from_content(bare.content(), seq=seq, salt=salt, commitment=commitment, link=self._head)
        self.entries.append(made)
        self.time = later(self.time, minutes=40)
        return made

    def contents(self, practice: bool = False) -> Contents:
        return Contents(
            "7K4Q-92MD",
            tuple(self.incidents),
            tuple(self.entries),
            dict(self.drafts),
            self._head,
            practice,
            links=tuple(Link(each.seq, each.commitment, each.link) for each in self.entries),
        )


def asked(guide: Guide, step: Step, told: dict[str, Any]) -> Wording:
    """The wording as the guide page makes it, with ids for sentences."""
    texts = {STEP_TITLE: f"The page called {step.id}"}
    for field in step.fields:
        if field.id in told:
            texts[field.id] = f"What about {field.id}?"
            given = [told[field.id]] if isinstance(told[field.id], str) else told[field.id]
            if field.options and not isinstance(given, dict):
                texts |= {f"{field.id}.{option}": f"({option})" for option in given}
    return Wording(guide.id, guide.version, "en", texts)


def later(stamp: Stamp, **lapse: float) -> Stamp:
    return Stamp(stamp.utc + timedelta(**lapse), stamp.offset_minutes)


def rich() -> Contents:
    """Two incidents with something of everything: unsure times, one officer in both, additions, days, two languages."""
    record = Record()
    home = record.incident()
    record.keep(home, "truth", kind=EntryKind.SEEN)
    record.keep(
        home,
        "why",
        {"purpose": ["lawyer"], "asked_by_lawyer": "no", "writer": "me", "writer_name": "R. Alvarez"},
    )
    record.keep(
        home,
        "safe",
        {
            "safe_place": "yes",
            "charges": "yes",
            "charges_what": "Disorderly conduct, PL 240.20",
            "court_name": "Criminal Court, 100 Centre Street",
            "court_date": {"precision": "exact", "date": "2026-12-03", "time": "09:30"},
            "case_number": "2026-NY-118204",
        },
    )
    record.keep(
        home,
        "before_writing",
        {"seen_heard": "My cousin told me he saw a video. I have not.", "seen_kinds": ["talked"]},
    )
    record.keep(
        home,
        "setting",
        {
            "around": "Street lamps, wet road. A radio was on in the deli.",
            "happened": {"precision": "about", "date": "2026-11-12", "time": "21:40"},
            "place": "Corner of Pine and 4th, by the deli",
            "view": "Good light under the lamp. I wear glasses and had them on.",
            "title": "Walking home",
        },
    )
    account = record.keep(home, "account", {"account": ACCOUNT, "vouch": ["remembered_well", "true_as_known"]})
    record.keep(
        home,
        "order",
        {
            "parts": [
                {
                    "id": "a",
                    "text": "The car stopped next to me",
                    "moment": {"precision": "about", "date": "2026-11-12", "time": "21:40"},
                    "source": ["saw"],
                    "certainty": "sure",
                },
                {
                    "id": "b",
                    "text": "The tall one got out",
                    "moment": {"precision": "after", "anchor": "the car stopped"},
                    "source": ["saw", "heard"],
                    "certainty": "sure",
                },
                {
                    "id": "c",
                    "text": "My bag was on the ground",
                    "moment": {"precision": "unknown"},
                    "source": ["worked_out"],
                    "certainty": "not_sure",
                },
            ]
        },
    )
    tall = record.keep(
        home,
        "officers",
        {
            "officer_look": "Tall, grey beard, deep voice. A scar on the left hand.",
            "known_as": "the tall one",
            "badge": "ends in 77",
            "agency": "City police, round patch",
            "car": "Dark blue sedan, number 1142 on the side",
            "filmed_by_officer": "yes",
            "filmed_how": "On the chest, red light on",
            "source": ["saw", "heard"],
            "certainty": "sure",
        },
    )
    record.keep(
        home,
        "words",
        {
            "quote": {
                "words": "¿Adónde vas? — Turn around. Hands where I can see them.",
                "exactness": "exact",
                "language": "Spanish and English",
            },
            "voice": "Loud, then very quiet",
            "speaker": {"card": tall.id, "name": "the tall one"},
            "reply": "I said I live here.",
            "voice_was": ["loud", "changed"],
            "source": ["heard"],
            "certainty": "think_so",
        },
    )
    record.keep(
        home,
        "body",
        {
            "movement": "He stepped between me and the wall and put one hand flat on my chest.",
            "who_moved": {"card": tall.id, "name": "the tall one"},
            "distance": "Less than one arm",
            "own_body": "My hands were open, at my shoulders.",
            "source": ["saw", "felt"],
        },
    )
    record.keep(home, "others", kind=EntryKind.SKIPPED)
    record.keep(
        home,
        "others",
        {
            "witness_who": "Ms. Okafor from the deli",
            "witness_stood": "In the door",
            "witness_saw": "All of it, from three steps away",
            "witness_told": "“He never asked your name.” She said it the next day.",
            "witness_filmed": "yes",
            "witness_contact": {"phone": "555 0117", "other": "at the deli, mornings"},
            "lawyer_may_call": {"instead": "not_sure"},
        },
    )
    record.keep(
        home,
        "day",
        {
            "day_when": {"precision": "exact", "date": "2026-11-13"},
            "day_text": "Woke at four. Walked the long way to work.",
            "sleep": "Three hours",
            "work_school": "Late by forty minutes",
        },
    )
    record.keep(
        home,
        "questions",
        {"questions": "What happens on December 3?\nDo I have to speak?", "hopes": "That someone says it was wrong."},
    )
    record.keep(
        home,
        "later",
        {
            "addition": "It was the left wrist, not the right one.",
            "reason": "I saw the mark when I washed",
            "source": ["saw"],
            "certainty": "sure",
        },
        adds_to=account,
    )
    record.keep(home, "officers", {"badge": "ends in 77, maybe 177"}, adds_to=tall, flags=("went_back",))
    stop = record.incident()
    record.keep(stop, "why", {"purpose": ["lawyer", "myself"]})
    record.keep(
        stop,
        "setting",
        {"happened": {"precision": "unknown", "words": "spring 2025, a school day"}, "title": "Traffic stop"},
    )
    record.keep(stop, "account", {"account": "He asked the same two questions. I do not remember the rest."})
    record.keep(
        stop,
        "officers",
        {
            "officer_look": "Same beard, same voice",
            "known_as": "the one with the beard",
            "same_officer": {"card": tall.id, "name": "the tall one"},
        },
    )
    record.keep("", "day", {"day_when": {"precision": "about", "date": "2026-11"}, "day_text": "I still count cars."})
    _more(record, home, tall)
    record.drafts = {home: 1}
    return record.contents()


def _more(record: Record, home: str, tall: Entry) -> None:
    """What is asked after the account: one card of each step."""
    him = {"card": tall.id, "name": "the tall one"}
    record.keep(
        home,
        "encounter",
        {"began": "The car stopped next to me.", "orders": "Turn around.\nHands.", "told_could_leave": "not_told"},
    )
    record.keep(
        home,
        "force",
        {
            "force_what": "He bent my right wrist behind my back.",
            "force_by": him,
            "force_to": {"card": "me", "name": "Me"},
            "force_officers": "Two, I think",
            "force_time": {"instead": "dont_know"},
            "held_when": ["during"],
            "cuffed_when": ["none"],
            "source": ["felt"],
            "certainty": "sure",
        },
    )
    record.keep(home, "custody", {"taken_what": "I sat on the curb.", "arrested": "no"})
    record.keep(
        home,
        "reason",
        {
            "reason_words": {"words": "You fit a description.", "exactness": "close", "language": "English"},
            "reason_by": him,
            "reason_how": "as_answer",
        },
    )
    record.keep(
        home,
        "treated",
        {
            "treated_others": "I was the only one who was told to show a bag.",
            "treated_sense": "I think he had made up his mind.",
            "need_was": ["none"],
            "identity": "A nurse and a grandmother.",
        },
    )
    record.keep(home, "earlier", {"earlier_what": "The same question, in May.", "earlier_officer": him})
    record.keep(home, "video", {"video_where": "Over the door of the deli", "video_kind": "shop"})
    record.keep(home, "papers", {"paper_what": "A pink slip", "paper_number": "881-20", "paper_kind": "ticket"})
    record.keep(home, "court", {"court_what": "Disorderly conduct", "court_where": "Room 3"})
    record.keep(home, "injuries", {"injury_place": "Right wrist", "injury_look": "Red, then blue"})
    record.keep(
        home,
        "care",
        {"care_who": "Dr. Amadi", "care_when": {"precision": "exact", "date": "2026-11-14"}, "care_came": "Nothing"},
    )
    record.keep(
        home, "property", {"item_what": "My bag", "item_cost": {"amount": "40", "currency": ""}, "item_was": ["broken"]}
    )
    record.keep(home, "work", {"missed_what": "The early shift", "missed_pay": {"amount": "112.50", "currency": ""}})
    record.keep(
        home,
        "complaints",
        {
            "complaint_office": "Review board",
            "complaint_number": "26-88",
            "complaint_answer": "A letter will come.",
        },
    )
    record.keep(home, "changed", {"changed_what": "A car by the house, twice.", "changed_by": him})
    record.keep(home, "records", {"record_what": "A report", "record_differs": "It says I ran. I stood."})


ACCOUNT = (
    "I was walking home from the bus. It was about twenty to ten, I know because I looked at my phone to see if my "
    "sister had called. There was a car behind me and it went slow, the way a car does when it is looking for a "
    "number. It stopped next to me.\n\n"
    "The tall one got out first. He said something in Spanish, then in English. I turned around. I had my bag in my "
    "hand and then I did not have it. I do not know how it came to be on the ground.\n\n"
    "He put his hand on my chest. The other one stayed by the car & looked at his phone. I remember the radio from "
    "the deli, it was a song I like. I said I live here. I said it three times i think.\n\n"
    "After that there is a gap. Then I was sitting on the curb and my right wrist hurt."
)

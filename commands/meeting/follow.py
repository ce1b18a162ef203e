"""An adopted conclusion of a meeting becomes a State's own commitment, in one step (E5)."""

from __future__ import annotations

from commands.call import Call, fresh
from commands.commitment.change import PARTIES
from commands.commitment.recurring import last_day, series
from commands.commitment.taking import able, home, once, second_look, taken
from commands.commitment.words import shortened
from commands.dates import Dates
from commands.declare import Command, command
from commands.incident import see
from commands.kinds.ids import MeetingId, nobody_sees
from commands.kinds.simple import Note
from commands.meeting.see import how_much
from commands.outcome import Outcome
from coordination.agreement import strength_of
from coordination.audience import Cut
from coordination.commitment import Every, Promise, Source
from coordination.instants import Deadline
from coordination.meeting.meeting import Meeting
from coordination.meeting.stage import CONCLUDED
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from coordination.zones import at_utc
from storage.store import Store


@command("commitment follow", by=PARTIES, label=Tlp.AMBER, back=("commitment withdraw",))
class FollowConclusion(Command):
    """Turn an adopted conclusion of a meeting into a commitment of your own State or agency."""

    meeting: MeetingId
    """Which meeting?"""

    number: int
    """Which of its conclusions, by its number?"""

    due: Deadline
    """By when will it be done? A date such as 2026-06-01, or a time from now such as 30d."""

    every: Every | None = None
    """How often it recurs, if it does?"""

    until: Deadline | None = None
    """Until when it recurs, if that is fixed?"""

    grace: int = 0
    """How many days after its day it is late, where it recurs?"""

    subject: bool = False
    """Whether it is subject to confirmation by your capital."""

    words: Note = Note("")
    """In your own words, if not in those of the conclusion?"""

    def ready(self, call: Call, store: Store) -> None:
        able(call, store)
        _concluded(call, store, self.meeting)

    def handle(self, call: Call, store: Store) -> Outcome:
        meeting = _concluded(call, store, self.meeting)
        n = len(meeting.conclusions)
        if not 1 <= self.number <= n:
            raise Refused("form", Said("meeting.no_such_conclusion", number=self.number, n=n))
        id = fresh("COM")
        promise = self._promise(call, store, meeting, id)
        second_look(call, self.due, promise.due, self._line(promise))
        incident = meeting.incident or ""
        return taken(call, store, id, promise, incident, meeting.label)

    def _promise(self, call: Call, store: Store, meeting: Meeting, id: str) -> Promise:
        """What the conclusion says, by its own words or the party's."""
        text = meeting.conclusions[self.number - 1]
        source = Source(shortened(meeting.purpose), meeting.id, str(self.number))
        once(call, store, source)
        dates, party = Dates(store, call), home(call, store)
        due = dates.at(self.due)
        until = last_day(self.until, dates.at(self.until), party) if self.until else None
        return Promise(
            what=self.words.replace("_", " ").strip() or text,
            authority=party.authority.in_language("en"),
            due=due,
            strength=strength_of(text),
            confirm_by=due if self.subject else None,
            series=series(id, due, party, self.every, None, until, self.grace),
            source=source,
        )

    def _line(self, promise: Promise) -> str:
        given = {
            "every": self.every.value if self.every else "",
            "until": str(self.until) if self.until else "",
            "grace": str(self.grace) if self.grace else "",
            "subject": "yes" if self.subject else "",
            "words": self.words.replace(" ", "_"),
        }
        options = "".join(f"{key}={value} " for key, value in given.items() if value)
        first = f"commitment follow {self.meeting} {self.number} {at_utc(promise.due)}"
        return f"{first} {options}now=yes"


def _concluded(call: Call, store: Store, id: str) -> Meeting:
    """A meeting with adopted conclusions, all of which the speaker may read."""
    meeting = store.meetings.get(id)
    if meeting is None or how_much(call, store, meeting) is not Cut.FULL:
        raise nobody_sees(id)
    _told_to_all(call, store, meeting)
    if meeting.stage not in CONCLUDED:
        raise Refused("stage", Said("commitment.not_concluded", id=id), (f"meeting show {id}",))
    return meeting


def _told_to_all(call: Call, store: Store, meeting: Meeting) -> None:
    """Raises `Refused` where those who read the commitment may not read the conclusion."""
    incident = None
    if meeting.incident:
        incident = see.seen(call, store, meeting.incident, Cut.OUTCOME)
    line = f"commitment offer {meeting.incident}" if meeting.incident else "commitment offer"
    if meeting.hidden:
        raise Refused("T-16", Said("commitment.hidden_meeting", id=meeting.id), (line,))
    if incident and not meeting.label.fits(incident.label):
        labels = {"label": meeting.label, "below": incident.label}
        said = Said("commitment.stricter_meeting", id=meeting.id, incident=incident.id, **labels)
        raise Refused("T-10", said, (line,))

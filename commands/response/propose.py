"""Proposing a common response: what States do themselves, with its own parts (T-40 … T-43)."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from commands.calendars import calendars_of
from commands.call import Call
from commands.dates import Dates
from commands.declare import Command, command
from commands.kinds.codes import Practice
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Note, Text
from commands.kinds.when import DayOrOpen
from commands.kinds.who import StateCode
from commands.outcome import Outcome
from commands.response.proposing import (
    PROPOSERS,
    Around,
    consulting,
    propose,
    spelt,
)
from commands.response.towards import addressee
from commands.seeded import LIFT, PURPOSE
from coordination.instants import Deadline
from coordination.response.parts import (
    Basis,
    Implementing,
    Message,
    Suspension,
    Unification,
)
from coordination.response.propose import prefilled
from coordination.response.record import Proceeding
from coordination.tlp import Tlp
from storage.store import Store


@command("response suspend", by=PROPOSERS, label=Tlp.AMBER_STRICT, back=("response withdraw",))
class Suspend(Command):
    """Propose that States pause adoptions, or a part of them, until something is put right."""

    incident: IncidentId
    """On which incident?"""

    towards: StateCode | None = None
    """Towards which State, where several are concerned?"""

    lift: Note | None = None
    """Until when? Else: until it has addressed the illicit practice(s)."""

    review: DayOrOpen | None = None
    """On which date is it looked at again? Else in six months; `review=` leaves it open."""

    new: Proceeding | None = None
    """New adoptions: what happens to them until the response has been actioned?"""

    ongoing: Proceeding | None = None
    """Adoptions in process: what happens to them until the response has been actioned?"""

    safeguards: Note = Note("")
    """Under which safeguards, where adoptions continue with them?"""

    cases: Note = Note("")
    """How are cases in process treated?"""

    law: Note = Note("")
    """On which law does your own State suspend?"""

    decider: Note = Note("")
    """Who decides that in your State?"""

    risk: Note = Note("")
    """Which ongoing risk does it address, where the practices are past?"""

    starts: Deadline | None = None
    """From which date, if not as soon as a State commits itself?"""

    expires: Deadline | None = None
    """Which is its last day, where it is to end by itself? Else it lasts until it is lifted."""

    reason: Note = Note("")
    """Why go on all the same? Only where a rule wants something else first; it is recorded."""

    text: Text
    """What is suspended, in a sentence?"""

    def ready(self, call: Call, store: Store) -> None:
        consulting(store, call, self.incident, towards=True)

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = consulting(store, call, self.incident)
        law = Basis(call.party or "", spelt(self.law), spelt(self.decider))
        parts = Suspension(
            towards=addressee(incident, self.towards, "towards", store),
            scope=self.text.strip(),
            lift_criterion=spelt(self.lift or ""),
            review_on=day(self.review.day, call, store) if self.review else None,
            in_process=spelt(self.cases),
            bases=(law,) if self.law or self.decider else (),
            ongoing_risk=spelt(self.risk),
            expires_on=day(self.expires, call, store),
        )
        starts = day(self.starts, call, store)
        # What is left empty on purpose stays so until it is to be adopted (T-43, R).
        usual = Dates(store, call).usual_review(starts) if self.review is None else None
        parts = prefilled(parts, usual, LIFT if self.lift is None else "")
        around = Around(self.new, self.ongoing, self.reason, self.safeguards, starts)
        return propose(call, store, incident, parts, around)


@command("response message", by=PROPOSERS, label=Tlp.AMBER_STRICT, back=("response withdraw",))
class Write(Command):
    """Propose a common message to the State in which the practices exist."""

    incident: IncidentId
    """On which incident?"""

    to: StateCode | None = None
    """To which State, where several are concerned?"""

    purpose: Note = Note(PURPOSE)
    """What is it for?"""

    new: Proceeding | None = None
    """New adoptions: what happens to them until the response has been actioned?"""

    ongoing: Proceeding | None = None
    """Adoptions in process: what happens to them until the response has been actioned?"""

    safeguards: Note = Note("")
    """Under which safeguards, where adoptions continue with them?"""

    reason: Note = Note("")
    """Why go on all the same? Only where a rule wants something else first; it is recorded."""

    text: Text
    """What does the message say?"""

    def ready(self, call: Call, store: Store) -> None:
        consulting(store, call, self.incident, towards=True)

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = consulting(store, call, self.incident)
        to = addressee(incident, self.to, "to", store)
        parts = Message(to, spelt(self.purpose) or PURPOSE, self.text.strip())
        around = Around(self.new, self.ongoing, self.reason, self.safeguards)
        return propose(call, store, incident, parts, around)


@command("response unify", by=PROPOSERS, label=Tlp.AMBER_STRICT, back=("response withdraw",))
class Unify(Command):
    """Propose one procedure that all States apply in the same way."""

    incident: IncidentId
    """On which incident?"""

    practice: Practice
    """Which practice is it against?"""

    condition: Note = Note("")
    """On which condition, such as a fee equal for all States and reasonable?"""

    instrument: Note = Note("")
    """By which instrument does your own State apply it?"""

    since: Deadline | None = None
    """From when does your own State apply it?"""

    new: Proceeding | None = None
    """New adoptions: what happens to them until the response has been actioned?"""

    ongoing: Proceeding | None = None
    """Adoptions in process: what happens to them until the response has been actioned?"""

    safeguards: Note = Note("")
    """Under which safeguards, where adoptions continue with them?"""

    reason: Note = Note("")
    """Why go on all the same? Only where a rule wants something else first; it is recorded."""

    text: Text
    """What is the single procedure?"""

    def ready(self, call: Call, store: Store) -> None:
        consulting(store, call, self.incident)

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = consulting(store, call, self.incident)
        own = Implementing(call.party or "", spelt(self.instrument), day(self.since, call, store))
        parts = Unification(
            practice=self.practice,
            procedure=self.text.strip(),
            condition=spelt(self.condition),
            implementing=(own,) if self.instrument else (),
        )
        around = Around(self.new, self.ongoing, self.reason, self.safeguards)
        return propose(call, store, incident, parts, around)


def day(given: Deadline | None, call: Call, store: Store) -> date | None:
    """The date that was typed, in the group's anchor zone."""
    if given is None:
        return None
    zone = call.group.terms.anchor_zone
    calendars = calendars_of(store.directory.parties(call.group.id), call.now)
    return given.after(call.now, calendars, zone).astimezone(ZoneInfo(zone)).date()

"""A State's commitment that came by letter or call: two people of the office, and a copy (DR-33).

Nobody commits a State but itself (DR-30): what is entered is its own letter, it stands as an offer
until a second person has seen that letter, and the State may confirm it or take it back itself.
"""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call, fresh
from commands.commitment.change import card_of, changed, who_sees
from commands.commitment.dues import authorised_people, dues
from commands.commitment.facts import facts
from commands.commitment.promised import promised
from commands.commitment.see import seen
from commands.commitment.words import owner, title
from commands.dates import Dates
from commands.declare import Command, command
from commands.incident import see
from commands.incident.words import plainly
from commands.kinds.ids import CommitmentId, IncidentId, ResponseId
from commands.kinds.simple import Note, Text
from commands.kinds.who import PartyCode
from commands.outcome import Ask, Audience, Notice, Outcome, Page
from commands.waited import lapses_at
from commands.wanting import Wanting
from coordination.accrediting import OFFICE
from coordination.audience import Cut, Reader, cut
from coordination.commitment import Commitment, Every, Promise, Strength
from coordination.commitment.letter import countersigned, entered, not_so, waiting
from coordination.commitment.record import ByLetter
from coordination.incident.incident import Incident
from coordination.instants import Deadline, Moment
from coordination.parties import Role
from coordination.poll.letter import LetterChannel
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command(
    "commitment enter",
    by=Role.SECRETARIAT,
    label=Tlp.AMBER,
    back=("commitment countersign agree=no", "commitment withdraw"),
    asks_last=("what", "due", "reached"),
)
class EnterCommitment(Command):
    """Enter what a State commits itself to by its own letter or call; a second person confirms."""

    incident: IncidentId
    """The incident it answers."""

    party: PartyCode
    """Whose letter is it?"""

    due: Deadline
    """By when will it be done? A date such as 2026-06-01, or a time from now such as 30d."""

    reached: Moment
    """When did the letter reach the secretariat?"""

    evidence: Note = Note("")
    """The reference of the note, letter, e-mail or call."""

    channel: LetterChannel = LetterChannel.NOTE
    """How did it come?"""

    authority: Note = Note("")
    """Which authority carries it out? Otherwise its own Central Authority."""

    response: ResponseId | None = None
    """The common response that it carries out, if any."""

    starts: Deadline | None = None
    """When it begins, if not at once."""

    strength: Strength = Strength.SHALL
    """How firm it is: shall, should, encouraged or may."""

    every: Every | None = None
    """How often it recurs, if it does: each period is reported on its own."""

    times: int | None = None
    """How many times it recurs, if that is fixed."""

    until: Deadline | None = None
    """Until when it recurs, if that is fixed."""

    grace: int = 0
    """How many days after its day it is late, where it recurs."""

    cites: Note = Note("")
    """What it rests on, such as an agreement and its article."""

    what: Text
    """What does the State say that it will do, in a sentence?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = see.seen(call, store, self.incident, Cut.OUTCOME)
        if not self.evidence.strip():
            raise Wanting("DR-33", "evidence", Said("commitment.letter_without_evidence"))
        given = self.evidence.replace("_", " ").strip()
        letter = ByLetter(self.channel, self.reached.at, given)
        with plainly(call.group.id, store):
            _knows(store, incident, self.party)
            hat, members = call.hat(Role.SECRETARIAT), call.group.parties
            id = fresh("COM")
            promise = self._promise(call, store, id)
            made = entered(id, incident.id, self.party, promise, letter, hat, members, call.now)
        store.commitments.add(made)
        lines = (*facts(made, store), who_sees(incident))
        return Outcome(
            reply=Page(title(made, store), lines),
            cards=(card_of(store, made, incident),),
            asks=tuple(asks(call, store, made, incident)),
            made={"commitment": made.id},
            shows=incident.label,
            about=incident.id,
            deadlines=dues(made, store, call.now),
        )

    def _promise(self, call: Call, store: Store, id: str) -> Promise:
        """What the letter says; it waits for the second person as long as a position does."""
        promise = promised(Dates(store, call), self.party, id, self)
        end = lapses_at(store, call.group, call.now, call.now)
        return replace(promise, confirm_by=min(end, promise.due))


@command("commitment countersign", by=OFFICE, label=Tlp.GREEN)
class CountersignCommitment(Command):
    """Countersign, as the second person, a commitment that its State made by letter."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    agree: bool
    """Does it say what the State's letter says?"""

    def ready(self, call: Call, store: Store) -> None:
        made, _ = seen(store, call, self.commitment)
        waiting(made)

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.commitment)
        office = [hat for hat in call.hats if hat.role in OFFICE]
        hat = office[0] if office else call.hat(*OFFICE)
        rule = countersigned if self.agree else not_so
        with plainly(made.group, store):
            after = rule(made, hat, call.now)
        key = "letter_confirmed" if self.agree else "letter_not_so"
        name, what = owner(made, store), made.promise.what
        said = Said(f"commitment.{key}", id=made.id, party=name, what=what)
        lines = tuple(facts(after, store))
        told = _copy(call, store, after, incident) if self.agree else _back(after, incident, said)
        return changed(store, call, after, incident, said, lines=lines, notices=told)


def _knows(store: Store, incident: Incident, party: str) -> None:
    """Raises `Refused` for a State that may not know: it would learn of the incident by its copy.

    What is entered for the wrong State is told to that State as well.
    """
    reader = Reader(incident.group, Role.VOTER, party)
    told = cut(reader, see.thing_of(store, incident)).value >= Cut.OUTCOME.value
    if incident.kept or not told:
        said = Said("commitment.letter_not_informed", party=party, id=incident.id)
        raise Refused("T-24", said, (f"incident show {incident.id}",))


def asks(call: Call, store: Store, made: Commitment, incident: Incident) -> list[Ask]:
    """Asks everybody of the office but the one who entered it."""
    hats = store.directory.credentials_of(call.group.id, call.now)
    people = dict.fromkeys(hat.person for hat in hats if hat.role in OFFICE)
    name = owner(made, store)
    lines = (
        Said("commitment.what", what=made.promise.what),
        _rests_on(made),
        Said("form.numbered", n=1, name=Said("form.yes")),
        Said("form.numbered", n=2, name=Said("form.no")),
    )
    page = Page(Said("commitment.letter_wanted", id=made.id, party=name), lines)
    key, line = f"commitment:{made.id}", f"commitment countersign {made.id}"
    return [Ask(one, key, line, page, incident.label) for one in people if one != made.offered_by]


def _rests_on(made: Commitment) -> Said:
    if made.letter is None:
        raise ValueError("no letter")
    channel = Said(f"letterchannel.{made.letter.channel.value}")
    evidence, at = made.letter.evidence, made.letter.reached
    return Said("commitment.letter_evidence", channel=channel, evidence=evidence, at=at)


def _copy(call: Call, store: Store, made: Commitment, incident: Incident) -> tuple[Notice, ...]:
    """The State's copy, to correct; on no platform, whoever entered it passes it on."""
    name = owner(made, store)
    people = authorised_people(made, store, call.now)
    there = [one for one in people if store.directory.platforms_of(one)]
    said = Said("commitment.letter_copy", id=made.id, party=name)
    what = Said("commitment.what", what=made.promise.what)
    page = Page(said, (what, _rests_on(made)))
    if not there:
        there = [made.offered_by]
        page = Page(Said("second.pass_on", party=name), (said, *page.lines))
    return (Notice(Audience.persons(*there), incident.label, page),)


def _back(made: Commitment, incident: Incident, said: Said) -> tuple[Notice, ...]:
    return (Notice(Audience.persons(made.offered_by), incident.label, Page(said)),)


COMMANDS: tuple[type[Command], ...] = (EnterCommitment, CountersignCommitment)

"""A State commits itself: an offer, its confirmation by capital, its beginning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commands.calendars import calendars_of
from commands.call import Call, fresh
from commands.commitment.change import (
    PARTIES,
    card_of,
    changed,
    own,
    party_hat,
    who_sees,
    with_force,
)
from commands.commitment.dues import dues
from commands.commitment.see import seen
from commands.commitment.words import acts, facts, title
from commands.declare import Command, command
from commands.incident import see
from commands.incident.words import plainly
from commands.kinds.ids import CommitmentId, IncidentId, ResponseId, nobody_sees
from commands.kinds.simple import Note, Text
from commands.outcome import Outcome, Page
from commands.wanting import Confirm
from coordination.audience import Cut
from coordination.commitment import (
    Commitment,
    Promise,
    Strength,
    accepted,
    authorised,
    offered,
    started,
)
from coordination.instants import Deadline
from coordination.parties import Credential, Role
from coordination.said import Said
from coordination.tlp import Tlp
from coordination.zones import at_utc
from storage.store import Store


@command("commitment offer", by=PARTIES, label=Tlp.AMBER, asks=("authority",))
class OfferCommitment(Command):
    """Commit your State or agency to something: what, by which authority, by when.

    Only a person authorised by that State or agency can (DR-30). It begins at once unless it
    starts later, or is subject to confirmation by capital.
    """

    incident: IncidentId
    """The incident it answers, such as INC-7Q4KD3N0Y."""

    due: Deadline
    """By when will it be done? A date such as 2026-06-01, or a time from now such as 30d."""

    authority: Note = Note("")
    """Which authority does it; leave it out for your own Central Authority."""

    response: ResponseId | None = None
    """The common response that it carries out, such as RES-7Q4KD3N0Y."""

    starts: Deadline | None = None
    """When it begins, if not today."""

    strength: Strength = Strength.SHALL
    """How firm it is: shall, should or encouraged."""

    subject: bool = False
    """Whether it is subject to confirmation by your capital: yes or no."""

    what: Text
    """What will be done, in a sentence."""

    def ready(self, call: Call, store: Store) -> None:
        see.seen(call, store, self.incident, Cut.OUTCOME)
        with plainly(call.group.id, store):
            authorised(party_hat(call), None, "stage.act.commitment.offer")

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = see.seen(call, store, self.incident, Cut.OUTCOME)
        hat = party_hat(call)
        with plainly(call.group.id, store):
            owner = authorised(hat, None, "stage.act.commitment.offer")
        dates = Dates(store, call)
        made = offered(fresh("COM"), incident.id, self._promise(dates, owner), hat, call.now)
        self._second_look(call, made)
        if not self.subject:
            made = begun(accepted(made, hat), hat, call.now)
        store.commitments.add(made)
        outcome = Outcome(
            reply=Page(title(made, store), (*facts(made, store), who_sees(incident)), acts(made)),
            cards=(card_of(store, made, incident),),
            made={"commitment": made.id},
            shows=incident.label,
            about=incident.id,
            deadlines=dues(made, store, call.now),
        )
        return with_force(store, call, made, incident, outcome)

    def _promise(self, dates: Dates, owner: str) -> Promise:
        """What is offered, with the party's own authority where no other was named."""
        party = dates.store.directory.party(owner, dates.call.group.id)
        own = party.authority.in_language("en") if party else owner
        response = dates.store.responses.get(self.response) if self.response else None
        if self.response and (response is None or response.incident != self.incident):
            raise nobody_sees(self.response)
        return Promise(
            what=self.what,
            authority=self.authority.replace("_", " ").strip() or own,
            due=dates.at(self.due),
            starts=dates.at(self.starts) if self.starts else None,
            strength=self.strength,
            response=self.response,
        )

    def _second_look(self, call: Call, made: Commitment) -> None:
        """A bare date is shown back as the instant it means, before it counts (commands.md)."""
        if call.confirmed or not self.due.to_confirm:
            return
        given = {
            "response": self.response,
            "authority": self.authority.replace(" ", "_"),
            "starts": str(self.starts) if self.starts else "",
            "strength": self.strength.value,
            "subject": "yes" if self.subject else "",
        }
        options = "".join(f"{key}={value} " for key, value in given.items() if value)
        line = f"commitment offer {made.incident} {at_utc(made.promise.due)} {options}{self.what}"
        raise Confirm(Said("commitment.due_is", due=made.promise.due), line)


@dataclass(frozen=True)
class Dates:
    """Turns what was typed for a time into an instant, on the calendars of the group."""

    store: Store
    call: Call

    def at(self, typed: Deadline) -> datetime:
        """The UTC instant; raises `Refused` when it has passed."""
        group = self.call.group
        calendars = calendars_of(self.store.directory.parties(group.id), self.call.now)
        return typed.after(self.call.now, calendars, group.terms.anchor_zone)


def begun(made: Commitment, hat: Credential, now: datetime) -> Commitment:
    """It is active from now on, unless it is to start later."""
    starts = made.promise.starts
    return made if starts is not None and now < starts else started(made, hat, now)


@command("commitment accept", by=PARTIES, label=Tlp.GREEN)
class AcceptCommitment(Command):
    """Confirm, once your capital has, what was offered subject to that."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    def ready(self, call: Call, store: Store) -> None:
        own(store, call, self.commitment, "accept")

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.commitment)
        hat = party_hat(call)
        with plainly(made.group, store):
            made = begun(accepted(made, hat), hat, call.now)
        said = Said("commitment.confirmed", id=made.id)
        lines = tuple(facts(made, store))
        return changed(store, call, made, incident, said, lines=lines, buttons=acts(made))


@command("commitment start", by=(*PARTIES, Role.CLOCK), label=Tlp.GREEN)
class StartCommitment(Command):
    """Begin what you committed to; on its day it begins by itself."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.commitment)
        clock = Role.CLOCK in call.roles
        with plainly(made.group, store):
            made = started(made, call.hats[0] if clock else party_hat(call), call.now)
        said = Said("commitment.begun", id=made.id)
        return changed(store, call, made, incident, said, buttons=acts(made))


COMMANDS: tuple[type[Command], ...] = (OfferCommitment, AcceptCommitment, StartCommitment)

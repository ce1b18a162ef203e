"""A State commits itself: by itself alone, to what it says (4.4, DR-30)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call, fresh
from commands.cleared import begins, keys
from commands.commitment.begin import begun
from commands.commitment.change import PARTIES, card_of, party_hat, who_sees, with_force
from commands.commitment.dues import closed_on, dues, settled
from commands.commitment.facts import facts
from commands.commitment.force import carried_no_more
from commands.commitment.promised import own, promised
from commands.commitment.recurring import newest
from commands.commitment.see import above, seen
from commands.commitment.words import acts, title
from commands.dates import Dates
from commands.declare import Command, command
from commands.incident import see
from commands.incident.words import plainly
from commands.kinds.ids import CommitmentId, IncidentId, ResponseId
from commands.kinds.simple import Note, Text
from commands.outcome import Outcome, Page
from commands.wanting import Confirm
from coordination.audience import Cut
from coordination.commitment import (
    Commitment,
    Every,
    Promise,
    Stage,
    Strength,
    accepted,
    authorised,
    offered,
    superseded,
)
from coordination.incident.incident import Incident
from coordination.instants import Deadline
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.response.standing import carried_out_by
from coordination.said import Said
from coordination.tlp import Tlp
from coordination.zones import at_utc
from storage.store import Store


@command(
    "commitment offer",
    by=PARTIES,
    label=Tlp.AMBER,
    asks=("authority",),
    asks_last=("what", "authority", "due"),
    back=("commitment withdraw",),
)
class OfferCommitment(Command):
    """Commit your State or agency to something: what, by which authority, by when.

    Only a person authorised by that State or agency can (DR-30). It begins at once unless it
    starts later, is subject to confirmation by capital, or is done by another authority than your
    own: then it is firm once you confirm it, and by its date it is that or no commitment.
    """

    incident: IncidentId
    """The incident it answers, such as INC-7Q4KD3N0Y."""

    due: Deadline
    """By when will it be done? A date such as 2026-06-01, or a time from now such as 30d."""

    authority: Note = Note("")
    """Which authority carries it out? Otherwise your own Central Authority."""

    response: ResponseId | None = None
    """The common response that it carries out, such as RES-7Q4KD3N0Y."""

    starts: Deadline | None = None
    """When it begins, if not today."""

    strength: Strength = Strength.SHALL
    """How firm it is: shall, should, encouraged or may. The last two are never overdue."""

    subject: bool = False
    """Whether it is subject to confirmation by your capital."""

    confirm: Deadline | None = None
    """By when is it confirmed, where it is subject to that? Else it lapses when it is to begin."""

    replaces: CommitmentId | None = None
    """An earlier commitment of yours in whose place it stands, such as COM-7Q4KD3N0Y."""

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
    """What will be done, in a sentence?"""

    def ready(self, call: Call, store: Store) -> None:
        see.seen(call, store, self.incident, Cut.OUTCOME)
        with plainly(call.group.id, store):
            owner = authorised(party_hat(call), None, "stage.act.commitment.offer")
            if response := store.responses.get(self.response) if self.response else None:
                carried_out_by(response, owner)

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = see.seen(call, store, self.incident, Cut.OUTCOME)
        hat = party_hat(call)
        with plainly(call.group.id, store):
            owner = authorised(hat, None, "stage.act.commitment.offer")
            id = fresh("COM")
            promise = self._promise(Dates(store, call), owner, id)
            made = offered(id, incident.id, promise, hat, call.now)
            self._second_look(call, made)
            before = self._before(call, store, made, hat)
        done = undertaken(store, call, incident, made)
        return replaced(store, before, done) if before else done

    def _before(
        self, call: Call, store: Store, made: Commitment, hat: Credential
    ) -> Commitment | None:
        """The commitment in whose place this one stands, as it is from now on."""
        if not self.replaces:
            return None
        old, _ = seen(store, call, self.replaces)
        after, last = superseded(old, made.id, hat), newest(old, store)
        if last.id != old.id:  # the series would go on beside this one
            line = f"commitment offer {made.incident} replaces={last.id}"
            raise Refused("stage", Said("commitment.not_newest", id=old.id, last=last.id), (line,))
        return after

    def _promise(self, dates: Dates, owner: str, id: str) -> Promise:
        """What is offered; it waits for confirmation where that was said, or it must be."""
        promise, now = promised(dates, owner, id, self), dates.call.now
        begins = promise.starts
        ahead = begins if begins is not None and begins > now else promise.due
        other = promise.authority != own(dates, owner)
        if not (self.subject or self.confirm is not None or other):
            return promise
        confirm = dates.at(self.confirm) if self.confirm else ahead
        return replace(promise, confirm_by=confirm)

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
            "confirm": str(self.confirm) if self.confirm else "",
            "replaces": self.replaces or "",
            "every": self.every.value if self.every else "",
            "times": "" if self.times is None else str(self.times),
            "until": str(self.until) if self.until else "",
            "grace": str(self.grace) if self.grace else "",
            "cites": self.cites.replace(" ", "_"),
        }
        options = "".join(f"{key}={value} " for key, value in given.items() if value)
        line = f"commitment offer {made.incident} {at_utc(made.promise.due)} {options}{self.what}"
        raise Confirm(Said("commitment.due_is", due=made.promise.due), line)


def undertaken(store: Store, call: Call, incident: Incident, made: Commitment) -> Outcome:
    """Keep a new commitment: firm and begun, unless it waits for confirmation or for its day."""
    if made.promise.confirm_by is None:
        hat = party_hat(call)
        made = begun(accepted(made, hat), hat, call.now)
    waits = (made.owner,) if made.stage is Stage.OFFERED else ()
    store.commitments.add(made)
    lines = (*facts(made, store), *closed_on(made, store), who_sees(incident))
    outcome = Outcome(
        reply=Page(title(made, store), lines, acts(made)),
        cards=(card_of(store, made, incident),),
        made={"commitment": made.id},
        shows=incident.label,
        about=incident.id or None,
        deadlines=(
            *dues(made, store, call.now),
            *begins(store, made.group, made.id, waits, call.now),
        ),
    )
    return with_force(store, call, made, incident, outcome)


def replaced(store: Store, before: Commitment, done: Outcome) -> Outcome:
    """The earlier one stays on the record as replaced; nothing of it is asked or due any more."""
    earlier = store.commitments.get(before.id)
    store.commitments.save(before)
    incident = above(store, before)
    cards = (card_of(store, before, incident),) if incident else ()
    told = carried_no_more(store, earlier, before, incident) if incident else ()
    asked = (f"commitment:{before.id}", f"verify:{before.id}", *keys(before.id, (before.owner,)))
    return replace(
        done,
        notices=(*done.notices, *told),
        cards=(*done.cards, *cards),
        closes=(*done.closes, *asked),
        settles=settled(before, ()),
    )


COMMANDS: tuple[type[Command], ...] = (OfferCommitment,)

"""On the way: what rests, what is reached, and what others have seen done (4.4, E7)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.commitment.change import PARTIES, changed, own, party_hat, to_be_seen
from commands.commitment.facts import facts
from commands.commitment.see import seen
from commands.commitment.words import acts, owner, told_of, when
from commands.dates import Dates
from commands.declare import Command, command
from commands.incident.shown import told
from commands.incident.words import party, plainly
from commands.kinds.ids import CommitmentId
from commands.kinds.simple import Text
from commands.outcome import Button, Outcome, Page
from commands.wanting import Confirm, Wanting
from coordination.commitment import (
    Commitment,
    Milestone,
    Stage,
    added,
    dropped,
    extended,
    reached,
    rested,
    resumed,
    suspended,
    unreached,
    unverified,
    verified,
)
from coordination.hats import CHAIRS
from coordination.incident.incident import Incident
from coordination.instants import Deadline
from coordination.parties import Role
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from coordination.zones import at_utc
from storage.store import Store

_CHAIR = tuple(role for role in Role if role in CHAIRS)


@command(
    "commitment verify",
    by=(*_CHAIR, *PARTIES),
    label=Tlp.GREEN,
    back=("commitment verify remove=yes",),
)
class VerifyCommitment(Command):
    """Record that you have looked at the evidence: as the chair, or as another party."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    remove: bool = False
    """Whether that is taken back instead: you have not looked at it."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.commitment)
        hat = call.hat(*_CHAIR) if call.chairs else party_hat(call)
        with plainly(made.group, store):
            if self.remove:
                return _looked_at_no_more(store, call, made, incident, unverified(made, hat))
            made = verified(made, hat, call.now)
        said = Said("commitment.verified", id=made.id)
        mistaken = _back(f"commitment verify {made.id} remove=yes")
        outcome = changed(store, call, made, incident, said, buttons=mistaken)
        return replace(outcome, closes=(*outcome.closes, f"verify:{made.id}"))


def _looked_at_no_more(
    store: Store, call: Call, before: Commitment, incident: Incident, made: Commitment
) -> Outcome:
    """The evidence waits to be looked at again; the chair is asked, as when it was named."""
    who = party(before.verified_for, made.group, store)
    notice = told(store, incident, Said("commitment.not_looked_at_by", party=who, id=made.id))
    said = Said("commitment.not_looked_at", id=made.id)
    asks = to_be_seen(store, call, made, incident)
    return changed(
        store, call, made, incident, said, buttons=acts(made), notices=(notice,), asks=asks
    )


def _back(line: str) -> tuple[Button, ...]:
    """How to take back what was just done."""
    return (Button(Said("commitment.act.mistaken"), line),)


@command("commitment suspend", by=PARTIES, label=Tlp.AMBER, back=("commitment resume",))
class SuspendCommitment(Command):
    """Let a commitment of yours rest, with a reason; nothing of it falls due meanwhile."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    reason: Text
    """Why, in a few words; the other parties read it."""

    def ready(self, call: Call, store: Store) -> None:
        own(store, call, self.commitment, "suspend")

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.commitment)
        with plainly(made.group, store):
            made = suspended(made, self.reason, party_hat(call))
        reason = Said("commitment.reason", reason=made.reason)
        page = Page(told_of("commitment.rests", made, store), (reason,))
        notice = told(store, incident, page)
        said = told_of("commitment.suspended", made, store)
        return changed(store, call, made, incident, said, buttons=acts(made), notices=(notice,))


@command("commitment resume", by=PARTIES, label=Tlp.GREEN, back=("commitment suspend",))
class ResumeCommitment(Command):
    """Take up a commitment of yours that rested, or that was reported done by mistake."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    until: Deadline | None = None
    """By when is it done now, where its day has passed while it rested?"""

    def ready(self, call: Call, store: Store) -> None:
        own(store, call, self.commitment, "resume")

    def handle(self, call: Call, store: Store) -> Outcome:
        before, incident = seen(store, call, self.commitment)
        with plainly(before.group, store):
            made = resumed(before, party_hat(call))
            if before.stage is Stage.SUSPENDED:
                made = rested(self._in_time(made, call, store), call.now)
            elif self.until is not None:
                raise Refused("form", Said("commitment.day_by_extending", id=made.id))
        said = told_of("commitment.resumed", made, store)
        mistaken = told_of("commitment.not_done", made, store)
        notices = (told(store, incident, mistaken),) if before.done_at else ()
        done = changed(store, call, made, incident, said, buttons=acts(made), notices=notices)
        return replace(done, closes=(*done.closes, f"verify:{made.id}"))

    def _in_time(self, made: Commitment, call: Call, store: Store) -> Commitment:
        if self.until is None:  # nothing fell due while it rested, so nothing is overdue at once
            if made.promise.due > call.now:
                return made
            raise Wanting("U-35", "until", Said("commitment.ask.resumed", due=when(made, store)))
        due, hat = Dates(store, call).at(self.until), party_hat(call)
        after = extended(made, due, made.reason or "", hat, call.now)
        if not call.confirmed:  # a due date never becomes earlier again
            line = f"commitment resume {made.id} until={at_utc(due)} now=yes"
            raise Confirm(Said("commitment.extend_sure", id=made.id, due=when(after, store)), line)
        return after


@command("commitment milestone", by=PARTIES, label=Tlp.AMBER, back=("commitment drop",))
class SetMilestone(Command):
    """Name a step on the way of a commitment of yours, and its day."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    due: Deadline
    """By when? Not later than the commitment itself."""

    what: Text
    """Which step, in a few words?"""

    def ready(self, call: Call, store: Store) -> None:
        own(store, call, self.commitment, "milestone")

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.commitment)
        step = Milestone(self.what.strip(), Dates(store, call).at(self.due))
        with plainly(made.group, store):
            made = added(made, step, party_hat(call), call.now)
        said = Said("commitment.milestone_set", id=made.id)
        lines = tuple(facts(made, store))
        number = made.promise.milestones.index(step) + 1
        back = _back(f"commitment drop {made.id} {number}")
        return changed(store, call, made, incident, said, lines=lines, buttons=back)


@command("commitment drop", by=PARTIES, label=Tlp.AMBER, back=("commitment milestone",))
class DropMilestone(Command):
    """Take a step of a commitment of yours back that was named by mistake."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    step: int
    """Which step, by its number on the card?"""

    reason: Text
    """Why, in a few words; the other parties read it."""

    def ready(self, call: Call, store: Store) -> None:
        own(store, call, self.commitment, "milestone")

    def handle(self, call: Call, store: Store) -> Outcome:
        before, incident = seen(store, call, self.commitment)
        with plainly(before.group, store):
            made = dropped(before, self.step, self.reason, party_hat(call))
        what = before.promise.milestones[self.step - 1].what
        who = owner(made, store)
        title = Said("commitment.milestone_dropped_by", party=who, id=made.id, what=what)
        page = Page(title, (Said("commitment.reason", reason=self.reason.strip()),))
        said = Said("commitment.milestone_dropped", id=made.id, n=self.step)
        lines, notices = tuple(facts(made, store)), (told(store, incident, page),)
        return changed(store, call, made, incident, said, lines=lines, notices=notices)


@command("commitment reached", by=PARTIES, label=Tlp.GREEN, back=("commitment reached remove=yes",))
class ReachMilestone(Command):
    """Report a step of a commitment of yours as reached."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    step: int
    """Which step, by its number on the card?"""

    remove: bool = False
    """Whether that is taken back instead: it is not reached yet."""

    def ready(self, call: Call, store: Store) -> None:
        own(store, call, self.commitment, "milestone")

    def handle(self, call: Call, store: Store) -> Outcome:
        before, incident = seen(store, call, self.commitment)
        hat, n = party_hat(call), self.step
        with plainly(before.group, store):
            made = unreached(before, n, hat) if self.remove else reached(before, n, hat, call.now)
        key = "commitment.milestone_unreached" if self.remove else "commitment.milestone_reached"
        said = Said(key, id=made.id, n=n)
        back = () if self.remove else _back(f"commitment reached {made.id} {n} remove=yes")
        lines = tuple(facts(made, store))
        return changed(store, call, made, incident, said, lines=lines, buttons=back)


COMMANDS: tuple[type[Command], ...] = (
    VerifyCommitment,
    SuspendCommitment,
    ResumeCommitment,
    SetMilestone,
    DropMilestone,
    ReachMilestone,
)

"""On the way: what rests, what is reached, and what others have seen done (4.4, E7)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.commitment.change import PARTIES, changed, own, party_hat
from commands.commitment.facts import facts
from commands.commitment.offer import Dates
from commands.commitment.see import seen
from commands.commitment.words import acts, owner, title
from commands.declare import Command, command
from commands.incident.shown import told
from commands.incident.words import plainly
from commands.kinds.ids import CommitmentId
from commands.kinds.simple import Text
from commands.outcome import Outcome, Page
from coordination.commitment import Milestone, added, reached, resumed, suspended, verified
from coordination.hats import CHAIRS
from coordination.instants import Deadline
from coordination.parties import Role
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_CHAIR = tuple(role for role in Role if role in CHAIRS)


@command("commitment verify", by=(*_CHAIR, *PARTIES), label=Tlp.GREEN)
class VerifyCommitment(Command):
    """Record that you have looked at the evidence: as the chair, or as another party."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.commitment)
        hat = call.hat(*_CHAIR) if call.chairs else party_hat(call)
        with plainly(made.group, store):
            made = verified(made, hat, call.now)
        outcome = changed(store, call, made, incident, Said("commitment.verified", id=made.id))
        return replace(outcome, closes=(*outcome.closes, f"verify:{made.id}"))


@command("commitment suspend", by=PARTIES, label=Tlp.AMBER)
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
        lines = (title(made, store), Said("commitment.reason", reason=made.reason))
        page = Page(Said("commitment.rests", party=owner(made, store), id=made.id), lines)
        notice = told(store, incident, page)
        said = Said("commitment.suspended", id=made.id)
        return changed(store, call, made, incident, said, buttons=acts(made), notices=(notice,))


@command("commitment resume", by=PARTIES, label=Tlp.GREEN)
class ResumeCommitment(Command):
    """Take up a commitment of yours that rested, or that was reported done by mistake."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    def ready(self, call: Call, store: Store) -> None:
        own(store, call, self.commitment, "resume")

    def handle(self, call: Call, store: Store) -> Outcome:
        before, incident = seen(store, call, self.commitment)
        with plainly(before.group, store):
            made = resumed(before, party_hat(call))
        said = Said("commitment.resumed", id=made.id)
        mistaken = Said("commitment.not_done", party=owner(made, store), id=made.id)
        notices = (told(store, incident, mistaken),) if before.done_at else ()
        done = changed(store, call, made, incident, said, buttons=acts(made), notices=notices)
        return replace(done, closes=(*done.closes, f"verify:{made.id}"))


@command("commitment milestone", by=PARTIES, label=Tlp.AMBER)
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
        return changed(store, call, made, incident, said, lines=lines)


@command("commitment reached", by=PARTIES, label=Tlp.GREEN)
class ReachMilestone(Command):
    """Report a step of a commitment of yours as reached."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    step: int
    """Which step, by its number on the card?"""

    def ready(self, call: Call, store: Store) -> None:
        own(store, call, self.commitment, "milestone")

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.commitment)
        with plainly(made.group, store):
            made = reached(made, self.step, party_hat(call), call.now)
        said = Said("commitment.milestone_reached", id=made.id, n=self.step)
        return changed(store, call, made, incident, said, lines=tuple(facts(made, store)))


COMMANDS: tuple[type[Command], ...] = (
    VerifyCommitment,
    SuspendCommitment,
    ResumeCommitment,
    SetMilestone,
    ReachMilestone,
)

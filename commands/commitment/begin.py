"""How an offer becomes firm, begins, or comes to nothing: by its party, or by the clock."""

from __future__ import annotations

from datetime import datetime

from commands.call import Call
from commands.cleared import before_cleared
from commands.commitment.change import PARTIES, changed, own, party_hat
from commands.commitment.facts import facts
from commands.commitment.see import seen
from commands.commitment.words import acts, mark, told_of
from commands.declare import Command, command
from commands.incident.words import plainly
from commands.kinds.ids import CommitmentId
from commands.kinds.simple import Note
from commands.outcome import Outcome
from coordination.commitment import Commitment, accepted, started
from coordination.parties import Credential, Role
from coordination.tlp import Tlp
from storage.store import Store


def begun(made: Commitment, hat: Credential, now: datetime) -> Commitment:
    """It is active from now on, unless it is to start later."""
    starts = made.promise.starts
    return made if starts is not None and now < starts else started(made, hat, now)


@command(
    "commitment accept",
    by=PARTIES,
    label=Tlp.GREEN,
    text=Tlp.AMBER_STRICT,
    back=("commitment withdraw",),
)
class AcceptCommitment(Command):
    """Confirm what was offered subject to your capital, or to the authority that does it."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    uncleared: Note = Note("")
    """Where your State has not cleared it yet: why does it confirm before that?"""

    def ready(self, call: Call, store: Store) -> None:
        own(store, call, self.commitment, "accept")

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.commitment)
        hat = party_hat(call)
        with plainly(made.group, store):
            firm = begun(accepted(made, hat), hat, call.now)
        self._after_clearing(call, store, made)
        made = firm
        said = told_of("commitment.confirmed", made, store)
        lines = tuple(facts(made, store))
        return changed(store, call, made, incident, said, lines=lines, buttons=acts(made))

    def _after_clearing(self, call: Call, store: Store, made: Commitment) -> None:
        """Asks why where the State confirms before it has cleared it, as it has set up (D5)."""
        why = self.uncleared.replace("_", " ")
        thing = (made.group, made.id, made.owner)
        first = before_cleared(call, store, thing, mark(made, store), why)
        store.clearances.record(made.id, made.group, made.owner, *first)


@command(
    "commitment start", by=(*PARTIES, Role.CLOCK), label=Tlp.GREEN, back=("commitment suspend",)
)
class StartCommitment(Command):
    """Begin what you committed to; on its day it begins by itself."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.commitment)
        clock = Role.CLOCK in call.roles
        with plainly(made.group, store):
            made = started(made, call.hats[0] if clock else party_hat(call), call.now)
        said = told_of("commitment.begun", made, store)
        return changed(store, call, made, incident, said, buttons=acts(made))


COMMANDS: tuple[type[Command], ...] = (AcceptCommitment, StartCommitment)

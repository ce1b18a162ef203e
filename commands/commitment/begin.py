"""How an offer becomes firm, begins, or comes to nothing: by its party, or by the clock."""

from __future__ import annotations

from datetime import datetime

from commands.call import Call
from commands.commitment.change import PARTIES, changed, own, party_hat
from commands.commitment.facts import facts
from commands.commitment.see import seen
from commands.commitment.words import acts
from commands.declare import Command, command
from commands.incident.words import plainly
from commands.kinds.ids import CommitmentId
from commands.outcome import Outcome
from coordination.commitment import Commitment, accepted, started
from coordination.parties import Credential, Role
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


def begun(made: Commitment, hat: Credential, now: datetime) -> Commitment:
    """It is active from now on, unless it is to start later."""
    starts = made.promise.starts
    return made if starts is not None and now < starts else started(made, hat, now)


@command("commitment accept", by=PARTIES, label=Tlp.GREEN)
class AcceptCommitment(Command):
    """Confirm what was offered subject to your capital, or to the authority that does it."""

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


COMMANDS: tuple[type[Command], ...] = (AcceptCommitment, StartCommitment)

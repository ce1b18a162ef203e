"""What the clock says to the step that has a clearance: in the State's own working hours."""

from __future__ import annotations

from commands.call import Call
from commands.clearance.case import asks, case_of, due, key
from commands.declare import Command, command
from commands.kinds.ids import AnyId
from commands.kinds.who import PartyCode
from commands.late import past
from commands.outcome import Outcome
from coordination.parties import Role
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("clearance remind", by=Role.CLOCK, label=Tlp.GREEN)
class Remind(Command):
    """Remind the step that has a clearance; once only, where the clock comes late."""

    thing: AnyId
    """What is cleared."""

    party: PartyCode
    """Within which State or agency."""

    def handle(self, call: Call, store: Store) -> Outcome:
        nothing = Outcome(Said("clearance.nothing_due"))
        if not store.asks.about(key(self.thing, self.party)):
            return nothing
        try:
            made = case_of(call, store, self.thing, self.party)
        except Refused:  # what was asked has ended meanwhile
            return nothing
        now_at = made.standing
        if now_at is None or now_at.cleared or past(call, made.until):
            return nothing
        return Outcome(
            Said("clearance.reminded"),
            asks=asks(call, store, made, now_at, reminder=True),
            deadlines=due(call, made, now_at, call.by_now),
        )

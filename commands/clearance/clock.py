"""What the clock says to the step that has a clearance: in the State's own working hours."""

from __future__ import annotations

from commands.call import Call
from commands.clearance.case import Case, asks, case_of, due, key
from commands.declare import Command, command
from commands.kinds.ids import AnyId
from commands.kinds.who import PartyCode
from commands.late import past
from commands.outcome import Outcome
from coordination.clearance.course import awaited
from coordination.parties import Role
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_NOTHING = Outcome(Said("clearance.nothing_due"))


@command("clearance start", by=Role.CLOCK, label=Tlp.GREEN)
class Start(Command):
    """Begin to clear what a State is asked, where its answers wait for that; ask the first step."""

    thing: AnyId
    """What is asked."""

    party: PartyCode
    """Of which State or agency."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made = _still_asked(call, store, self.thing, self.party)
        if made is None or store.asks.about(key(self.thing, self.party)):
            return _NOTHING
        if made.standing is None:  # else the text is again what it was once
            entries = awaited(made.order, made.steps, made.mark, call.now)
            store.clearances.record(made.id, made.group, made.party.code, *entries)
            made = made.with_(*entries)
        now_at = made.standing
        if now_at is None or now_at.cleared:
            return _NOTHING
        return Outcome(
            Said("clearance.started"),
            asks=asks(call, store, made, now_at),
            deadlines=due(call, made, now_at, call.by_now),
        )


@command("clearance remind", by=Role.CLOCK, label=Tlp.GREEN)
class Remind(Command):
    """Remind the step that has a clearance; once only, where the clock comes late."""

    thing: AnyId
    """What is cleared."""

    party: PartyCode
    """Within which State or agency."""

    def handle(self, call: Call, store: Store) -> Outcome:
        if not store.asks.about(key(self.thing, self.party)):
            return _NOTHING
        made = _still_asked(call, store, self.thing, self.party)
        now_at = made.standing if made else None
        if made is None or now_at is None or now_at.cleared:
            return _NOTHING
        return Outcome(
            Said("clearance.reminded"),
            asks=asks(call, store, made, now_at, reminder=True),
            deadlines=due(call, made, now_at, call.by_now),
        )


def _still_asked(call: Call, store: Store, thing: str, party: str) -> Case | None:
    """What the State clears; None once that has ended, or its time is over."""
    try:
        made = case_of(call, store, thing, party)
    except Refused:
        return None
    return None if past(call, made.until) else made

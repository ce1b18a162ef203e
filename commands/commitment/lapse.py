"""An offer that nobody confirmed by its date comes to nothing, aloud."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.commitment.change import changed
from commands.commitment.force import NOTHING
from commands.commitment.letter import asks
from commands.commitment.see import seen
from commands.commitment.words import there, told_of
from commands.declare import Command, command
from commands.incident.shown import told
from commands.kinds.ids import CommitmentId
from commands.outcome import Outcome, Page
from commands.waited import lapses_at
from coordination.commitment import Commitment, Stage, lapsed
from coordination.parties import Role
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("commitment lapse", by=Role.CLOCK, label=Tlp.GREEN)
class LapseCommitment(Command):
    """Note that an offer was not confirmed by its date: there is no commitment."""

    commitment: CommitmentId
    """The commitment."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.commitment)
        until = made.promise.confirm_by
        if made.stage is not Stage.OFFERED or until is None or call.now < until:
            return NOTHING
        if waits := _anew(call, store, made):
            said = Said("commitment.letter_anew", id=made.id)
            again = tuple(asks(call, store, waits, incident))
            return changed(store, call, waits, incident, said, asks=again)
        made = lapsed(made, call.now)
        said = told_of("commitment.lapsed", made, store, at=there(made, until, store))
        page = Page(said, (Said("commitment.offer_again"),))
        notice = told(store, incident, page)
        return changed(store, call, made, incident, said, notices=(notice,))


def _anew(call: Call, store: Store, made: Commitment) -> Commitment | None:
    """With its time anew, where an outage of ours took it from the second person; else None."""
    now = made.promise
    end = min(lapses_at(store, call.group, made.offered_at, call.by_now), now.due)
    if made.letter is None or now.confirm_by is None or end <= now.confirm_by:
        return None
    return replace(made, promise=replace(now, confirm_by=end))


COMMANDS: tuple[type[Command], ...] = (LapseCommitment,)

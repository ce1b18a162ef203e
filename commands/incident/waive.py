"""Going on without informing a State concerned, for a reason that is told (T-24)."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.incident.hats import CHAIR
from commands.incident.inform import the_state
from commands.incident.see import seen
from commands.incident.shown import its_card, told
from commands.incident.words import party, plainly
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Note
from commands.kinds.who import StateCode
from commands.line import packed
from commands.outcome import Outcome, Page
from commands.wanting import Confirm, Wanting
from coordination.incident.informing import waived
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("incident waive", by=CHAIR, label=Tlp.AMBER_STRICT, sure=True)
class Waive(Command):
    """Go on without informing a State concerned, for a reason that all other parties are told."""

    incident: IncidentId
    """Which incident?"""

    state: StateCode | None = None
    """Which State concerned; it need not be named where there is only one."""

    reason: Note = Note("")
    """Why can it not be informed now? Such as a risk to a child or to an investigation."""

    def handle(self, call: Call, store: Store) -> Outcome:
        before = seen(call, store, self.incident)
        state = the_state(before, self.state)
        name = party(state, before.group, store)
        if not self.reason:
            with plainly(before.group, store):
                waived(before, state, call.hat(*CHAIR), "-", call.now)
            raise Wanting("T-24", "reason", Said("incident.why_waive", state=name))
        incident, waiver = waived(before, state, call.hat(*CHAIR), self.reason, call.now)
        if not call.confirmed:  # the other parties are told
            more = f"state={state} reason={packed(self.reason)}"
            said = Said("incident.waive_sure", id=incident.id, state=name, reason=self.reason)
            raise Confirm(said, f"incident waive {incident.id} {more} now=yes")
        store.incidents.put(incident)
        store.incidents.record(incident, waiver)
        because = Said("incident.because", reason=waiver.reason)
        return Outcome(
            Page(Said("incident.waived", id=incident.id, state=name), (because,)),
            notices=(
                told(store, incident, Page(Said("incident.waived_by", state=name), (because,))),
            ),
            cards=its_card(store, incident),
            about=incident.id,
        )

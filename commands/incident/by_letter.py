"""A State concerned acknowledged outside the platforms: the office enters it (T-25)."""

from __future__ import annotations

from commands.call import Call
from commands.dates import day_of
from commands.declare import Command, command
from commands.incident.acknowledge import reply_by, reply_due, reply_zone, stance_asks
from commands.incident.hats import CHAIR
from commands.incident.see import seen
from commands.incident.shown import its_card, told
from commands.incident.words import concerned, party, plainly
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Text
from commands.kinds.who import StateCode
from commands.line import verbatim
from commands.outcome import Due, Outcome, Page
from commands.wanting import Confirm
from coordination.incident.incident import Incident
from coordination.incident.informing import Inform, acknowledged_outside
from coordination.instants import Moment
from coordination.parties import Role
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from coordination.zones import at_utc
from storage.store import Store

OFFICE = (*CHAIR, Role.SECRETARIAT)


@command("incident enter_received", by=OFFICE, label=Tlp.AMBER, sure=True, anew=True)
class EnterAcknowledgement(Command):
    """Enter that a State concerned acknowledged by letter or call that it was informed.

    Everybody reads how it came, the State too; it can still acknowledge here itself.
    """

    incident: IncidentId
    """Which incident?"""

    state: StateCode | None = None
    """Which State concerned; it need not be named where only one has not acknowledged."""

    when: Moment | None = None
    """When did it come, if not now?"""

    evidence: Text
    """How did it come: the note, letter, e-mail or call, with its date or reference?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        record = self._record(store, incident)
        state = record.telling.state
        at = self.when.at if self.when else call.now
        until = reply_due(call, store, incident, state, at) or call.now
        with plainly(incident.group, store):
            hat = call.hat(*OFFICE)
            done, lacking = acknowledged_outside(record, hat, self.evidence, at, call.now, until)
        name = party(state, incident.group, store)
        due = reply_by(store, incident, until, state)
        if not call.confirmed:  # everybody is told, and the time for a reply begins to run
            said = Said("incident.enter_received_sure", state=name, reply_by=due)
            raise Confirm(said, self._line(state))
        store.incidents.change(incident, record, done)
        day = day_of(store, incident.group, state, at)
        note = Said("incident.acknowledged_outside", state=name, on=day)
        own = Said("incident.acknowledge_here", state=name, id=incident.id)
        came = Said("incident.evidence", evidence=done.came_by)
        page = Page(note, (came, due, *(warn.said for warn in lacking), own))
        line = f"incident replies {incident.id} {state}"
        return Outcome(
            page,
            notices=(told(store, incident, page),),
            asks=stance_asks(call, store, incident, state, due),
            cards=its_card(store, incident),
            about=incident.id,
            deadlines=(Due(line, until, line, reply_zone(store, incident, state)),),
        )

    def _line(self, state: str) -> str:
        when = f" when={at_utc(self.when.at)}" if self.when else ""
        options = f"state={state}{when} now=yes"
        return f"incident enter_received {self.incident} {options} {verbatim(self.evidence)}"

    def _record(self, store: Store, incident: Incident) -> Inform:
        """What the State was told; raises `Refused` where it is not clear which State is meant."""
        informs = store.incidents.items(incident.id, Inform)
        newest = {one.telling.state: one for one in informs}
        waits = {one.telling.state: one for one in informs if one.acknowledged_at is None}
        if self.state is not None and self.state in newest:
            return waits.get(self.state) or newest[self.state]
        if self.state is None and len(waits) == 1:
            return next(iter(waits.values()))
        if self.state is None and len(newest) == 1:
            return next(iter(newest.values()))
        if not newest or self.state is not None:
            states = concerned(incident, store)
            raise Refused("stage", Said("incident.nobody_informed", states=states))
        verb = f"incident enter_received {incident.id}"
        lines = tuple(f"{verb} state={code} {verbatim(self.evidence)}" for code in newest)
        raise Refused("form", Said("incident.which_state", states=tuple(newest)), lines)


COMMANDS: tuple[type[Command], ...] = (EnterAcknowledgement,)

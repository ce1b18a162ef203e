"""One reminder where information was shared and nothing has followed (T-53)."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.incident.shown import told
from commands.kinds.ids import IncidentId, nobody_sees
from commands.outcome import Button, Due, Outcome, Page
from coordination.audience import Nature
from coordination.incident.idle import AFTER, Reminded, idle
from coordination.incident.incident import Incident
from coordination.incident.stage import LIFECYCLE
from coordination.meeting.stage import Stage as Meeting
from coordination.parties import Role
from coordination.response.stage import Stage
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


def due(store: Store, call: Call, incident: Incident) -> tuple[Due, ...]:
    """The clock looks again a while after information was exchanged; once, not twice."""
    if store.incidents.items(incident.id, Reminded):
        return ()
    line = f"incident idle {incident.id}"
    return (Due(line, call.now + AFTER, line),)


@command("incident idle", by=Role.CLOCK, label=Tlp.GREEN)
class RemindOfMore(Command):
    """Remind the parties once that coordination is more than sharing information."""

    incident: IncidentId
    """The incident."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = store.incidents.get(self.incident)
        if incident is None:
            raise nobody_sees(self.incident)
        reports = store.incidents.reports(incident.id).values()
        reminded = bool(store.incidents.items(incident.id, Reminded))
        if not idle(incident, reports, followed=_followed(store, incident), reminded=reminded):
            return Outcome(Said("idle.nothing"), about=incident.id)
        store.incidents.record(incident, Reminded(incident.id, call.now))
        title = Said("idle.title", id=incident.id, title=incident.title)
        page = Page(title, (Said("idle.more"),), _acts(incident))
        return Outcome(
            page.title, notices=(told(store, incident, page, Nature.POSITIONS),), about=incident.id
        )


def _acts(incident: Incident) -> tuple[Button, ...]:
    """What could follow; a consultation where none is open yet."""
    meet = Button(Said("idle.act.meet"), f"meeting propose {incident.id}")
    if "consult" not in LIFECYCLE.possible(incident.stage):
        return (meet,)
    return (meet, Button(Said("idle.act.consult"), f"incident consult {incident.id}"))


def _followed(store: Store, incident: Incident) -> bool:
    """Whether anything but information is on record; what was called off is nothing."""
    off = (Stage.DRAFT, Stage.WITHDRAWN)
    return (
        any(one.stage not in off for one in store.responses.of(incident.id))
        or any(one.withdrawn_at is None for one in store.actions.of_incident(incident.id))
        or any(one.withdrawn_at is None for one in store.commitments.of_incident(incident.id))
        or any(m.stage is not Meeting.CANCELLED for m in store.meetings.of_incident(incident.id))
        or any(one.sent_at is not None for one in store.messages.of_incident(incident.id))
        or bool(store.plans.of_incident(incident.id))
    )

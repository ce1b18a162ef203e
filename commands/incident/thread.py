"""What gathers under an incident: updates, kept messages, links, and what each State did."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.incident.hats import CHAIR, SPEAK
from commands.incident.see import cut_for, fits_here, seen
from commands.incident.shown import told
from commands.incident.words import party
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Text
from commands.outcome import Outcome, Page
from config.taxonomy import practices
from coordination import ids
from coordination.audience import Cut
from coordination.hats import chairs, no_mandate, speaks
from coordination.incident.stage import LIFECYCLE
from coordination.incident.thread import LinkKind, Pin, linked, updated
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("incident update", by=(*SPEAK, *CHAIR), label=Tlp.AMBER_STRICT)
class AddUpdate(Command):
    """Add a line to the record of an incident; a correction is a further line."""

    incident: IncidentId
    """Which incident?"""

    label: Tlp | None = None
    """Who it is for, where that is stricter than the incident."""

    text: Text
    """What is new?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        made = updated(incident, self.text, call.hat(*SPEAK, *CHAIR), call.now, self.label)
        if self.label is not None:
            fits_here(call, self.label)
        store.incidents.record(incident, made)
        who = party(made.party, incident.group, store)
        page = Page(Said("incident.update_by", party=who), (Said("report.text", text=made.text),))
        return Outcome(
            Said("incident.updated", id=incident.id, label=made.label),
            notices=(told(store, incident, page, label=made.label),),
            about=incident.id,
        )


@command("incident pin", by=(*SPEAK, *CHAIR), label=Tlp.GREEN)
class KeepMessage(Command):
    """Keep a message of the room in the incident's timeline: say this in reply to the message."""

    incident: IncidentId
    """Which incident?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        hat = call.hat(*SPEAK, *CHAIR)
        LIFECYCLE.after("pin", incident.stage)
        if not (speaks(hat) or chairs(hat)):
            raise no_mandate(hat, "stage.act.incident.pin")
        if call.answers is None:
            raise Refused("form", Said("incident.pin_by_reply"))
        pin = Pin(
            incident.id,
            call.room.id,
            call.answers,
            incident.label,
            hat.party,
            hat.person,
            call.now,
        )
        store.incidents.record(incident, pin)
        return Outcome(Said("incident.pinned", id=incident.id), about=incident.id)


@command("incident link", by=(*SPEAK, *CHAIR), label=Tlp.GREEN)
class AddLink(Command):
    """Link an incident to another thing, or to a fact sheet of the Toolkit such as FS-5."""

    incident: IncidentId
    """Which incident?"""

    to: str
    """The other thing's id, or a fact sheet of the Toolkit."""

    kind: LinkKind = LinkKind.RELATED
    """How they belong together."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        to = ids.read(self.to) or self.to.upper()
        known = {to} if _visible(call, store, to) else _sheets()
        kind = LinkKind.TOOLKIT if to in _sheets() else self.kind
        made = linked(incident, to, kind, call.hat(*SPEAK, *CHAIR), call.now, known)
        store.incidents.record(incident, made)
        words = Said(f"linkkind.{made.kind.value}")
        return Outcome(
            Said("incident.linked", id=incident.id, to=to, kind=words),
            notices=(told(store, incident, Said("incident.linked_to", to=to, kind=words)),),
            about=incident.id,
        )


def _sheets() -> set[str]:
    return {f"FS-{code.fact_sheet}" for code in practices() if code.fact_sheet is not None}


def _visible(call: Call, store: Store, to: str) -> bool:
    """Whether the speaker may see the thing with this id: as much as its incident, or its group."""
    thing = store.things.find(to)
    if thing is None or thing.group != call.group.id:
        return False
    about = store.incidents.get(thing.incident) if thing.incident else None
    return about is not None and cut_for(call, store, about) is Cut.FULL

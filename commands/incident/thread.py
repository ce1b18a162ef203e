"""What gathers under an incident: updates, kept messages, links, and what each State did."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.incident.gathered import sheets, visible
from commands.incident.hats import CHAIR, SPEAK
from commands.incident.pointed import by_what, given, written
from commands.incident.see import fits_here, seen
from commands.incident.shown import told
from commands.incident.words import party, plainly
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Text
from commands.outcome import Button, Outcome, Page
from coordination import ids
from coordination.incident.incident import Incident
from coordination.incident.stage import LIFECYCLE
from coordination.incident.thread import (
    Link,
    LinkKind,
    Pin,
    linked,
    pinned,
    unlinked,
    unpinned,
    updated,
)
from coordination.parties import Sees
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("incident update", by=(*SPEAK, *CHAIR), label=Tlp.AMBER_STRICT, anew=True)
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


@command("incident pin", by=(*SPEAK, *CHAIR), label=Tlp.GREEN, back=("incident pin remove=yes",))
class KeepMessage(Command):
    """Keep a message of the room in the incident's timeline: say this in reply to the message.

    In Slack, “Keep in an incident” in the message's own menu does it. It can be taken back.
    """

    incident: IncidentId
    """Which incident?"""

    message: str = ""
    """The link of the message (“Copy link”), where you do not reply to it."""

    remove: bool = False
    """Whether it is kept no longer instead."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        hat = call.hat(*SPEAK, *CHAIR)
        LIFECYCLE.after("pin", incident.stage)
        event = written(self.message, call.here) if self.message else call.answers
        if event is None:
            raise Refused("form", Said(f"incident.pin_by.{by_what(call.here)}"))
        before = store.incidents.items(incident.id, Pin)
        line = f"incident pin {incident.id} message={event}"
        if not self.remove:
            room = _stands(call, event, before)
            link = given(self.message)
            made = pinned(incident, room, event, hat, call.now, before, link)
            store.incidents.record(incident, made)
            back = Button(Said("incident.act.unpin"), f"{line} remove=yes")
            reply = Page(Said("incident.pinned", id=incident.id), (), (back,))
            return Outcome(reply, about=incident.id)
        with plainly(incident.group, store):
            changes = unpinned(incident, _stands(call, event, before), event, hat, call.now, before)
        for old, new in changes:
            store.incidents.change(incident, old, new)
        again = Button(Said("incident.act.pin_again"), line)
        reply = Page(Said("incident.unpinned", id=incident.id), (), (again,))
        return Outcome(reply, about=incident.id)


def _stands(call: Call, event: str, before: tuple[Pin, ...]) -> str:
    """The room of a message; of one that was kept before, also when it is named in private."""
    if call.here.sees is Sees.DIRECT:
        return next((one.room for one in before if one.event == event), call.here.id)
    return call.here.id


@command("incident link", by=(*SPEAK, *CHAIR), label=Tlp.GREEN, back=("incident link remove=yes",))
class AddLink(Command):
    """Link an incident to another thing, or to a fact sheet of the Toolkit such as FS-5.

    It can be taken back; the record of both stays.
    """

    incident: IncidentId
    """Which incident?"""

    to: str
    """The other thing's id, or a fact sheet of the Toolkit."""

    kind: LinkKind = LinkKind.RELATED
    """How they belong together."""

    remove: bool = False
    """Whether the link is taken back instead."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        to = ids.read(self.to) or self.to.upper()
        before = store.incidents.items(incident.id, Link)
        if self.remove:
            return _unlinked(call, store, incident, to, before)
        known = {to} if visible(call, store, to) else sheets()
        kind = LinkKind.TOOLKIT if to in sheets() else self.kind
        made = linked(incident, to, kind, call.hat(*SPEAK, *CHAIR), call.now, known, before)
        store.incidents.record(incident, made)
        words = Said(f"linkkind.{made.kind.value}")
        back = Button(Said("incident.act.unlink"), f"incident link {incident.id} {to} remove=yes")
        return Outcome(
            Page(Said("incident.linked", id=incident.id, to=to, kind=words), (), (back,)),
            notices=(told(store, incident, Said("incident.linked_to", to=to, kind=words)),),
            about=incident.id,
        )


def _unlinked(
    call: Call, store: Store, incident: Incident, to: str, before: tuple[Link, ...]
) -> Outcome:
    """The link stands no more; the rooms that were told of it are told."""
    hat = call.hat(*SPEAK, *CHAIR)
    with plainly(incident.group, store):
        changes = unlinked(incident, to, hat, call.now, before)
    for old, new in changes:
        store.incidents.change(incident, old, new)
    again = Button(Said("incident.act.link_again"), f"incident link {incident.id} {to}")
    return Outcome(
        Page(Said("incident.unlinked", id=incident.id, to=to), (), (again,)),
        notices=(told(store, incident, Said("incident.unlinked_from", to=to)),),
        about=incident.id,
    )

"""One incident: its card, and its checklist."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.incident import gathered
from commands.incident.card import page, to_be_read
from commands.incident.see import cut_for, seen
from commands.incident_reading.brief import listed
from commands.kinds.ids import IncidentId
from commands.outcome import Button, Outcome, Page
from config.taxonomy import checklist, practice
from coordination.audience import Cut
from coordination.incident.incident import Incident
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("incident show", label=Tlp.GREEN)
class Show(Command):
    """Show an incident as it is now."""

    incident: IncidentId
    """The incident, such as INC-7Q4KD3N0Y."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident, Cut.OUTCOME)
        cut = cut_for(call, store, incident)
        shown = page(store, incident, cut, call.room, call)
        more = (
            Button(Said("reading.act.brief"), f"incident brief {incident.id}"),
            Button(Said("reading.act.checklist"), f"incident checklist {incident.id}"),
        )
        kept = _gathered(call, store, incident) if cut is Cut.FULL else []
        lines = (*shown.lines[:-1], *kept, to_be_read(), *shown.lines[-1:])
        shown = replace(shown, lines=lines, buttons=(*shown.buttons, *more))
        return Outcome(shown, shows=incident.label, about=incident.id)


def _gathered(call: Call, store: Store, incident: Incident) -> list[Said]:
    return listed(
        ("reading.links", gathered.links(call, store, incident)),
        ("reading.pins", gathered.pins(call, store, incident)),
    )


@command("incident checklist", label=Tlp.GREEN)
class Checklist(Command):
    """Show what to look at for each illicit practice of an incident."""

    incident: IncidentId
    """The incident, such as INC-7Q4KD3N0Y."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        if not incident.practices:
            line = f"incident correct {incident.id}"
            add = Button(Said("reading.act.practices"), line)
            said = Said("reading.no_practice", id=incident.id)
            return Outcome(Page(said, (), (add,)), shows=incident.label, about=incident.id)
        lines = (*_each(incident), *_common(incident), to_be_read())
        title = Said("reading.checklist", id=incident.id)
        return Outcome(Page(title, lines), shows=incident.label, about=incident.id)


def _each(incident: Incident) -> list[Said]:
    """The points of one practice alone, under its name."""
    shared = set(_shared(incident))
    lines = []
    for code in incident.practices:
        found = practice(code)
        if found is None:
            continue
        checks = tuple(check for check in found.checks if check not in shared)
        if checks:
            name = Said("form.code", name=found.names)
            lines.append(Said("reading.checks", practice=name))
            lines += [Said("reading.item", item=check) for check in checks]
    return lines


def _common(incident: Incident) -> list[Said]:
    shared = _shared(incident)
    items = [Said("reading.item", item=check) for check in shared]
    return [Said("reading.checks_all"), *items] if shared else []


def _shared(incident: Incident) -> tuple[Said, ...]:
    """The points that every practice of this incident has in common."""
    each = [set(checklist((code,))) for code in incident.practices]
    common = set.intersection(*each) if len(each) > 1 else set()
    return tuple(check for check in checklist(incident.practices) if check in common)


COMMANDS: tuple[type[Command], ...] = (Show, Checklist)

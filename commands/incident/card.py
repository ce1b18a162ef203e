"""The live card of an incident: the root of its thread in every room that may see it."""

from __future__ import annotations

from commands.call import Call
from commands.cards import Face, content_free
from commands.incident.filing import filer
from commands.incident.next import next_acts, next_line
from commands.incident.see import cut_in, thing_of
from commands.incident.words import concerned, parties, party, practices
from commands.outcome import Button, Page
from config.taxonomy import toolkit
from coordination.audience import Cut
from coordination.incident.incident import Incident
from coordination.incident.report import Report
from coordination.incident.stance import Stance, latest
from coordination.parties import Room
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


def card(store: Store, id: str, room: Room) -> Face | None:
    """The card's face for one room: all of it, its outcome only, or none."""
    incident = store.incidents.get(id)
    if incident is None:
        return None
    cut = cut_in(store, incident, thing_of(store, incident), room)
    if cut is Cut.NOTHING:
        return None
    if cut is Cut.CARD:
        return Face(content_free("incident", id, None), Tlp.CLEAR)
    return Face(page(store, incident, cut, room), incident.label)


def page(store: Store, incident: Incident, cut: Cut, room: Room, call: Call | None = None) -> Page:
    """An incident on one page, for whoever may see this much of it; its label stands last."""
    lines = [_what(incident, store)]
    if incident.practices:
        lines.append(Said("incident.card.practices", practices=practices(incident.practices)))
    buttons: tuple[Button, ...] = ()
    if cut is Cut.FULL:
        lines += _inside(store, incident)
        buttons = next_acts(store, incident, room, call)
        lines += next_line(store, incident, room, call)
    lines.append(Said("incident.card.label", label=incident.label))
    title = Said("incident.card.title", id=incident.id, title=incident.title)
    return Page(title, tuple(lines), buttons)


def _what(incident: Incident, store: Store) -> Said:
    return Said(
        "incident.card.what",
        states=concerned(incident, store),
        scope=Said(f"scope.{incident.scope.value}"),
        timing=Said(f"incident.timing.{incident.timing.value}"),
        stage=Said(f"stage.incident.{incident.stage.value}"),
    )


def _inside(store: Store, incident: Incident) -> list[Said]:
    reports = [r for r in store.incidents.reports(incident.id).values() if r.stands]
    lines = [_reports(reports, incident, store)] if reports else []
    if incident.kept:
        lines.append(Said("incident.card.kept"))
    if incident.uninformed:
        names = parties(incident.uninformed, incident.group, store)
        lines.append(Said("incident.card.uninformed", states=names))
    if incident.waived:
        names = parties(incident.waived, incident.group, store)
        lines.append(Said("incident.card.waived", states=names))
    return lines + _views(store, incident)


def _reports(reports: list[Report], incident: Incident, store: Store) -> Said:
    filers = dict.fromkeys(filer(store, incident, report) for report in reports)
    return Said("incident.card.reports", n=len(reports), parties=tuple(filers))


def _views(store: Store, incident: Incident) -> list[Said]:
    """Each author's newest view, always with its author, and what the State itself says (T-26)."""
    stances = store.incidents.items(incident.id, Stance) if incident.informed else ()
    lines = []
    for state in incident.concerned:
        for view in latest(stances, state):
            author = party(view.author, incident.group, store)
            of = party(state, incident.group, store)
            words = Said(f"view.{view.view.value}")
            key = "incident.card.own_view" if view.own else "incident.card.view"
            lines.append(Said(key, author=author, state=of, view=words))
            if view.statement:
                text = view.statement
                lines.append(Said("incident.card.statement", author=author, text=text))
    return lines


def to_be_read() -> Said:
    """The Toolkit's parts that are to be read with it (T-04)."""
    parts = tuple(Said("form.code", name=part.names) for part in toolkit())
    return Said("incident.card.toolkit", parts=parts, link=toolkit()[0].link)

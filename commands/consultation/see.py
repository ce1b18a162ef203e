"""Who is asked in a consultation, until when, and who was not heard yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from commands.calendars import calendars_of
from commands.call import Call
from commands.convergence.see import speakers
from commands.incident.coordinating import others
from commands.incident.views_over import asked_key
from commands.incident.words import party
from commands.kinds.ids import nobody_sees
from commands.outcome import Ask, Button, Page
from coordination.calendar import WorkCalendar
from coordination.incident.consultation import StateView, Window, newest, silent
from coordination.incident.incident import Incident
from coordination.incident.stage import Stage
from coordination.said import Capitals, Said
from storage.store import Store

_OVER = frozenset({Stage.UNFOUNDED, Stage.LIFTED, Stage.CLOSED})


def running(store: Store, id: str) -> tuple[Incident, Window | None, tuple[str, ...]]:
    """The incident, its time for views unless it is over and done with, and who was not heard."""
    incident = store.incidents.get(id)
    if incident is None:
        raise nobody_sees(id)
    asked = newest(store.incidents.items(id, Window)) if incident.stage not in _OVER else None
    views = store.incidents.items(id, StateView)
    since = [one for one in views if asked is not None and one.at >= asked.at]
    return incident, asked, silent(others(store, incident), since)


def desks(store: Store, incident: Incident, now: datetime) -> Mapping[str, WorkCalendar]:
    """The working calendars of the States that are asked."""
    asked = others(store, incident)
    found = store.directory.parties(incident.group)
    return calendars_of([one for one in found if one.code in asked], now)


def until(store: Store, incident: Incident, asked: Window) -> Said:
    """When the time for views ends, on the clock of every State that is asked."""
    codes = others(store, incident)
    found = (one for one in store.directory.parties(incident.group) if one.code in codes)
    places = tuple(dict.fromkeys((one.capital, one.zone) for one in found))
    return Said("consultation.until", at=Capitals(asked.closes, places))


def views(store: Store, incident: Incident) -> list[Said]:
    """What each State said, in order, for those who read it."""
    found = store.incidents.items(incident.id, StateView)
    return [_view(one, incident, store) for one in found]


def _view(made: StateView, incident: Incident, store: Store) -> Said:
    who = party(made.party, incident.group, store)
    said = "consultation.said_late" if made.late else "consultation.said"
    return Said(said, party=who, at=made.at, text=made.text)


def asks(
    call: Call,
    store: Store,
    incident: Incident,
    asked: Window,
    code: str,
    *,
    how: str = "ask",
) -> tuple[Ask, ...]:
    """The question to whoever speaks for one State; its words are the answer.

    `how` it is put: at first, "ask_again" as a reminder, "ask_longer" with more time.
    """
    line = f"incident answer {incident.id}"
    page = Page(
        Said(
            f"consultation.{how}",
            party=party(code, incident.group, store),
            id=incident.id,
            title=incident.title,
        ),
        (until(store, incident, asked), Said("consultation.who_reads")),
        (Button(Said("consultation.act.answer"), line),),
    )
    people = speakers(store, incident.group, code, call.now)
    return tuple(Ask(one, asked_key(incident, code), line, page, incident.label) for one in people)


def responses(incident: Incident) -> tuple[Button, ...]:
    """What can be proposed from here on."""
    kinds = ("suspend", "message", "unify", "assist")
    return tuple(
        Button(Said(f"incident.propose.{kind}"), f"response {kind} {incident.id}") for kind in kinds
    )

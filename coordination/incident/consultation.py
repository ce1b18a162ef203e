"""Until when the States are asked for their views in a consultation, and what they say (4.1).

A view decides nothing. One that comes later is kept beside the others, and says that it is late.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from coordination.hats import only_chair, party_of
from coordination.incident.incident import Incident
from coordination.incident.stage import LIFECYCLE
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.said import Said


@dataclass(frozen=True)
class Window:
    """Views are asked for from `at` until `closes`; a newer window takes the place of an older one.

    One that ends as it begins asks for nothing: the group consults anew, without such a time.
    """

    incident: str
    closes: datetime
    person: str
    at: datetime


@dataclass(frozen=True)
class StateView:
    """What one State says in the consultation, in its own name; all that it said stands."""

    incident: str
    party: str
    text: str
    person: str
    at: datetime
    late: bool = False


def window(incident: Incident, closes: datetime, hat: Credential, now: datetime) -> Window:
    """The time for views, as the chair sets it; raises `Refused` for anybody else."""
    only_chair(hat, "stage.act.incident.consult")
    return Window(incident.id, closes, hat.person, now)


def newest(windows: Collection[Window]) -> Window | None:
    """The window that counts; None where no views were asked for until an instant."""
    last = tuple(windows)[-1] if windows else None
    return last if last is not None and last.closes > last.at else None


def prolonged(
    asked: Window | None, id: str, closes: datetime, hat: Credential, at: datetime
) -> Window:
    """More time for views, never less, while it runs; whoever was heard before stays heard.

    Raises `Refused` for anybody but the chair, and once the time is over.
    """
    running = may_be_prolonged(asked, id, hat, at)
    if closes <= running.closes:
        raise Refused("form", Said("consultation.not_later", at=running.closes))
    return replace(running, closes=closes, person=hat.person)


def may_be_prolonged(asked: Window | None, id: str, hat: Credential, at: datetime) -> Window:
    """The time for views that the chair may prolong now, whatever the new end; or `Refused`."""
    only_chair(hat, "stage.act.incident.extend")
    if asked is None:
        raise Refused("stage", Said("consultation.not_asked", id=id), (f"incident show {id}",))
    if at >= asked.closes:
        said = Said("consultation.over_already", at=asked.closes)
        raise Refused("stage", said, (f"incident show {id}",))
    return asked


def cut_short(asked: Window | None, at: datetime) -> Window | None:
    """The time for views as it ends with the incident; None where none runs (4.1)."""
    return replace(asked, closes=at) if asked is not None and at <= asked.closes else None


def gave(
    incident: Incident, asked: Window | None, text: str, hat: Credential, now: datetime
) -> StateView:
    """A State's view; late from the very instant on at which the time ends. Raises `Refused`."""
    party, window = asked_for(incident, asked, hat)
    if not text.strip():
        raise Refused("form", Said("report.empty"))
    return StateView(incident.id, party, text.strip(), hat.person, now, now >= window.closes)


def asked_for(incident: Incident, asked: Window | None, hat: Credential) -> tuple[str, Window]:
    """The party that is asked for its view, and within which time; raises `Refused`."""
    LIFECYCLE.after("answer", incident.stage)
    party = party_of(hat, "stage.act.incident.answer")
    if party in incident.concerned:
        line = f"incident stance {incident.id}"
        raise Refused("DR-22", Said("consultation.concerned", id=incident.id), (line,))
    if asked is None:
        line = f"incident show {incident.id}"
        raise Refused("stage", Said("consultation.not_asked", id=incident.id), (line,))
    return party, asked


def silent(asked: Iterable[str], views: Iterable[StateView]) -> tuple[str, ...]:
    """Those of the parties asked that gave no view, in their order."""
    heard = {view.party for view in views}
    return tuple(party for party in asked if party not in heard)

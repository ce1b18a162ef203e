"""What moved: the acts of others on incidents that the person sees, by incident."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from commands.call import Call
from commands.incident.see import cut_for
from commands.incident.words import party
from commands.outcome import Outcome
from coordination.audience import Cut
from coordination.incident.incident import Incident
from coordination.said import Said
from storage.move import Move
from storage.store import Store

TOLD = frozenset(
    {
        "incident open",
        "incident share",
        "incident report",
        "incident retract",
        "incident verify",
        "incident dismiss",
        "incident inform",
        "incident acknowledge",
        "incident waive",
        "incident stance",
        "incident consult",
        "incident extend",
        "incident update",
        "incident close",
        "incident reopen",
        "response suspend",
        "response message",
        "response unify",
        "response assist",
        "response amend",
        "response withdraw",
        "poll open",
        "poll close",
        "poll extend",
        "poll begin",
        "poll fall_back",
        "poll withdraw",
        "commitment offer",
        "commitment accept",
        "commitment start",
        "commitment done",
        "commitment extend",
        "commitment withdraw",
        "commitment suspend",
        "commitment resume",
        "commitment verify",
        "commitment verify remove",
        "commitment lapse",
        "incident review",
        "incident continue",
        "incident lift",
        "response apply",
        "response criterion",
        "response lifted",
        "response lapse",
        "plan open",
        "plan accept",
        "plan end",
        "action announce",
        "action start",
        "action end",
        "action withdraw",
        "meeting propose",
        "meeting convene",
        "meeting conclude",
        "meeting postpone",
        "meeting cancel",
    }
)
"""Acts that others are told of in `today`; never a vote or an objection (DR-29)."""
LOOKED_AT = 200
INCIDENTS = 8
ACTS = 6
News: TypeAlias = tuple[tuple[Said, ...], tuple[Incident, ...]]


def remember(store: Store, call: Call, made: Outcome, line: str) -> None:
    """Keep what others may want to know of an act, with the act itself."""
    said = line.lower().split()
    act = " ".join(said[:2])
    if "remove=yes" in said and f"{act} remove" in TOLD:
        act = f"{act} remove"
    if made.about and act in TOLD:
        party = None if call.chairs else call.party
        move = Move(call.group.id, call.now, act, made.about, party, call.person.id)
        store.moves.add(move)


def moved(call: Call, store: Store, since: datetime) -> News | None:
    """The acts since an instant, newest incident first, and the incidents; None without any."""
    by_incident: dict[str, list[Move]] = {}
    for move in store.moves.since(call.group.id, since, LOOKED_AT):
        if move.person != call.person.id:
            by_incident.setdefault(move.incident, []).append(move)
    lines, seen = [], []
    for id, moves in by_incident.items():
        incident = store.incidents.get(id)
        if incident is None or cut_for(call, store, incident) is not Cut.FULL:
            continue
        seen.append(incident)
        lines.append(_line(incident, moves, store))
        if len(lines) == INCIDENTS:
            break
    return (tuple(lines), tuple(seen)) if lines else None


def _line(incident: Incident, moves: list[Move], store: Store) -> Said:
    acts = tuple(dict.fromkeys(_act(move, store) for move in reversed(moves[:ACTS])))
    key = "today.moved_kept" if incident.kept else "today.moved_on"
    return Said(key, title=incident.title, id=incident.id, acts=acts)


def _act(move: Move, store: Store) -> Said:
    key = move.act.replace(" ", "_")
    if move.person == "clock":
        return Said(f"today.clock.{key}")
    whose = party(move.party, move.group, store) if move.party else Said("today.the_chair")
    return Said(f"today.did.{key}", party=whose)

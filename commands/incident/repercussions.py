"""Who else is touched by an incident: told to the chair alone, to decide on (T-02, T-05)."""

from __future__ import annotations

from datetime import timedelta

from commands.call import Call
from commands.incident.words import concerned, parties, practices
from commands.outcome import Audience, Button, Notice, Page
from coordination.incident.incident import Incident
from coordination.incident.opening import to_ask_about
from coordination.parties import Kind
from coordination.said import Said
from storage.store import Store


def for_the_chair(
    call: Call, store: Store, incident: Incident, became: bool = False
) -> tuple[Notice, ...]:
    """What the chair is told of a new incident, or of one that became a pattern.

    Nothing while it is kept, nor to the one who says it where nothing is to be decided.
    """
    chair = store.directory.chair(incident.group, call.now)
    if chair is None or incident.kept or chair.party in incident.concerned:
        return ()
    lines = (*touched(store, incident), *resembling(call, store, incident))
    if chair.person == call.person.id and not lines:
        return ()
    names = concerned(incident, store)
    key = "incident.pattern_for_chair" if became else "incident.for_chair"
    title = Said(key, id=incident.id, title=incident.title, states=names)
    page = Page(title, lines, (*_ways(incident), *_decisions(store, incident)))
    below = Page(Said("card.below_nowhere", sign=Said("card.sign.incident"), id=incident.id))
    people = Audience.persons(chair.person)
    return (Notice(people, incident.label, page, mention=(chair.person,), below=below),)


def _ways(incident: Incident) -> tuple[Button, ...]:
    acts = ["verify"] + (["inform"] if incident.uninformed else [])
    return tuple(Button(Said(f"incident.act.{a}"), f"incident {a} {incident.id}") for a in acts)


def _decisions(store: Store, incident: Incident) -> tuple[Button, ...]:
    """The line that decides at once of all that cooperate (T-02)."""
    states = ",".join(to_ask_about(incident, _cooperating(store, incident)))
    if not states:
        return ()
    line = f"incident touched {incident.id} {states} invite"
    return (Button(Said("incident.act.touched"), line),)


def touched(store: Store, incident: Incident) -> tuple[Said, ...]:
    """States that cooperate with a State concerned, in the group and beyond (T-02)."""
    states = to_ask_about(incident, _cooperating(store, incident))
    away = outside(store, incident)
    inside = tuple(state for state in states if state not in away)
    beyond = tuple(state for state in states if state in away)
    lines = []
    if inside:
        names = parties(inside, incident.group, store)
        lines.append(Said("incident.touched_inside", states=names))
    if beyond:
        names = parties(beyond, incident.group, store)
        lines.append(Said("incident.touched_outside", states=names))
    return tuple(lines)


def outside(store: Store, incident: Incident) -> tuple[str, ...]:
    """States concerned, or cooperating with one, that are not in an inter-State group (T-28)."""
    group = store.directory.group(incident.group)
    if group is None or group.kind is Kind.NATIONAL:
        return ()
    inside = group.parties
    found = (*incident.concerned, *_cooperating(store, incident))
    return tuple(state for state in dict.fromkeys(found) if state not in inside)


def _cooperating(store: Store, incident: Incident) -> tuple[str, ...]:
    found = {s for state in incident.concerned for s in store.directory.cooperates_with(state)}
    return tuple(sorted(found))


def resembling(call: Call, store: Store, incident: Incident) -> tuple[Said, ...]:
    """Practices that other incidents of late share: counts only (T-05)."""
    since = call.now - timedelta(days=call.group.terms.pattern_window_days)
    counts = {
        code: store.incidents.resembling(incident.group, code, since) for code in incident.practices
    }
    return tuple(
        Said("incident.resembling", n=count, practice=practices((code,)))
        for code, count in counts.items()
        if count > 1
    )

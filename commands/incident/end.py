"""How an incident is closed, and opened again on new facts (T-45)."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.incident.acknowledge import stance_key
from commands.incident.coordinating import others
from commands.incident.hats import CHAIR, SPEAK
from commands.incident.left import left_of
from commands.incident.see import seen
from commands.incident.shown import its_card, told
from commands.incident.verify import drop_dismissals
from commands.incident.views_over import views_over
from commands.incident.words import party, plainly, spoken
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Text
from commands.line import verbatim
from commands.outcome import Button, Outcome, Page
from commands.wanting import Confirm
from coordination.incident.ending import (
    Left,
    Reopened,
    closed,
    comes_first,
    have_entered,
    reopened,
)
from coordination.incident.hearing import Hearing
from coordination.incident.incident import Incident
from coordination.incident.stage import Stage
from coordination.incident.stance import Stance
from coordination.incident.thread import Entry, updated
from coordination.refused import Refused
from coordination.response.stage import Stage as Proposed
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("incident close", by=CHAIR, label=Tlp.GREEN, back=("incident reopen",))
class Close(Command):
    """Close an incident that is lifted, without ground, or seen to be addressed, with evidence."""

    incident: IncidentId
    """Which incident?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        before = seen(call, store, self.incident)
        coordinating = others(store, before)
        items = store.incidents.items
        entered = have_entered(items(before.id, Entry), items(before.id, Reopened))
        views, hat, left = items(before.id, Stance), call.hat(*CHAIR), left_of(store, before)
        try:
            with plainly(before.group, store):
                incident, reminders = closed(before, hat, views, coordinating, entered, left)
        except Refused as no:
            undecided = _undecided(store, before, left)
            raise Refused(no.rule, no.said, undecided or no.instead) from None
        store.incidents.put(incident)
        waiting = store.deadlines.of(incident.id)
        over = views_over(store, incident, call.now)
        lines = (*(spoken(warn.said, before.group, store) for warn in reminders), *over.said)
        again = Button(Said("incident.act.reopen"), f"incident reopen {incident.id}")
        ask = Button(Said("does.incident_entries"), f"incident entries {incident.id}")
        buttons = (ask, again) if reminders else (again,)
        page = Page(Said("incident.closed", id=incident.id), lines, buttons)
        return Outcome(
            page,
            notices=(told(store, incident, Page(page.title, lines)),),
            cards=its_card(store, incident),
            closes=(*_closes(incident, coordinating), *over.closes, *_hearings(store, incident)),
            about=incident.id,
            settles=tuple(one.key for one in waiting),
        )


def _undecided(store: Store, incident: Incident, left: Left) -> tuple[str, ...]:
    """How each proposal comes to its end: its poll, or a poll on it, or taking it back."""
    if comes_first(incident, left) is not Stage.RESPONSE_PROPOSED:
        return ()
    lines: list[str] = []
    for one in store.responses.of(incident.id):
        if one.stage is not Proposed.PROPOSED:
            continue
        polls = [poll for poll in store.polls.on(one.id) if not poll.stage.over]
        lines += [f"poll show {poll.id}" for poll in polls] or [f"poll open {one.id}"]
        lines += [] if polls else [f"response withdraw {one.id}"]
    return tuple(lines)


def _closes(incident: Incident, coordinating: tuple[str, ...]) -> tuple[str, ...]:
    """Whatever was asked about it and needs no answer any more."""
    return (
        f"dismiss:{incident.id}",
        *(f"acknowledge:{incident.id}:{state}" for state in incident.concerned),
        *(stance_key(incident.id, state) for state in incident.concerned),
        *(f"entry:{incident.id}:{code}" for code in coordinating),
        *(f"hold:{incident.id}:{code}" for code in coordinating),
    )


def _hearings(store: Store, incident: Incident) -> tuple[str, ...]:
    """What organisations were asked, or the chair for them."""
    several = store.incidents.items(incident.id, Hearing)
    return tuple(f"hearing:{incident.id}:{one.organisation}" for one in several)


@command("incident reopen", by=(*SPEAK, *CHAIR), label=Tlp.AMBER_STRICT, sure=True)
class Reopen(Command):
    """Open a closed incident again, on new facts."""

    incident: IncidentId
    """Which incident?"""

    facts: Text
    """Which new facts?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        hat = call.hat(*SPEAK, *CHAIR)
        incident = reopened(seen(call, store, self.incident), hat, self.facts)
        if not call.confirmed:  # it is a suspicion again, wherever it stood before
            line = f"incident reopen {incident.id} now=yes {verbatim(self.facts)}"
            raise Confirm(Said("incident.reopen_sure", id=incident.id, title=incident.title), line)
        store.incidents.put(incident)
        store.incidents.record(incident, updated(incident, self.facts, hat, call.now))
        store.incidents.record(incident, Reopened(incident.id, hat.party, hat.person, call.now))
        drop_dismissals(call, store, incident)
        who = party(hat.party, incident.group, store)
        facts = Said("report.text", text=self.facts)
        return Outcome(
            Said("incident.reopened", id=incident.id),
            notices=(
                told(store, incident, Page(Said("incident.reopened_by", party=who), (facts,))),
            ),
            cards=its_card(store, incident),
            about=incident.id,
        )

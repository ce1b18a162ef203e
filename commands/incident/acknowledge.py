"""The State concerned says that it was informed; from then its time for a reply runs (T-25)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from commands.calendars import calendars_of
from commands.call import Call
from commands.declare import Command, command
from commands.incident.hats import SPEAK
from commands.incident.people import speakers
from commands.incident.see import seen
from commands.incident.shown import its_card, told
from commands.incident.words import concerned, party, plainly
from commands.kinds.ids import IncidentId, nobody_sees
from commands.kinds.who import StateCode
from commands.outcome import Ask, Audience, Button, Due, Notice, Outcome, Page
from commands.wanting import Confirm
from coordination.audience import Cut
from coordination.calendar import after_working_days
from coordination.incident.incident import Incident
from coordination.incident.informing import Inform, acknowledged
from coordination.incident.stage import LIFECYCLE
from coordination.incident.stance import Stance, latest
from coordination.parties import Role
from coordination.refused import Refused
from coordination.said import Capitals, Said
from coordination.tlp import Tlp
from storage.store import Store


def reply_due(
    call: Call, store: Store, incident: Incident, state: str, start: datetime
) -> datetime | None:
    """The end of the State's time for a reply: working days on its own calendar."""
    told_party = store.directory.party(state, incident.group)
    if told_party is None:
        return None
    calendars = calendars_of([told_party], call.now)
    return after_working_days(calendars, start, call.group.terms.reply_working_days).instant


def acknowledgement_asks(
    call: Call, store: Store, incident: Incident, state: str, text: str
) -> tuple[Ask, ...]:
    """Everybody who speaks for the State is asked to acknowledge; one of them does."""
    people = speakers(store, incident.group, state, call.now)
    line = f"incident acknowledge {incident.id}"
    title = Said("incident.ask_acknowledge", id=incident.id)
    lines = (Said("incident.inform_text", text=text),) if text else ()
    page = Page(title, lines, (Button(Said("incident.act.acknowledge"), line),))
    key = f"acknowledge:{incident.id}:{state}"
    return tuple(Ask(p, key, line, page, incident.label) for p in people if p != call.person.id)


def stance_key(incident: str, state: str) -> str:
    """Under which a State concerned is asked what it does, until it has said so."""
    return f"stance:{incident}:{state}"


def stance_asks(
    call: Call, store: Store, incident: Incident, state: str, due: Said
) -> tuple[Ask, ...]:
    """From its acknowledgement on, the State concerned is asked what it does about it (T-26)."""
    line = f"incident stance {incident.id}"
    own = any(view.own for view in latest(store.incidents.items(incident.id, Stance), state))
    if own or "stance" not in LIFECYCLE.possible(incident.stage):
        return ()
    name = party(state, incident.group, store)
    title = Said("incident.ask_stance", id=incident.id, title=incident.title, state=name)
    beside = Said("incident.ask_stance_beside")
    page = Page(title, (beside, due), (Button(Said("incident.act.own_stance"), line),))
    below = replace(page, lines=(beside,))
    people = speakers(store, incident.group, state, call.now)
    key = stance_key(incident.id, state)
    # Whoever has just acknowledged reads the question below the answer to that.
    return tuple(
        Ask(one, key, line, below, incident.label, again=True)
        if one == call.person.id
        else Ask(one, key, line, page, incident.label)
        for one in people
    )


@command("incident acknowledge", by=SPEAK, label=Tlp.GREEN, sure=True)
class Acknowledge(Command):
    """Acknowledge, for the State concerned, that it was informed."""

    incident: IncidentId
    """Which incident?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident, Cut.OUTCOME)
        hat = call.hat(*SPEAK)
        record = self._record(store, incident, hat.party)
        state = record.telling.state
        until = reply_due(call, store, incident, state, call.now) or call.now
        with plainly(incident.group, store):
            done, lacking = acknowledged(record, hat, call.now, until)
        name = party(state, incident.group, store)
        due = reply_by(store, incident, until, state)
        if not call.confirmed:  # everybody is told, and the time for a reply begins to run
            said = Said("incident.acknowledge_sure", id=incident.id, state=name, reply_by=due)
            raise Confirm(said, f"incident acknowledge {incident.id} now=yes")
        store.incidents.change(incident, record, done)
        note = Said("incident.acknowledged_by", state=name)
        lines = (due, *(warn.said for warn in lacking))
        line, zone = f"incident replies {incident.id} {state}", reply_zone(store, incident, state)
        return Outcome(
            Page(Said("incident.acknowledged", id=incident.id), (due,)),
            notices=(told(store, incident, Page(note, lines)),),
            asks=stance_asks(call, store, incident, state, due),
            cards=its_card(store, incident),
            closes=(f"acknowledge:{incident.id}:{state}",),
            about=incident.id,
            deadlines=(Due(line, until, line, zone),),
        )

    def _record(self, store: Store, incident: Incident, own: str | None) -> Inform:
        records = store.incidents.items(incident.id, Inform)
        mine = [record for record in records if record.telling.state == own]
        if mine:
            return next((r for r in mine if r.acknowledged_at is None), mine[-1])
        if not records:
            states = concerned(incident, store)
            raise Refused("stage", Said("incident.nobody_informed", states=states))
        return records[-1]


def reply_zone(store: Store, incident: Incident, state: str) -> str:
    """The zone in which the State's time for a reply is reckoned."""
    told_party = store.directory.party(state, incident.group)
    return told_party.zone if told_party else "UTC"


def reply_by(store: Store, incident: Incident, until: datetime, state: str) -> Said:
    """Until when the State has time for a reply, on its own clock."""
    group = store.directory.parties(incident.group)
    places = tuple((member.capital, member.zone) for member in group if member.code == state)
    return Said("incident.reply_by", until=Capitals(until, places))


@command("incident replies", by=Role.CLOCK, label=Tlp.GREEN)
class Replies(Command):
    """The time of a State concerned for its reply is over: the chair is told what there is."""

    incident: IncidentId
    """Which incident?"""

    state: StateCode
    """Whose time it was."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = store.incidents.get(self.incident)
        if incident is None:
            raise nobody_sees(self.incident)
        state = str(self.state)
        name = party(state, incident.group, store)
        views = latest(store.incidents.items(incident.id, Stance), state)
        chair = store.directory.chair(incident.group, call.now)
        if chair is None or any(view.own for view in views):
            return Outcome(Said("incident.reply_there", id=incident.id), about=incident.id)
        title = Said("incident.reply_over", id=incident.id, title=incident.title, state=name)
        line = f"incident stance {incident.id} no_reply state={state}"
        page = Page(title, (), (Button(Said("incident.act.no_reply"), line),))
        to = Audience.persons(chair.person)
        notice = Notice(to, incident.label, page, mention=(chair.person,))
        return Outcome(title, notices=(notice,), about=incident.id)

"""“What my State did”: each State is asked, with what the record knows of it (T-45)."""

from __future__ import annotations

from collections.abc import Iterator

from commands.action.words import headline
from commands.call import Call
from commands.commitment.words import line as commitment_line
from commands.convergence.see import speakers
from commands.declare import Command, command
from commands.incident.coordinating import others
from commands.incident.hats import CHAIR, SPEAK
from commands.incident.see import seen
from commands.incident.shown import told
from commands.incident.words import parties, party
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Text
from commands.outcome import Ask, Button, Outcome, Page
from commands.wanting import Wanting
from coordination.audience import Cut
from coordination.incident.ending import Reopened, have_entered
from coordination.incident.incident import Incident
from coordination.incident.stage import Stage
from coordination.incident.thread import Entry, entered
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("incident entry", by=SPEAK, label=Tlp.AMBER_STRICT, asks=("text",), anew=True)
class WhatMyStateDid(Command):
    """Record what your own State or agency did about an incident, at any stage (T-45)."""

    incident: IncidentId
    """Which incident?"""

    recorded: bool = False
    """Let what is on record of your State speak for it, without further words?"""

    text: Text = Text("")
    """What did it do?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident, Cut.OUTCOME)
        if not self.recorded and not self.text.strip():
            raise Wanting("T-45", "text", Said("did.ask_words"))
        own = call.hat(*SPEAK).party or ""
        if not self.text.strip() and not any(on_record(store, incident, own)):
            raise Wanting("T-45", "text", Said("did.nothing_speaks"))
        made = entered(incident, self.text, call.hat(*SPEAK), call.now, recorded=self.recorded)
        store.incidents.record(incident, made)
        who = party(made.party, incident.group, store)
        text = (Said("report.text", text=made.text),) if made.text else ()
        known = tuple(on_record(store, incident, made.party)) if made.recorded else ()
        page = Page(Said("incident.entry_by", party=who), (*text, *known))
        return Outcome(
            Said("incident.entered", id=incident.id),
            notices=(told(store, incident, page),),
            closes=(key(incident, made.party),),
            about=incident.id,
        )


@command("incident entries", by=CHAIR, label=Tlp.GREEN)
class AskEntries(Command):
    """Ask each State what it did about an incident, before it is closed; closing does not wait."""

    incident: IncidentId
    """Which incident?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        missing = without(store, incident)
        asks = [ask for code in missing for ask in _asks(call, store, incident, code)]
        names = parties(missing, incident.group, store)
        waits = "did.waits_closed" if incident.stage is Stage.CLOSED else "did.waits"
        lines = (Said(waits, parties=names),) if names else ()
        return Outcome(
            Page(Said("did.asked", id=incident.id, n=len(missing)), lines),
            asks=tuple(asks),
            shows=incident.label,
            about=incident.id,
        )


def without(store: Store, incident: Incident) -> tuple[str, ...]:
    """The coordinating States that have not said what they did, since it was last reopened."""
    items = store.incidents.items
    done = have_entered(items(incident.id, Entry), items(incident.id, Reopened))
    return tuple(code for code in others(store, incident) if code not in done)


def key(incident: Incident, code: str) -> str:
    """The key under which a State is asked."""
    return f"entry:{incident.id}:{code}"


def on_record(store: Store, incident: Incident, code: str) -> Iterator[Said]:
    """What the record knows of one State: its reports, measures and commitments, no votes."""
    reports = store.incidents.reports(incident.id).values()
    filed = sum(one.stands and one.party == code for one in reports)
    if filed:
        yield Said("did.reports", n=filed)
    for action in store.actions.of_incident(incident.id):
        if action.owner == code:
            yield headline(action, store)
    for made in store.commitments.of_incident(incident.id):
        if made.owner == code:
            yield commitment_line(made, store)


def _asks(call: Call, store: Store, incident: Incident, code: str) -> tuple[Ask, ...]:
    who = party(code, incident.group, store)
    known = tuple(on_record(store, incident, code))
    reopened = store.incidents.items(incident.id, Reopened)
    since = (Said("did.reopened", at=reopened[-1].at),) if reopened else ()
    head = Said("did.record_knows") if known else Said("did.record_empty")
    ask = "did.ask_closed" if incident.stage is Stage.CLOSED else "did.ask"
    line = f"incident entry {incident.id}"
    speak = Button(Said("did.act.recorded"), f"{line} recorded=yes")
    page = Page(
        Said(ask, party=who, id=incident.id),
        (*since, head, *known, Said("did.how", id=incident.id)),
        (speak,) if known else (),
    )
    people = speakers(store, incident.group, code, call.now)
    return tuple(Ask(one, key(incident, code), line, page, incident.label) for one in people)


COMMANDS: tuple[type[Command], ...] = (WhatMyStateDid, AskEntries)

"""Organisations and associations are asked: a text of their own, approved by the chair (T-31)."""

from __future__ import annotations

from commands.call import Call
from commands.convergence.see import among
from commands.declare import Command, command
from commands.hearing.see import asked, bodies, keep, key, of, people
from commands.hearing.words import named, whole
from commands.incident.hats import CHAIR, SPEAK
from commands.incident.see import fits_here, seen
from commands.incident.shown import told
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Text
from commands.outcome import Ask, Button, Outcome, Page
from coordination.audience import Nature
from coordination.incident.hearing import Heard, Hearing, drafted, left_out, released
from coordination.incident.incident import Incident
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_LABELS = {"clear": Tlp.CLEAR, "green": Tlp.GREEN, "amber": Tlp.AMBER}


@command(
    "incident hear",
    by=(*SPEAK, *CHAIR),
    label=Tlp.GREEN,
    text=Tlp.CLEAR,
    labels=("label", _LABELS),
    anew=True,
)
class Hear(Command):
    """Write what an organisation or association is to be asked. The chair approves it first.

    It is all that they are shown: no file, no names of persons, and nothing of how States voted.
    """

    incident: IncidentId
    """About which incident?"""

    who: tuple[str, ...]
    """Which organisations, by code, with commas between them: iss,voices."""

    label: Tlp = Tlp.GREEN
    """For whom the text is: clear, green or amber."""

    text: Text
    """What are they told, and asked? Nothing else is shown to them."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        codes = bodies(self.who, store)
        fits_here(call, self.label)
        hat = call.hat(*SPEAK, *CHAIR)
        for code in codes:
            made = drafted(incident, code, self.text, self.label, hat, call.now)
            _put(store, incident, made)
        line = f"incident release {incident.id} {','.join(codes)}"
        names = tuple(named(code, store) for code in codes)
        lines = (
            Said("hearing.would_see", text=self.text.strip()),
            Said("hearing.label", label=self.label),
            Said("hearing.only_this"),
        )
        page = Page(
            Said("hearing.waits", id=incident.id, bodies=names),
            lines,
            (Button(Said("hearing.act.release"), line),),
        )
        chair = store.directory.chair(call.group.id, call.now)
        draft = key(incident.id, codes[0])
        others = chair is not None and chair.person != call.person.id
        asks = (Ask(chair.person, draft, line, page, incident.label),) if chair and others else ()
        return Outcome(page, asks=asks, shows=incident.label, about=incident.id)


def _put(store: Store, incident: Incident, made: Hearing) -> None:
    """A new text takes the place of a draft; what was sent stays, and begins anew."""
    before = of(store, incident).get(made.organisation)
    if before is not None and before.heard is Heard.DRAFT:
        keep(store, incident, before, made)
    else:
        store.incidents.record(incident, made)


@command("incident release", by=CHAIR, label=Tlp.GREEN)
class Release(Command):
    """Approve the text for organisations, and send it to those who speak for them."""

    incident: IncidentId
    """About which incident?"""

    who: tuple[str, ...]
    """Which organisations, by code."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        asks, away, names = [], [], []
        codes = bodies(self.who, store)
        for code in codes:
            before = asked(store, incident, code)
            after = released(before, call.hat(*CHAIR), call.now)
            keep(store, incident, before, after)
            persons = people(store, incident.group, code, call)
            asks += [_question(incident, after, person, store) for person in persons]
            names.append(named(code, store))
            away += [] if persons else [code]
        outside = tuple(named(code, store) for code in away)
        lines = (Said("hearing.not_here", bodies=outside),) if away else ()
        by_letter = tuple(
            Button(Said("hearing.act.enter"), f"incident enter_view {incident.id} {code}")
            for code in away
        )
        said = Said("hearing.sent", id=incident.id, bodies=tuple(names))
        return Outcome(
            Page(said, lines, by_letter),
            notices=(told(store, incident, said, Nature.POSITIONS),),
            asks=tuple(asks),
            closes=tuple(key(incident.id, code) for code in codes),
            shows=incident.label,
            about=incident.id,
        )


def _question(incident: Incident, hearing: Hearing, person: str, store: Store) -> Ask:
    """What an organisation is shown: the approved text, and how to answer; nothing else."""
    body = named(hearing.organisation, store)
    page = Page(
        Said("hearing.you_are_asked", body=body, id=incident.id),
        (
            Said("hearing.text", text=hearing.text),
            Said("hearing.label", label=hearing.label),
            Said("hearing.how", id=incident.id),
        ),
        (
            Button(Said("hearing.act.view"), f"incident view {incident.id}"),
            Button(Said("hearing.act.decline"), f"incident decline {incident.id}"),
        ),
    )
    its = key(incident.id, hearing.organisation)
    return Ask(person, its, f"incident view {incident.id}", page, hearing.label)


@command("incident leave_out", by=CHAIR, label=Tlp.AMBER, back=("incident hear",))
class LeaveOut(Command):
    """Record that an organisation or association is not asked, and why."""

    incident: IncidentId
    """About which incident?"""

    who: tuple[str, ...]
    """Which organisations, by code."""

    reason: Text
    """Why? It stands with every response on this incident."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        several = of(store, incident)
        codes = bodies(self.who, store)
        for code in codes:
            if code in several and several[code].heard not in (Heard.DRAFT, Heard.NOT_ASKED):
                raise Refused("stage", Said("hearing.asked_already", body=named(code, store)))
            made = left_out(incident, code, self.reason, call.hat(*CHAIR), call.now)
            store.incidents.record(incident, made)
        names = tuple(named(code, store) for code in codes)
        said = Said("hearing.left_out", bodies=names, reason=self.reason.strip())
        return Outcome(
            said,
            notices=(told(store, incident, said, Nature.POSITIONS),),
            shows=incident.label,
            about=incident.id,
        )


@command("incident hearings", label=Tlp.GREEN)
class Hearings(Command):
    """Show who was asked for a view on an incident, what they said, and what was answered."""

    incident: IncidentId
    """About which incident?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = among(call, store, self.incident)
        several = store.incidents.items(incident.id, Hearing)
        lines = tuple(line for one in several for line in whole(one, store))
        title = Said("hearing.list", id=incident.id, n=len(of(store, incident)))
        return Outcome(Page(title, lines), shows=incident.label, about=incident.id)


COMMANDS: tuple[type[Command], ...] = (Hear, Release, LeaveOut, Hearings)

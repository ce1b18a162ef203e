"""What States report of an adopted response: applied, on which grounds, which item is met."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from commands.call import Call
from commands.dates import Dates
from commands.declare import Command, command
from commands.incident.hats import CHAIR, SPEAK
from commands.incident.see import cut_for
from commands.incident.shown import told
from commands.incident.words import party, plainly
from commands.kinds.ids import ResponseId
from commands.kinds.simple import Note, Text
from commands.outcome import Outcome, Page
from commands.response.card import cards
from commands.response.followed import conditions, followed, grounds, is_unified
from commands.response.proposing import spelt
from commands.response.see import Seen, seen
from coordination.audience import Cut, Nature
from coordination.instants import Moment
from coordination.refused import Refused
from coordination.response.followup import (
    Applied,
    Finding,
    Grounds,
    applied,
    found,
    own_entry,
)
from coordination.response.parts import Suspension, Unification
from coordination.response.stage import LIFECYCLE
from coordination.response.standing import carried_out_by
from coordination.said import Param, Said
from coordination.tlp import Tlp
from storage.store import Store


@command("response apply", by=SPEAK, label=Tlp.AMBER, asks=("variance",), anew=True)
class Apply(Command):
    """Report that your State applies the single procedure: since when, and by which instrument."""

    response: ResponseId
    """Which procedure?"""

    since: Moment
    """Since when? The day on which it began, such as 2026-02-02."""

    variance: Note = Note("")
    """In what does your own application differ from the text, if in anything?"""

    instrument: Text
    """By which instrument: a law, a circular, an instruction?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        about = seen(call, store, self.response)
        if not isinstance(about.response.parts, Unification):
            raise Refused("T-41", Said("response.not_a_procedure", response=self.response))
        LIFECYCLE.after("apply", about.response.stage)
        with plainly(about.response.group, store):
            own = own_entry(call.hats[0], "stage.act.response.apply")
        before = is_unified(about.response, store)
        dates, given = Dates(store, call), self.since
        zone = ZoneInfo(call.group.terms.anchor_zone)
        bare = given.at.astimezone(zone).date()
        made = Applied(
            response=self.response,
            party=own,
            instrument=self.instrument.strip(),
            since=bare if given.to_confirm else dates.day(given.at, own),
            variance=spelt(self.variance),
            person=call.person.id,
            at=call.now,
        )
        made = applied(made, about.incident.id, dates.day(call.now, own))
        store.incidents.record(about.incident, made)
        done = is_unified(about.response, store) and not before
        name = _name(call, about, store)
        said = _of("response.applied_by", about, party=name)
        whole = _of("response.unified_now", about, party=name) if done else None
        return _reported(call, store, about, said, whole)


@command("response grounds", by=SPEAK, label=Tlp.AMBER, asks=("cases",), anew=True)
class Ground(Command):
    """Record on which law your State suspends, and who decides that in your State."""

    response: ResponseId
    """Which suspension?"""

    decider: Note
    """Who decides it in your State?"""

    cases: Note = Note("")
    """How does your State treat cases in process?"""

    law: Text
    """On which law?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        about = seen(call, store, self.response)
        _suspension(about, "grounds")
        own = own_entry(call.hats[0], "stage.act.response.grounds")
        with plainly(about.incident.group, store):
            carried_out_by(about.response, own)
        made = Grounds(
            response=self.response,
            party=own,
            legal_basis=self.law.strip(),
            decider=spelt(self.decider),
            in_process=spelt(self.cases),
            person=call.person.id,
            at=call.now,
        )
        store.incidents.record(about.incident, made)
        said = _of("response.grounds_by", about, party=_name(call, about, store))
        return _told(store, about, said, grounds(about.response, store, own))


@command("response criterion", by=(*CHAIR, *SPEAK), label=Tlp.AMBER, anew=True)
class Criterion(Command):
    """Say of one item of a lift criterion whether it is met, and where that can be seen.

    The State concerned may say it too: whose word it is always stands beside it.
    """

    response: ResponseId
    """Which suspension?"""

    item: int
    """Which item, by its number?"""

    met: bool
    """Is it met: yes or no?"""

    evidence: Text
    """Where can it be seen? A document, a law or a report; names of persons are not needed."""

    def handle(self, call: Call, store: Store) -> Outcome:
        about = seen(call, store, self.response, Cut.OUTCOME)
        parts = _suspension(about, "criterion")
        hat = call.hat(*CHAIR) if call.chairs else call.hats[0]
        made = Finding(
            response=self.response,
            item=self.item,
            met=self.met,
            evidence=self.evidence.strip(),
            party=None if call.chairs else call.party,
            person=call.person.id,
            at=call.now,
        )
        made = found(parts, made, hat)
        store.incidents.record(about.incident, made)
        who = party(made.party, about.incident.group, store)
        key = "response.item_met_by" if made.met else "response.item_not_met_by"
        said = _of(key, about, party=who, n=self.item)
        return _told(store, about, said, conditions(about.response, store), Cut.OUTCOME)


def _reported(
    call: Call, store: Store, about: Seen, said: Said, whole: Said | None = None
) -> Outcome:
    """Tell all of it, or `whole`, to those who read how each State answered; else less (DR-29)."""
    named = Page(whole or said, followed(about.response, store, names=True))
    counted = Page(said, followed(about.response, store, names=False))
    incident = about.incident
    full = told(store, incident, named, Nature.POSITIONS)
    some = told(store, incident, counted)
    others = (some.audience.only or frozenset()) - (full.audience.only or frozenset())
    rest = replace(some, audience=replace(some.audience, only=others))
    reads = cut_for(call, store, incident, Nature.POSITIONS) is Cut.FULL
    return Outcome(
        named if reads else counted,
        notices=(full, rest) if others else (full,),
        cards=cards(store, incident, about.response),
        shows=incident.label,
        about=incident.id,
    )


def _told(
    store: Store, about: Seen, said: Said, lines: tuple[Said, ...], least: Cut = Cut.FULL
) -> Outcome:
    """Tell it in the incident's thread, with how the whole stands now."""
    page = Page(said, lines)
    return Outcome(
        page,
        notices=(told(store, about.incident, page, least=least),),
        cards=cards(store, about.incident, about.response),
        shows=about.incident.label,
        about=about.incident.id,
    )


def _suspension(about: Seen, act: str) -> Suspension:
    """What is suspended; raises `Refused` where this act does not fit the response as it is."""
    parts = about.response.parts
    if not isinstance(parts, Suspension):
        raise Refused("T-43", Said("response.not_a_suspension", response=about.response.id))
    LIFECYCLE.after(act, about.response.stage)
    return parts


def _of(key: str, about: Seen, **more: Param) -> Said:
    return Said(key, title=about.response.title, id=about.response.id, **more)


def _name(call: Call, about: Seen, store: Store) -> Said:
    return party(call.party, about.incident.group, store)


COMMANDS: tuple[type[Command], ...] = (Apply, Ground, Criterion)

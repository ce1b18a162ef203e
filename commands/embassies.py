"""Embassies in the capital of the State concerned, each called on by its own authority (T-29)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from commands.abroad import elsewhere
from commands.call import Call
from commands.declare import Command, command
from commands.incident.see import seen as incident_seen
from commands.incident.words import party as name
from commands.kinds.ids import IncidentId, MeetingId
from commands.kinds.simple import Text
from commands.kinds.who import PartyCode, StateCode, named
from commands.meeting import asking, fields, prompt, told, words
from commands.meeting.plan import updated
from commands.meeting.propose import CHAIR, propose
from commands.meeting.see import seen
from commands.meeting.who import concerned_by
from commands.outcome import Ask, Button, Outcome, Page
from coordination.hats import SPEAKERS
from coordination.incident.incident import Incident
from coordination.meeting.kinds import MeetingKind
from coordination.meeting.meeting import Meeting
from coordination.meeting.stage import Stage
from coordination.parties import Party, Role
from coordination.refused import Refused
from coordination.said import Said
from coordination.spans import Band, DateRange
from coordination.tlp import Tlp
from storage.store import Store

AUTHORITY = (Role.CA_OFFICER, Role.VOTER, Role.AGENCY_OFFICER)


@command("embassies convene", by=CHAIR, label=Tlp.GREEN, text=Tlp.AMBER, back=("meeting cancel",))
class ConveneEmbassies(Command):
    """Ask the authorities to call on their own embassies in the State concerned to meet there."""

    incident: IncidentId
    """The incident it is about."""

    dates: DateRange
    """On which days it may be."""

    duration: timedelta = timedelta(hours=2)
    """How long it takes."""

    band: Band = Band()
    """The local hours there within which it must lie."""

    states: tuple[PartyCode, ...] = ()
    """Whose embassies; left out, those of all States of the group but the one concerned."""

    place: StateCode | None = None
    """In which State concerned, where there are several; left out, the first one."""

    purpose: Text
    """What is to be discussed? Names of persons are not needed."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = incident_seen(call, store, self.incident)
        place = str(self.place) if self.place else next(iter(incident.concerned))
        if place not in incident.concerned:
            states = tuple(named(code, store) for code in incident.concerned)
            raise Refused("T-29", Said("embassies.place", states=states))
        asked = self._asked(call, store, incident)
        host = store.directory.party(place)
        kind = MeetingKind.EMBASSIES_CONSULATES
        made = replace(
            propose(call, kind, self.purpose, self.dates, (), incident),
            minutes=int(self.duration.total_seconds() // 60),
            band=self.band,
            zone=host.zone if host else call.group.terms.anchor_zone,
        )
        store.meetings.add(made)
        where = named(place, store)
        asks = tuple(ask for party in asked for ask in _asks(call, store, made, party, where))
        return Outcome(
            Page(
                Said("embassies.asked", title=words.title(made), state=where),
                (Said("embassies.on_its_word", n=len(asked)), _clock(made, host)),
            ),
            cards=(told.card(store, made),),
            asks=asks,
            made={"meeting": made.id},
            about=made.incident,
        )

    def _asked(self, call: Call, store: Store, incident: Incident) -> tuple[str, ...]:
        """The States whose embassies can come: not those whose are all accredited elsewhere."""
        wanted = self.states or call.group.parties
        away = elsewhere(store, incident, call.now)
        theirs = tuple(p for p in wanted if p not in incident.concerned and p not in away)
        if not theirs:
            raise Refused("T-29", Said("embassies.none_asked"))
        return theirs


def _clock(meeting: Meeting, host: Party | None) -> Said:
    """Whose clock its times are on."""
    return Said("embassies.zone", place=host.capital if host else meeting.zone)


def _asks(call: Call, store: Store, meeting: Meeting, party: str, where: Said) -> tuple[Ask, ...]:
    """The authority's officers are asked; one answer is enough."""
    title = words.title(meeting)
    page = Page(
        Said("embassies.ask", title=title, party=name(party, meeting.group, store), state=where)
    )
    hats = store.directory.credentials_of(meeting.group, call.now)
    officers = dict.fromkeys(h.person for h in hats if h.role in SPEAKERS and h.party == party)
    voter = store.directory.voter(party, meeting.group, call.now)
    persons = (voter.person,) if voter else tuple(officers)
    line = f"embassies call {meeting.id}"
    return tuple(Ask(p, told.calling_key(meeting), line, page, Tlp.GREEN) for p in persons)


@command("embassies call", by=AUTHORITY, label=Tlp.GREEN, anew=True)
class CallOn(Command):
    """Call on your own embassy to come to a meeting in the State concerned, or take that back."""

    meeting: MeetingId
    """Which meeting."""

    comes: bool
    """Is your embassy to come?"""

    def ready(self, call: Call, store: Store) -> None:
        self._asked(call, store)

    def _asked(self, call: Call, store: Store) -> tuple[Meeting, str]:
        """The meeting, and whose embassy is called on; raises `Refused`."""
        meeting = seen(call, store, self.meeting)
        party = call.hat(*AUTHORITY).party
        if party is None or meeting.kind is not MeetingKind.EMBASSIES_CONSULATES:
            raise Refused("T-29", Said("embassies.other_kind", meeting=meeting.id))
        return meeting, party

    def handle(self, call: Call, store: Store) -> Outcome:
        meeting, party = self._asked(call, store)
        if self.comes:
            _accredited_there(call, store, meeting, party)
        before = told.everybody(store, meeting, call.now)
        after = self._with(call, store, meeting, party)
        store.meetings.save(after)
        key = "embassies.comes" if self.comes else "embassies.stays"
        said = Said(key, party=name(party, meeting.group, store))
        other = f"embassies call {meeting.id} {'no' if self.comes else 'yes'}"
        lacking = self.comes and not _people(call, store, meeting, party)
        unknown = (Said("embassies.nobody_known"),) if lacking else ()
        page = Page(said, unknown, (Button(Said("embassies.act.change"), other),))
        if after.stage is Stage.CONVENED:
            return replace(updated(call, store, meeting, after), reply=page)
        new = set(told.everybody(store, after, call.now)) - set(before)
        asked = tuple(a for a in asking.asks(store, after, call.now) if a.person in new)
        return Outcome(
            page,
            notices=(told.in_rooms(store, after, Page(said)),),
            cards=(told.card(store, after),),
            asks=asked,
            deadlines=prompt.dues(store, after, call.now, asked),
            closes=(f"{told.calling_key(meeting)}@{call.person.id}",),
            about=after.incident,
        )

    def _with(self, call: Call, store: Store, meeting: Meeting, party: str) -> Meeting:
        """The meeting with or without this embassy; with the first one, starts are offered."""
        now = meeting.invitees
        theirs = _people(call, store, meeting, party)
        parties = tuple(p for p in now.parties if p != party)
        people = tuple(p for p in now.people if p not in theirs)
        if self.comes:
            parties, people = (*parties, party), (*people, *theirs)
        planned = meeting.planned(invitees=replace(now, parties=parties, people=people))
        if self.comes and planned.stage is Stage.PROPOSED:
            return fields.offer(store, planned, call.now)
        return planned


def _accredited_there(call: Call, store: Store, meeting: Meeting, party: str) -> None:
    """Raises `Refused` where the register knows this State's embassies in other States alone."""
    incident = store.incidents.get(meeting.incident) if meeting.incident else None
    if incident and party in elsewhere(store, incident, call.now):
        raise Refused("T-29", Said("embassies.elsewhere", party=name(party, meeting.group, store)))


def _people(call: Call, store: Store, meeting: Meeting, party: str) -> tuple[str, ...]:
    """The people of a party's embassy there whom the directory knows."""
    hats = store.directory.credentials_for(party, call.group.id, call.now)
    there = concerned_by(store, meeting)
    return tuple(h.person for h in hats if h.role is Role.EMBASSY and h.accredited(there))


COMMANDS: tuple[type[Command], ...] = (ConveneEmbassies, CallOn)

"""Proposing a meeting, and looking for starts that suit everybody (T-12, T-28)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from commands.call import Call, fresh
from commands.declare import Command, command
from commands.incident.repercussions import outside
from commands.incident.see import seen as incident_seen
from commands.incident.words import parties
from commands.kinds.ids import IncidentOrNone
from commands.kinds.simple import Text
from commands.meeting import asking, fields, prompt, told, words
from commands.meeting.who import read_guests
from commands.outcome import Button, Outcome, Page
from commands.parse import again
from coordination.incident.incident import Incident
from coordination.meeting.composition import (
    Sector,
    check_capacity,
    lacks_child_focus,
    missing_parties,
    missing_sectors,
)
from coordination.meeting.kinds import MeetingKind
from coordination.meeting.meeting import Invitees, Meeting
from coordination.parties import Kind, Role
from coordination.refused import Refused
from coordination.said import Said
from coordination.spans import Band, DateRange
from coordination.tlp import Tlp
from storage.store import Store

CHAIR = (Role.CHAIR, Role.COORDINATOR, Role.SECRETARIAT)
MAY_PROPOSE = (*CHAIR, Role.CA_OFFICER, Role.AGENCY_OFFICER, Role.VOTER)
WIDE = Band(6, 24)
"""The hours that are offered to look in where office hours suit too few."""


@command(
    "meeting propose", by=MAY_PROPOSE, label=Tlp.GREEN, text=Tlp.AMBER, back=("meeting cancel",)
)
class Propose(Command):
    """Propose a meeting, and ask everybody who is to come when they can."""

    incident: IncidentOrNone
    """The incident it is about, or `none`."""

    dates: DateRange
    """On which days it may be: the first and the last, at most two weeks."""

    duration: timedelta = timedelta(hours=2)
    """How long it takes."""

    kind: MeetingKind = MeetingKind.ROUNDTABLE
    """What kind of meeting it is."""

    invite: tuple[str, ...] = ()
    """Parties, organisations or people; left out, all parties of the group."""

    band: Band = Band()
    """The local hours within which it must lie for everybody."""

    video: str = ""
    """A link to the video room."""

    children: bool = False
    """Whether its purpose is children: then an organisation that works for them is to come."""

    child_focused: int = 0
    """How many organisations that work for children are to come."""

    sectors: tuple[Sector, ...] = ()
    """The sectors that those invited stand for, at a national roundtable."""

    hidden: bool = False
    """Whether nobody but those invited learns of it, for a horizontal meeting."""

    label: Tlp | None = None
    """Who it is for; the incident's label if left out."""

    purpose: Text
    """What is to be discussed? Names of persons are not needed."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = incident_seen(call, store, self.incident) if self.incident else None
        if incident is not None and incident.kept:
            ready = (f"incident share {incident.id}",)
            raise Refused("T-07", Said("meeting.incident_kept"), ready)
        proposed = self._proposed(call, store, incident)
        meeting = fields.offer(store, proposed, call.now, self._on)
        store.meetings.add(meeting)
        return Outcome(
            proposed_page(store, meeting, incident),
            cards=told.cards(store, meeting),
            asks=asking.asks(store, meeting, call.now),
            deadlines=prompt.dues(store, meeting, call.now),
            made={"meeting": meeting.id},
            about=meeting.incident,
            shows=meeting.label,
        )

    def _on(self, dates: DateRange) -> str:
        """The same on other days."""
        return again(self, incident=self.incident or "none", dates=str(dates))

    def _proposed(self, call: Call, store: Store, incident: Incident | None) -> Meeting:
        parties, people = read_guests(self.invite, call, store)
        group = store.directory.parties(call.group.id)
        invited = parties or fields.by_default(group, self.kind, incident)
        fields.check_informed(invited, incident)
        capacities = {party.code: party.capacity for party in group if party.code in invited}
        check_capacity(self.kind, capacities)
        made = propose(call, self.kind, self.purpose, self.dates, invited, incident)
        return replace(
            made,
            minutes=int(self.duration.total_seconds() // 60),
            invitees=Invitees(invited, people, (), self.sectors, self.child_focused),
            band=self.band,
            link=self.video,
            hidden=self.hidden,
            about_children=self.children,
            label=Tlp.highest((made.label, self.label)) if self.label else made.label,
        )


def propose(
    call: Call,
    kind: MeetingKind,
    purpose: str,
    dates: DateRange,
    invited: tuple[str, ...],
    incident: Incident | None,
) -> Meeting:
    """A new meeting of these parties, two hours long, planned on the group's own clock."""
    return Meeting(
        id=fresh("MTG"),
        group=call.group.id,
        kind=kind,
        purpose=purpose,
        invitees=Invitees(invited),
        minutes=120,
        dates=dates,
        zone=call.group.terms.anchor_zone,
        label=incident.label if incident else Tlp.AMBER,
        proposed_by=call.person.id,
        proposed_at=call.now,
        incident=incident.id if incident else None,
    )


def proposed_page(
    store: Store, meeting: Meeting, incident: Incident | None, msgid: str = "meeting.proposed"
) -> Page:
    """What was made, who is asked, what is missing, and the next line."""
    n = len(meeting.invitees.parties)
    lines = [Said("meeting.proposed_asked", n=n), *words.slot_lines(store, meeting)]
    lines += words.closed_lines(store, meeting)
    lines += _missing(store, meeting, incident)
    ready = [Button(Said("meeting.act.convene"), f"meeting convene {meeting.id} A")]
    if meeting.band.end - meeting.band.start < WIDE.end - WIDE.start:
        line = f"meeting slots {meeting.id} band={WIDE}"
        ready.append(Button(Said("meeting.act.wider"), line))
    return Page(Said(msgid, title=words.title(meeting)), tuple(lines), tuple(ready))


def _missing(store: Store, meeting: Meeting, incident: Incident | None) -> list[Said]:
    """Who is not invited, of the group and beyond (T-28), and what else is asked (U-32, U-34)."""
    lines = []
    group = store.directory.group(meeting.group)
    if incident is not None:
        wanted = (*(group.parties if group else ()), *outside(store, incident))
        if out := missing_parties(wanted, meeting.invitees.parties):
            names = parties(out, meeting.group, store)
            lines.append(Said("meeting.not_invited_parties", parties=names))
    if sectors := sectors_lacking(store, meeting):
        lines.append(Said("meeting.sectors_lacking", sectors=sectors))
    if lacks_child_focus(meeting.about_children, meeting.invitees.child_focused):
        lines.append(Said("meeting.child_focus_lacking"))
    return lines


def sectors_lacking(store: Store, meeting: Meeting) -> tuple[Said, ...]:
    """The sectors that a national roundtable leaves out (U-32)."""
    group = store.directory.group(meeting.group)
    national = group is not None and group.kind is Kind.NATIONAL
    if not national or meeting.kind is not MeetingKind.ROUNDTABLE:
        return ()
    missing = missing_sectors(meeting.invitees.sectors)
    return tuple(Said(f"sector.{sector.value}") for sector in missing)

"""Showing meetings, and reminding of them."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from commands.call import Call
from commands.declare import Command, command
from commands.incident.see import seen as incident_seen
from commands.kinds.ids import IncidentId, MeetingId
from commands.late import past
from commands.meeting import card, told, words
from commands.meeting.see import how_much, seen
from commands.outcome import Button, Outcome, Page
from coordination.audience import Cut
from coordination.meeting.meeting import Meeting
from coordination.meeting.stage import Stage
from coordination.parties import Role
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

CHAIRED = ("convene", "open", "conclude", "close")
"""Acts that are offered to whoever chairs."""


class Before(StrEnum):
    """Which reminder it is."""

    DAY = "day"
    HOUR = "hour"


BEGUN = "begun"
"""What is said instead once it has begun, and while it lasts."""


@command("meeting show", label=Tlp.GREEN)
class Show(Command):
    """Show a meeting as it is now."""

    meeting: MeetingId
    """Which meeting."""

    def handle(self, call: Call, store: Store) -> Outcome:
        meeting = seen(call, store, self.meeting)
        if how_much(call, store, meeting) is Cut.CARD:
            return Outcome(_outline(meeting))
        page = card.page(store, meeting)
        mine = tuple(b for b in page.buttons if call.chairs or b.line.split()[1] not in CHAIRED)
        return Outcome(replace(page, buttons=mine), shows=meeting.label)


def _outline(meeting: Meeting) -> Page:
    """What a guest below the label learns: that it takes place, and when."""
    stage = Said(f"stage.meeting.{meeting.stage.value}")
    lines = [Said("meeting.stage", stage=stage)]
    if meeting.start is not None:
        lines = [Said("meeting.when", stage=stage, at=meeting.start)]
    return Page(Said("meeting.card", title=words.title(meeting)), tuple(lines))


@command("meeting list", label=Tlp.GREEN)
class List(Command):
    """List the meetings to come, or those on one incident."""

    incident: IncidentId | None = None
    """Only those on this incident, held ones included."""

    mine: bool = False
    """Only those to which my own State or agency is invited."""

    def handle(self, call: Call, store: Store) -> Outcome:
        if self.incident:
            incident_seen(call, store, self.incident, Cut.OUTCOME)
            found = store.meetings.of_incident(self.incident)
        else:
            found = store.meetings.of_group(call.group.id)
        mine = [m for m in found if how_much(call, store, m) is not Cut.NOTHING]
        if self.mine:
            mine = [m for m in mine if call.party in m.invitees.parties]
        lines = tuple(_line(meeting) for meeting in mine)
        said = Said("meeting.list", n=len(mine)) if mine else Said("meeting.list_empty")
        ready = tuple(
            Button(Said("meeting.act.show", meeting=m.id), f"meeting show {m.id}") for m in mine[:5]
        )
        return Outcome(Page(said, lines, ready))


def _line(meeting: Meeting) -> Said:
    title, stage = words.title(meeting), Said(f"stage.meeting.{meeting.stage.value}")
    if meeting.start is None:
        return Said("meeting.list_line", title=title, stage=stage)
    return Said("meeting.list_line_at", title=title, stage=stage, start=meeting.start)


@command("meeting remind", by=Role.CLOCK, label=Tlp.CLEAR)
class Remind(Command):
    """Remind somebody who is to come."""

    meeting: MeetingId
    """Which meeting."""

    person: str
    """Whom, by id."""

    before: Before
    """Which reminder it is."""

    def handle(self, call: Call, store: Store) -> Outcome:
        meeting = seen(call, store, self.meeting)
        awaited = self.person in told.everybody(store, meeting, call.now)
        if meeting.stage is not Stage.CONVENED or meeting.start is None or not awaited:
            return Outcome(Said("meeting.no_reminder", meeting=meeting.id))
        begun = past(call, meeting.start)
        if past(call, meeting.start + meeting.duration) or self._hour_comes(call, store):
            return Outcome(Said("meeting.no_reminder", meeting=meeting.id))
        key = f"meeting.reminder.{BEGUN if begun else self.before}"
        said = Said(key, title=words.title(meeting), at=meeting.start)
        lines = (Said("meeting.link", link=meeting.link),) if meeting.link else ()
        here = Button(Said("meeting.act.attend"), f"meeting attend {meeting.id}")
        show = Button(Said("meeting.act.show", meeting=meeting.id), f"meeting show {meeting.id}")
        page = Page(said, lines, (here if begun or self.before is Before.HOUR else show,))
        return Outcome(
            Said("meeting.reminded", meeting=meeting.id),
            notices=told.personally(store, meeting, (self.person,), page, call.now),
            about=meeting.incident,
        )

    def _hour_comes(self, call: Call, store: Store) -> bool:
        """Whether the reminder an hour before is due by now as well: then it is enough."""
        hour = store.deadlines.get(f"meeting remind {self.meeting} {self.person} {Before.HOUR}")
        first = self.before is Before.DAY
        return first and hour is not None and hour.due_at <= call.by_now

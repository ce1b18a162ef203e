"""What the clock says of a plan: what slipped, to the chair; and how it stands at its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from commands.call import Call
from commands.declare import Command, command
from commands.desks import chair_desk, worked
from commands.incident.shown import told
from commands.kinds.ids import PlanId
from commands.late import past
from commands.outcome import Audience, Button, Due, Notice, Outcome, Page
from commands.plan import words
from commands.plan.see import rows, seen
from coordination.parties import Role
from coordination.plan.record import Plan, Stage
from coordination.plan.timetable import slipped
from coordination.reminders import morning
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

MONTH = timedelta(days=28)
NOTHING = Outcome(reply=Said("commitment.nothing_due"))


@command("plan status", by=Role.CLOCK, label=Tlp.GREEN)
class PlanStatus(Command):
    """Tell the chair every four weeks what of a plan has slipped, if anything has (U-38)."""

    plan: PlanId
    """The plan."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.plan)
        if made.stage is not Stage.RUNNING:
            return NOTHING
        again = dues(store, made, call.by_now)
        at = rows(store, call, made)
        chair = store.directory.chair(made.group, call.now)
        late = slipped(at)
        if chair is None or not late or past(call, made.ends):
            return replace(NOTHING, deadlines=again, about=incident.id)
        show = Button(Said("plan.act.show"), f"plan show {made.id} picture=yes")
        said = Said("plan.status", id=made.id, title=made.title, n=len(late), total=len(at))
        page = Page(said, tuple(words.late(made, late, store)), (show,))
        notice = Notice(Audience.persons(chair.person), incident.label, page)
        return Outcome(page, notices=(notice,), deadlines=again, about=incident.id)


@command("plan over", by=Role.CLOCK, label=Tlp.GREEN)
class PlanOver(Command):
    """Tell everybody how a plan stands when its time is over (U-38)."""

    plan: PlanId
    """The plan."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.plan)
        if made.stage is not Stage.RUNNING:
            return NOTHING
        said = Said("plan.over", id=made.id, title=made.title)
        lines = tuple(words.lines(made, rows(store, call, made), store))
        end = Button(Said("plan.act.end"), f"plan end {made.id}")
        page = Page(said, (*lines, Said("plan.over_next")), (end,))
        return Outcome(page, notices=(told(store, incident, page),), about=incident.id)


def dues(store: Store, made: Plan, now: datetime) -> tuple[Due, ...]:
    """The next look at what slipped, while there is one before the end; and the end."""
    group = store.directory.group(made.group)
    zone = ZoneInfo(group.terms.anchor_zone if group else "UTC")
    over, status = f"plan over {made.id}", f"plan status {made.id}"
    found = [Due(over, made.ends, over, zone.key)]
    desk = chair_desk(store, made.group, now, zone.key)
    at = worked(morning((now + MONTH).astimezone(zone).date(), zone), desk)
    if at < made.ends:
        found.append(Due(status, at, status, zone.key))
    return tuple(found)


COMMANDS: tuple[type[Command], ...] = (PlanStatus, PlanOver)

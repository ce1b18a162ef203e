"""Reading plans: one with its timetable, also as a picture; and those that run."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.incident import see
from commands.kinds.ids import IncidentId, PlanId
from commands.outcome import Button, Outcome, Page
from commands.plan.card import page
from commands.plan.draw import timeline
from commands.plan.see import LOOKED_AT, rows, seen, visible
from coordination.audience import Cut
from coordination.plan.record import Plan
from coordination.plan.timetable import slipped
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("plan show", label=Tlp.GREEN)
class ShowPlan(Command):
    """Show a plan: who does what by when, how it stands, and what overlaps with it."""

    plan: PlanId
    """Which plan?"""

    picture: bool = False
    """As a picture as well?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.plan)
        drawn = (timeline(store, call, made),) if self.picture and made.actions else ()
        shown = page(store, call, made)
        if drawn:
            left = tuple(b for b in shown.buttons if not b.line.endswith(" picture=yes"))
            shown = replace(shown, buttons=left)
        return Outcome(shown, files=drawn, shows=incident.label, about=incident.id)


@command("plan list", label=Tlp.GREEN)
class ListPlans(Command):
    """List plans: those of this thread's incident, or all that run."""

    incident: IncidentId | None = None
    """Only those on this incident; in its thread it is understood."""

    mine: bool = False
    """Only those in which your own State or agency has a part?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        here = self.incident or call.thread
        found = self._on(here, call, store) if here else _running(call, store)
        if self.mine:
            found = [one for one in found if call.party in one.parties]
        labels = (i.label for one in found if (i := store.incidents.get(one.incident)))
        lines = tuple(_line(store, call, one) for one in found)
        buttons = tuple(
            Button(Said("plan.act.show_one", id=one.id), f"plan show {one.id}") for one in found[:5]
        )
        title = Said("plan.list", n=len(found)) if found else Said("plan.list_empty")
        return Outcome(
            Page(title, lines, buttons), shows=Tlp.highest((Tlp.GREEN, *labels)), about=here
        )

    def _on(self, id: str, call: Call, store: Store) -> list[Plan]:
        incident = see.seen(call, store, id, Cut.OUTCOME)
        return [one for one in store.plans.of_incident(id) if visible(store, call, one, incident)]


def _running(call: Call, store: Store) -> list[Plan]:
    found = []
    for one in store.plans.running(call.group.id, LOOKED_AT):
        incident = store.incidents.get(one.incident)
        if incident is not None and visible(store, call, one, incident):
            found.append(one)
    return found


def _line(store: Store, call: Call, made: Plan) -> Said:
    at = rows(store, call, made)
    late = len(slipped(at))
    key = "plan.line.slipped" if late else "plan.line.plain"
    area = Said(f"area.{made.area.value}")
    return Said(key, id=made.id, title=made.title, area=area, ends=made.ends, n=len(at), late=late)


COMMANDS: tuple[type[Command], ...] = (ShowPlan, ListPlans)

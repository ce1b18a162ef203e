"""Plans are linked where they overlap, and end with what came of them (U-37, U-38)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.incident.hats import CHAIR, SPEAK
from commands.incident.shown import told
from commands.incident.words import plainly
from commands.kinds.ids import PlanId
from commands.kinds.simple import Text
from commands.outcome import Outcome, Page
from commands.plan import words
from commands.plan.card import changed, its_card
from commands.plan.see import hat_of, rows, seen
from coordination.plan.course import ended, linked
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("plan link", by=(*CHAIR, *SPEAK), label=Tlp.GREEN)
class LinkPlan(Command):
    """Link two plans that overlap, so that each shows the other and what may be done twice."""

    plan: PlanId
    """Which plan?"""

    to: PlanId
    """With which other plan?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.plan)
        other, beside = seen(store, call, self.to)
        with plainly(made.group, store):
            after = linked(made, other.id, hat_of(call))
        back = replace(other, links=tuple(sorted({*other.links, made.id})))
        store.plans.save(back)
        said = Said("plan.linked_now", id=made.id, other=other.id)
        outcome = changed(store, call, after, incident, said)
        return replace(outcome, cards=(*outcome.cards, its_card(store, back, beside)))


@command("plan end", by=(*CHAIR, *SPEAK), label=Tlp.AMBER)
class EndPlan(Command):
    """End a plan, with what came of it; commitments that still run go on by themselves."""

    plan: PlanId
    """Which plan?"""

    outcome: Text
    """What came of it, in a sentence or two?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.plan)
        with plainly(made.group, store):
            after = ended(made, self.outcome, hat_of(call), call.now)
        said = Said("plan.ended", id=made.id, title=made.title)
        outcome = changed(store, call, after, incident, said)
        lines = (*words.head(after), *words.lines(after, rows(store, call, after), store))
        open_ = (f"plan:{made.id}:{n}" for n, _ in enumerate(made.actions, start=1))
        return replace(
            outcome,
            notices=(told(store, incident, Page(said, lines)),),
            closes=tuple(open_),
            settles=tuple(one.key for one in store.deadlines.of(made.id)),
        )


COMMANDS: tuple[type[Command], ...] = (LinkPlan, EndPlan)

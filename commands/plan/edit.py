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
from commands.line import verbatim
from commands.outcome import Button, Outcome, Page
from commands.plan import words
from commands.plan.card import changed, its_card, with_button
from commands.plan.see import hat_of, rows, seen
from commands.wanting import Confirm
from coordination.plan.course import ended, linked, unlinked
from coordination.plan.record import Plan
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("plan link", by=(*CHAIR, *SPEAK), label=Tlp.GREEN, back=("plan link remove=yes",))
class LinkPlan(Command):
    """Link two plans that overlap, so that each shows the other and what may be done twice."""

    plan: PlanId
    """Which plan?"""

    to: PlanId
    """With which other plan?"""

    remove: bool = False
    """Whether the link is taken away instead?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.plan)
        other, beside = seen(store, call, self.to)
        with plainly(made.group, store):
            after = (unlinked if self.remove else linked)(made, other.id, hat_of(call))
        store.plans.save(back := self._beside(other))
        key = "plan.parted_now" if self.remove else "plan.linked_now"
        outcome = changed(store, call, after, incident, Said(key, id=made.id, other=other.id))
        if not self.remove:
            line = f"plan link {made.id} {other.id} remove=yes"
            outcome = with_button(outcome, Button(Said("commitment.act.mistaken"), line))
        return replace(outcome, cards=(*outcome.cards, its_card(store, back, beside)))

    def _beside(self, other: Plan) -> Plan:
        """The other plan, linked back or no more."""
        left = {one for one in other.links if one != self.plan}
        return replace(other, links=tuple(sorted(left if self.remove else {*left, self.plan})))


@command("plan end", by=(*CHAIR, *SPEAK), label=Tlp.AMBER, sure=True)
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
        if not call.confirmed:  # nothing opens it again, and everybody is told
            line = f"plan end {made.id} now=yes {verbatim(self.outcome)}"
            raise Confirm(Said("plan.end_sure", id=made.id, title=made.title), line)
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

"""By which rule a suspension is lifted: the one by which it was adopted (4.1)."""

from __future__ import annotations

from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.refused import Refused
from coordination.said import Said


def same_rule(before: Poll, now: Poll) -> None:
    """Raises `Refused` unless a lifting is put under the rule by which the suspension was adopted.

    Consensus, consensus of the others and silence are one rule here: nobody objects (DR-06,
    DR-08). A majority needs the same share of the same basis.
    """
    if before.rule.by_objection and now.rule.by_objection:
        return
    alike = before.rule is now.rule and before.basis is now.basis
    if alike and (before.rule is not Rule.QUALIFIED or before.ratio == now.ratio):
        return
    line = f"poll open {now.response} rule={before.rule.value}"
    if before.rule in (Rule.QUALIFIED, Rule.TWO_THIRDS):
        line += f" basis={before.basis.value}"
    if before.rule is Rule.QUALIFIED:
        line += f" ratio={before.ratio.p}/{before.ratio.q}"
    raise Refused(
        "stage", Said("response.same_rule", rule=Said(f"rule.{before.rule.value}")), (line,)
    )

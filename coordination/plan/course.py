"""How a plan is made and carried out: each action by its own party's word alone (DR-30, T-52)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from coordination.commitment import authorised
from coordination.hats import chairs, no_mandate, reason_given, speaks
from coordination.parties import Credential
from coordination.plan.record import Action, Plan
from coordination.refused import Refused
from coordination.said import Said

MOST = 40
"""Actions of one plan, so that it is still read as one."""


def may_edit(plan: Plan, hat: Credential, act: str) -> None:
    """Raises `Refused` unless the hat chairs, or is one of the party that opened the plan."""
    if chairs(hat) or (speaks(hat) and hat.party == plan.opened_for):
        return
    if not speaks(hat):
        raise no_mandate(hat, f"stage.act.plan.{act}")
    raise Refused("mandate", Said("plan.not_yours", id=plan.id, party=plan.opened_for))


def added(plan: Plan, action: Action, hat: Credential) -> Plan:
    """A further action; what is not said yet may follow, until then it is not active (U-35)."""
    after = plan.moved("add")
    may_edit(plan, hat, "add")
    if len(plan.actions) >= MOST:
        raise Refused("form", Said("plan.full", n=MOST))
    _within(plan, action)
    return replace(after, actions=(*plan.actions, action))


def revised(plan: Plan, number: int, action: Action, hat: Credential) -> Plan:
    """The action with what was missing, or said anew; an accepted one is its party's own."""
    after = plan.moved("revise")
    may_edit(plan, hat, "revise")
    old = numbered(plan, number)
    _within(plan, action)
    return _with(after, number, replace(action, answer=old.moved("revise").answer))


def accepted(plan: Plan, number: int, hat: Credential, commitment: str | None) -> Plan:
    """The action, accepted by its own party, or by the chair on an organisation's word.

    Nothing is accepted for another, one action at a time, and only what says what, by whom and
    when (U-35, T-52). `commitment` is the party's own that follows from it.
    """
    after = plan.moved("accept")
    action = numbered(plan, number)
    _complete(plan, number, action)
    if action.by is not None:
        authorised(hat, action.by, "stage.act.plan.accept")
    elif not chairs(hat):
        raise Refused("mandate", Said("plan.chair_for_organisation", name=action.organisation))
    return _with(after, number, replace(action.moved("accept"), commitment=commitment, words=""))


def declined(plan: Plan, number: int, reason: str, hat: Credential) -> Plan:
    """Its own party does not take the action on: the rest of the plan stands (E3)."""
    after = plan.moved("decline")
    action = numbered(plan, number)
    if action.by is None and not action.organisation:
        _complete(plan, number, action)
    if action.by is not None:
        authorised(hat, action.by, "stage.act.plan.decline")
    elif not chairs(hat):
        raise Refused("mandate", Said("plan.chair_for_organisation", name=action.organisation))
    why = reason_given(reason, "stage.act.plan.decline")
    return _with(after, number, replace(action.moved("decline"), words=why))


def done(plan: Plan, number: int, evidence: str, hat: Credential, now: datetime) -> Plan:
    """An organisation's action is done, with evidence; a party reports its own commitment done."""
    after = plan.moved("done")
    action = numbered(plan, number)
    if action.by is not None:
        line = f"commitment done {action.commitment} " if action.commitment else ""
        said = Said("plan.done_by_commitment", number=number, party=action.by)
        raise Refused("form", said, (line,) if line else ())
    _complete(plan, number, action)
    if not chairs(hat):
        raise Refused("mandate", Said("plan.chair_for_organisation", name=action.organisation))
    if not evidence.strip():
        raise Refused("form", Said("commitment.evidence_missing"))
    over = replace(action.moved("done"), words=evidence.strip(), done_at=now)
    return _with(after, number, over)


def ended(plan: Plan, outcome: str, hat: Credential, now: datetime) -> Plan:
    """The plan is over, with what came of it; commitments that run go on by themselves (C15)."""
    after = plan.moved("end")
    may_edit(plan, hat, "end")
    why = reason_given(outcome, "stage.act.plan.end")
    return replace(after, outcome=why, ended_at=now)


def linked(plan: Plan, other: str, hat: Credential) -> Plan:
    """The plan with a link to another that overlaps with it (U-37)."""
    after = plan.moved("link")
    may_edit(plan, hat, "link")
    if other == plan.id:
        raise Refused("form", Said("plan.own_link"))
    return replace(after, links=tuple(sorted({*plan.links, other})))


def unlinked(plan: Plan, other: str, hat: Credential) -> Plan:
    """The plan without its link to another."""
    after = plan.moved("link")
    may_edit(plan, hat, "link")
    if other not in plan.links:
        raise Refused("form", Said("plan.not_linked", id=plan.id, other=other))
    return replace(after, links=tuple(one for one in plan.links if one != other))


def numbered(plan: Plan, number: int) -> Action:
    """The action with this number, from 1 on; raises `Refused` where there is none."""
    if not 1 <= number <= len(plan.actions):
        raise Refused("form", Said("plan.no_such_action", n=len(plan.actions)))
    return plan.actions[number - 1]


def _complete(plan: Plan, number: int, action: Action) -> None:
    if action.missing:
        fields = tuple(Said(f"plan.field.{name}") for name in action.missing)
        line = f"plan revise {plan.id} {number} "
        raise Refused("U-35", Said("plan.incomplete", number=number, fields=fields), (line,))


def _within(plan: Plan, action: Action) -> None:
    """Raises `Refused` when an action would be due after the plan's end (U-38)."""
    if action.due is not None and action.due > plan.ends:
        raise Refused("U-38", Said("plan.after_end", ends=plan.ends))
    if action.by is not None and action.organisation:
        raise Refused("form", Said("plan.one_doer"))


def _with(plan: Plan, number: int, action: Action) -> Plan:
    actions = list(plan.actions)
    actions[number - 1] = action
    return replace(plan, actions=tuple(actions))

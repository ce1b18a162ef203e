"""Whether an item is procedural or of substance, and when it may be put to a vote (DR-25)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from coordination.accrediting import in_force
from coordination.parties import Credential, Role
from coordination.poll.annex import Annex, AnnexKind, of
from coordination.poll.question import Question
from coordination.poll.record import Excluded, Poll
from coordination.poll.rule import TWO_THIRDS, Ratio, Rule, no_weaker
from coordination.poll.stage import LIFECYCLE, Stage
from coordination.refused import Refused
from coordination.said import Said

_OVERRULES = (Rule.SIMPLE_MAJORITY, Rule.ABSOLUTE_MAJORITY, Rule.TWO_THIRDS, Rule.QUALIFIED)


class Category(StrEnum):
    """What kind of item it is: nothing said, it is of substance."""

    PROCEDURAL = "procedural"
    SUBSTANTIVE = "substantive"


class Votes(StrEnum):
    """When the terms of reference allow a vote on substance that can overrule a party."""

    NEVER = "never"
    """They say nothing of it: consensus only."""
    EXHAUSTED = "exhausted"
    """Once the chair records that consensus was sought in vain."""
    OPEN = "open"
    """Whenever the chair opens one."""


@dataclass(frozen=True)
class Standing:
    """How an item stands: its category, the poll that decided it, or the one that still will."""

    category: Category = Category.SUBSTANTIVE
    proposed: Annex | None = None
    decided: str | None = None
    pending: str | None = None


def overrules(rule: Rule) -> bool:
    """Whether a text can be adopted by this rule against the word of a party."""
    return rule in _OVERRULES


def standing(annexes: Iterable[Annex], around: Iterable[Poll]) -> Standing:
    """What the chair proposed last; the group's own decision comes before it."""
    said = of(annexes, AnnexKind.CATEGORY)
    proposed = said[-1] if said else None
    category = Category(proposed.other) if proposed else Category.SUBSTANTIVE
    asked = [poll for poll in around if poll.question is Question.CATEGORY]
    pending = next((poll.id for poll in asked if poll.stage is Stage.OPEN), None)
    ended = [one for one in asked if one.stage.over and one.stage is not Stage.WITHDRAWN]
    if not ended:
        return Standing(category, proposed, None, pending)
    agreed = ended[-1].stage is Stage.ADOPTED
    category = Category.PROCEDURAL if agreed else Category.SUBSTANTIVE
    return Standing(category, proposed, ended[-1].id, pending)


def proposed(
    response: str, now: Standing, category: Category, by: str, person: str, at: datetime, seq: int
) -> Annex:
    """The chair proposes a category; what the group has decided or is asked stays its own."""
    settled = now.decided or now.pending
    if settled is not None:
        said = Said("poll.category.group_decides", id=response, poll=settled)
        raise Refused("DR-25", said, (f"poll show {settled}",))
    return Annex(response, seq, AnnexKind.CATEGORY, by, person, at, other=category.value)


def may_dispute(
    response: str, now: Standing, hat: Credential, group: Iterable[str], out: Iterable[Excluded]
) -> None:
    """Raises `Refused` unless a voter of a party that decides asks the group for the first time."""
    party = hat.party
    if hat.role not in (Role.VOTER, Role.ALTERNATE) or party is None:
        raise Refused("DR-17", Said("poll.not_a_voter", poll=response, party=party))
    in_force(hat)
    if party not in group or party in {one.party for one in out}:
        raise Refused("DR-20", Said("poll.not_a_party", poll=response))
    settled = now.decided or now.pending
    if settled is not None:
        said = Said("poll.category.asked_once", id=response, poll=settled)
        raise Refused("DR-25", said, (f"poll show {settled}",))


def needs_record(
    draft: Poll, now: Standing, usual: Rule, votes: Votes, share: Ratio = TWO_THIRDS
) -> bool:
    """Whether the chair records first that consensus was sought in vain; raises `Refused`.

    `usual` is the rule of the terms of reference, and `share` that of a qualified majority: where
    it is a majority, votes are no fallback, and none on substance may ask for less.
    """
    _no_weaker(draft, now, usual, share)
    if overrules(usual) or votes is Votes.OPEN:
        return False
    if not overrules(draft.rule):
        return _needs_none(draft, votes)
    if now.pending is not None:
        raise _pending(draft, now.pending)
    if now.category is Category.PROCEDURAL:
        return False
    if votes is Votes.NEVER:
        raise _no_vote(draft, usual)
    return True


def recorded(draft: Poll, text: str, by: str, person: str, at: datetime, seq: int) -> Annex:
    """The chair's record that consensus was sought in vain, on the poll that it allows."""
    said = text.strip()
    return Annex(draft.id, seq, AnnexKind.EXHAUSTED, by, person, at, text=said)


def rests_on_category(poll: Poll) -> bool:
    """Whether a poll could be opened only because its item was proposed as procedural."""
    return any(one.other == Category.PROCEDURAL for one in of(poll.annexes, AnnexKind.CATEGORY))


def taken_off(poll: Poll, at: datetime) -> Poll:
    """The poll, ended because the group does not hold its item to be procedural."""
    return replace(poll, stage=LIFECYCLE.after("withdraw", poll.stage), closed_at=at)


def _no_weaker(draft: Poll, now: Standing, usual: Rule, share: Ratio) -> None:
    """A poll may only be stricter than the terms of reference, and so may what it falls back to."""
    used = (draft.rule, draft.fallback)
    if all(no_weaker(rule, draft.ratio, usual, share) for rule in used if rule):
        return
    if now.pending is not None:
        raise _pending(draft, now.pending)
    if now.category is Category.PROCEDURAL:
        return
    said = Said("poll.category.weaker", id=draft.response, rule=Said(f"rule.{usual.value}"))
    lines = (f"poll open {draft.response} rule={usual.value}",)
    raise Refused("DR-25", said, (*lines, f"poll category {draft.response} procedural"))


def _pending(draft: Poll, asked: str) -> Refused:
    said = Said("poll.category.pending", id=draft.response, poll=asked)
    return Refused("DR-25", said, (f"poll show {asked}",))


def _needs_none(draft: Poll, votes: Votes) -> bool:
    """A silence may not fall back to a vote that the terms of reference never allow."""
    if draft.fallback is not None and overrules(draft.fallback) and votes is Votes.NEVER:
        raise _no_vote(draft, Rule.SILENCE)
    return False


def _no_vote(draft: Poll, usual: Rule) -> Refused:
    lines = (f"poll open {draft.response} rule={usual.value}",)
    said = Said("poll.category.no_vote", id=draft.response)
    return Refused("DR-25", said, (*lines, f"poll category {draft.response} procedural"))

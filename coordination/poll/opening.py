"""Opening a poll: what is frozen, and what must hold before (DR-07, DR-08, DR-17, DR-31)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from coordination.meeting.quorum import Share
from coordination.parties import Credential, Group, Role
from coordination.poll.record import Accredited, Excluded, Poll
from coordination.poll.regional import frozen
from coordination.poll.rule import Rule, majority, usual_quorum
from coordination.poll.stage import LIFECYCLE
from coordination.refused import Refused
from coordination.said import Said


def eligible(group: Group, excluded: Iterable[Excluded] = ()) -> tuple[str, ...]:
    """The parties that decide, one vote each: the group's without the excluded (DR-01, DR-22)."""
    apart = {one.party for one in excluded}
    return tuple(sorted({party for party in group.parties if party not in apart}))


def accredited(poll: Poll, credentials: Iterable[Credential]) -> tuple[Accredited, ...]:
    """The voters' and alternates' credentials that stand at the opening instant (DR-17)."""
    standing = (
        Accredited(one.party, one.id, one.role)
        for one in credentials
        if one.role in (Role.VOTER, Role.ALTERNATE)
        and one.group == poll.group
        and one.party in poll.eligible
        and one.valid(poll.opened_at)
    )
    return tuple(sorted(standing, key=lambda one: (one.party, one.credential)))


def named(rule: Rule, excluded: Iterable[Excluded]) -> Rule:
    """Consensus by its right name: of the others, where a State concerned is not asked (DR-07)."""
    if rule not in (Rule.CONSENSUS, Rule.CONSENSUS_OF_OTHERS):
        return rule
    concerned = any(one.reason == "DR-22" for one in excluded)
    return Rule.CONSENSUS_OF_OTHERS if concerned else Rule.CONSENSUS


def opened(draft: Poll, group: Group, credentials: Iterable[Credential]) -> Poll:
    """The poll, open: parties, quorum and credentials are frozen here for good.

    `draft` says the rest; its `eligible` and `quorum` are filled in, its text is already frozen
    by its fingerprint. Raises `Refused` when nobody could decide or the period is not one.
    """
    stage = draft.stage
    for act in ("freeze", "announce", "open"):
        stage = LIFECYCLE.after(act, stage)
    parties = eligible(group, draft.excluded)
    if not parties:
        raise Refused("DR-01", Said("poll.nobody_eligible"))
    _check_period(draft, group)
    majority(draft.fallback or draft.rule, draft.ratio, draft.response)
    quorum = usual_quorum(draft.rule, len(parties), Share.of(group.terms.quorum))
    rule = named(draft.rule, draft.excluded)
    fallback = draft.fallback and named(draft.fallback, draft.excluded)
    poll = replace(draft, stage=stage, rule=rule, fallback=fallback)
    poll = replace(poll, eligible=parties, quorum=quorum)
    standing = tuple(credentials)
    return replace(poll, accredited=(*accredited(poll, standing), *frozen(poll, standing)))


def _check_period(poll: Poll, group: Group) -> None:
    if poll.closes_at <= poll.opened_at:
        raise Refused("DR-31", Said("poll.closes_before_opening", closes=poll.closes_at))
    if poll.rule is not Rule.SILENCE:
        return
    earliest = poll.opened_at + timedelta(hours=group.terms.silence_hours)
    if poll.closes_at < earliest:
        # A ready line is typed to the minute: the next whole one is the first that is late enough.
        minute = earliest.replace(second=0, microsecond=0)
        ready = minute if minute == earliest else minute + timedelta(minutes=1)
        raise Refused(
            "DR-08",
            Said("poll.silence_too_short", hours=group.terms.silence_hours, earliest=ready),
            (f"poll open {poll.response} rule={poll.rule.value} closes={ready:%Y-%m-%dT%H:%MZ}",),
        )

"""A regional organisation votes instead of its members, where competence is declared (DR-24)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from coordination.parties import Credential, Role
from coordination.poll.annex import Annex, AnnexKind, of
from coordination.poll.record import Accredited, Poll
from coordination.poll.vote import Vote
from coordination.refused import Refused
from coordination.said import Said


def competence(annexes: Iterable[Annex]) -> dict[str, tuple[str, ...]]:
    """Each organisation with the members for which it votes: its last declaration counts.

    Without members it has taken its declaration back.
    """
    declared = {one.other: one.items for one in of(annexes, AnnexKind.COMPETENCE)}
    return {organisation: members for organisation, members in declared.items() if members}


def members(poll: Poll, organisation: str) -> tuple[str, ...]:
    """The eligible members for which the organisation has votes, as declared by the opening."""
    in_time = (one for one in poll.annexes if one.at <= poll.opened_at)
    declared = competence(in_time).get(organisation, ())
    return tuple(party for party in poll.eligible if party in declared)


def stands_for(poll: Poll, voice: str) -> tuple[str, ...]:
    """The eligible parties for which this voice answers: itself, or an organisation's members."""
    return (voice,) if voice in poll.eligible else members(poll, voice)


def declared(
    about: str,
    organisation: str,
    of_members: tuple[str, ...],
    parties: Iterable[str],
    hat: Credential,
    at: datetime,
    seq: int,
    reference: str,
) -> Annex:
    """The declaration of competence, entered before the poll opens; raises `Refused`."""
    strangers = tuple(sorted(set(of_members) - set(parties)))
    if strangers:
        raise Refused("DR-24", Said("poll.regional.not_parties", parties=strangers))
    if not reference.strip():
        raise Refused("DR-24", Said("poll.regional.no_reference"))
    return Annex(
        about,
        seq,
        AnnexKind.COMPETENCE,
        hat.party or "",
        hat.person,
        at,
        other=organisation,
        items=tuple(sorted(of_members)),
        text=reference.strip(),
    )


def taken_back(before: Iterable[Annex], said: Annex) -> Annex:
    """The declaration without the members named in `said`; raises `Refused` for any other."""
    held = competence(before).get(said.other, ())
    strangers = tuple(sorted(set(said.items) - set(held)))
    if strangers:
        told = Said("poll.regional.not_declared", organisation=said.other, parties=strangers)
        raise Refused("DR-24", told)
    return replace(said, items=tuple(party for party in held if party not in said.items))


def frozen(draft: Poll, credentials: Iterable[Credential]) -> tuple[Accredited, ...]:
    """The organisations' own credentials that stand when the poll opens."""
    able = competence(draft.annexes)
    return tuple(
        Accredited(one.organisation, one.id, one.role)
        for one in credentials
        if one.organisation in able
        and one.role is Role.OBSERVER
        and one.group == draft.group
        and one.valid(draft.opened_at)
    )


def either_or(poll: Poll, voice: str, votes: Iterable[Vote]) -> None:
    """Raises `Refused` once the other side, the members or their organisation, has answered."""
    mine = set(stands_for(poll, voice))
    for vote in votes:
        others = mine & set(stands_for(poll, vote.party))
        if vote.party != voice and others and vote.counts_in(poll):
            raise Refused(
                "DR-24",
                Said("poll.regional.either_or", poll=poll.id, party=vote.party),
                (f"poll show {poll.id}",),
            )

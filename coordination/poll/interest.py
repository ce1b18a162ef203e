"""Conflicts of interest: a person's, a party's own, and one that another party sees (DR-23)."""

from __future__ import annotations

from datetime import datetime

from coordination.hats import party_of
from coordination.parties import Credential, Role
from coordination.poll.annex import Annex, AnnexKind, of
from coordination.poll.record import Poll
from coordination.poll.stage import LIFECYCLE
from coordination.refused import Refused
from coordination.said import Said

_ACT = "stage.act.poll.interest"


def personal(about: str, hat: Credential, at: datetime, seq: int, text: str) -> Annex:
    """A voter's own interest: from now on somebody else answers for the party."""
    party = _voter(about, hat, at)
    kind, role = AnnexKind.INTEREST, hat.role.value
    return Annex(about, seq, kind, party, hat.person, at, other=role, text=text.strip())


def aside(about: str, hat: Credential, at: datetime, seq: int, text: str) -> Annex:
    """A party stands aside, and only for itself: it does not decide, or abstains once it is open.

    Before the opening it is not among those who decide; afterwards it counts as abstaining.
    """
    party = _voter(about, hat, at)
    return Annex(about, seq, AnnexKind.RECUSED, party, hat.person, at, text=text.strip())


def challenged(poll: Poll, hat: Credential, party: str, at: datetime, seq: int, text: str) -> Annex:
    """A party asks that another one stand aside; the chair puts it to a procedural vote."""
    LIFECYCLE.after("vote", poll.stage)
    by = party_of(hat, _ACT)
    if by not in poll.eligible:
        raise Refused("DR-20", Said("poll.not_a_party", poll=poll.id))
    if party not in poll.eligible:
        raise Refused("DR-23", Said("poll.interest.not_eligible", poll=poll.id, party=party))
    if by == party:
        line = f"poll interest {poll.id} party"
        raise Refused("DR-23", Said("poll.interest.own", poll=poll.id), (line,))
    if not text.strip():
        raise Refused("form", Said("stage.reason_missing", act=Said(_ACT)))
    return Annex(
        poll.id, seq, AnnexKind.CHALLENGED, by, hat.person, at, other=party, text=text.strip()
    )


def stands_aside(poll: Poll, party: str, at: datetime, seq: int, decided_by: str) -> Annex:
    """What follows when the group has decided by a procedural vote that a party stands aside."""
    LIFECYCLE.after("vote", poll.stage)
    return Annex(poll.id, seq, AnnexKind.RECUSED, party, "", at, other=decided_by)


def has_interest(poll: Poll, person: str) -> bool:
    """Whether this person has declared an interest in the item."""
    return any(one.person == person for one in of(poll.annexes, AnnexKind.INTEREST))


def may_answer(poll: Poll, party: str, person: str) -> None:
    """Raises `Refused` for a party that left or stands aside, or a person with an interest."""
    show = (f"poll show {poll.id}",)
    for one in of(poll.annexes, AnnexKind.WITHDRAWN, AnnexKind.SUSPENDED):
        if one.party == party:
            said = Said(f"poll.left.{one.kind.value}", poll=poll.id, party=party, on=one.at)
            raise Refused("DR-21", said, show)
    for one in of(poll.annexes, AnnexKind.RECUSED):
        if one.party == party:
            raise Refused("DR-23", Said("poll.interest.aside", poll=poll.id, party=party), show)
    if has_interest(poll, person):
        said = Said("poll.interest.person", poll=poll.id, party=party)
        raise Refused("DR-23", said, show)


def _voter(about: str, hat: Credential, at: datetime) -> str:
    if hat.role not in (Role.VOTER, Role.ALTERNATE) or hat.party is None or not hat.valid(at):
        raise Refused("DR-17", Said("poll.not_a_voter", poll=about, party=hat.party))
    return hat.party

"""Conflicts of interest: a person's, a party's own, and one that another party sees (DR-23)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from coordination.accrediting import in_force
from coordination.hats import party_of
from coordination.parties import Credential, Role
from coordination.poll.annex import Annex, AnnexKind, of
from coordination.poll.delegating import Alternates
from coordination.poll.delegation import may_deputise
from coordination.poll.leaving import asides, still_there
from coordination.poll.record import Poll
from coordination.poll.stage import LIFECYCLE
from coordination.poll.vote import Vote
from coordination.refused import Refused
from coordination.said import Said

_ACT = "stage.act.poll.interest"


def personal(poll: Poll, hat: Credential, at: datetime, seq: int, text: str) -> Annex:
    """A voter's own interest: from now on somebody else answers for the party."""
    _still_open(poll, at)
    return personal_before(poll.id, hat, at, seq, text)


def personal_before(about: str, hat: Credential, at: datetime, seq: int, text: str) -> Annex:
    """The same on a response, before its poll opens."""
    party = _voter(about, hat, at)
    kind, role = AnnexKind.INTEREST, hat.role.value
    return Annex(about, seq, kind, party, hat.person, at, other=role, text=text.strip())


def aside(
    poll: Poll, hat: Credential, at: datetime, seq: int, text: str, votes: Iterable[Vote] = ()
) -> Annex:
    """A party stands aside, and only for itself: from now on it counts as abstaining.

    Its alternate says so only while the vote is left to it (DR-18). Raises `Refused`.
    """
    _still_open(poll, at)
    party = _voter(poll.id, hat, at)
    if party not in poll.eligible or hat.group != poll.group:
        raise Refused("DR-23", Said("poll.interest.not_eligible", poll=poll.id, party=party))
    if hat.role is Role.ALTERNATE:
        may_deputise(poll, hat, at, votes)
    return Annex(poll.id, seq, AnnexKind.RECUSED, party, hat.person, at, text=text.strip())


def aside_before(
    about: str,
    hat: Credential,
    at: datetime,
    seq: int,
    text: str,
    alternates: Alternates = Alternates.DELEGATED,
) -> Annex:
    """A party stands aside before the opening: it is not among those who decide."""
    party = _voter(about, hat, at)
    if hat.role is Role.ALTERNATE and alternates is not Alternates.STANDING:
        raise Refused("DR-18", Said("poll.not_delegated", poll=about, party=party))
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
    """What follows when the group has decided by a procedural vote that a party stands aside.

    Whether it binds that party is said by `leaving.asides`.
    """
    LIFECYCLE.after("vote", poll.stage)
    return Annex(poll.id, seq, AnnexKind.RECUSED, party, "", at, other=decided_by)


def has_interest(poll: Poll, person: str) -> bool:
    """Whether this person has declared an interest in the item."""
    return any(one.person == person for one in of(poll.annexes, AnnexKind.INTEREST))


def silenced(
    poll: Poll, parties: Iterable[str], hats: Iterable[Credential], at: datetime
) -> tuple[str, ...]:
    """Those of the parties for which nobody of the opening can answer at this instant.

    `hats` are the credentials of the opening as they are now: a party's voter, its alternate (to
    whom the vote can be left on the authority's word), or its organisation's (DR-17, DR-18, DR-24).
    """
    able = {one.id for one in hats if _able(poll, one, at)}
    speaking = {party for party, id in poll.voices if id in able}
    return tuple(party for party in parties if party not in speaking)


def _able(poll: Poll, hat: Credential, at: datetime) -> bool:
    held = hat.valid(at) and hat.confirmation is not None
    return held and not has_interest(poll, hat.person)


def left_to_somebody(poll: Poll, party: str, hats: Iterable[Credential], at: datetime) -> None:
    """Raises `Refused` where no alternate could give the answer: it would be left to nobody.

    `hats` are the credentials of the opening as they are now. A mandate that has ended since, or
    waits to be confirmed, and an interest in the item keep an alternate from it (DR-17, DR-23).
    """
    deputies = (hat for hat in hats if hat.role is Role.ALTERNATE and hat.party == party)
    if any(_able(poll, hat, at) for hat in deputies):
        return
    said = Said("poll.no_alternate_any_more", poll=poll.id, party=party)
    raise Refused("DR-18", said, (f"poll vote {poll.id}",))


def may_answer(poll: Poll, party: str, person: str) -> None:
    """Raises `Refused` for a party that left or stands aside, or a person with an interest."""
    show = (f"poll show {poll.id}",)
    still_there(poll, party)
    for one in asides(poll):
        if one.party == party:
            raise Refused("DR-23", Said("poll.interest.aside", poll=poll.id, party=party), show)
    no_interest(poll, party, person)


def no_interest(poll: Poll, party: str, person: str) -> None:
    """Raises `Refused` for a person with an interest in the item: another one speaks for it."""
    if has_interest(poll, person):
        said = Said("poll.interest.person", poll=poll.id, party=party)
        raise Refused("DR-23", said, (f"poll show {poll.id}",))


def _voter(about: str, hat: Credential, at: datetime) -> str:
    if hat.role not in (Role.VOTER, Role.ALTERNATE) or hat.party is None or not hat.valid(at):
        raise Refused("DR-17", Said("poll.not_a_voter", poll=about, party=hat.party))
    in_force(hat)
    return hat.party


def _still_open(poll: Poll, at: datetime) -> None:
    """Nothing that is declared from the closing on changes what was decided (DR-16)."""
    LIFECYCLE.after("vote", poll.stage)
    if at >= poll.closes_at:
        said = Said("poll.interest.too_late", poll=poll.id, closed=poll.closes_at)
        raise Refused("DR-23", said, (f"poll show {poll.id}",))

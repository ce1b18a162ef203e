"""Taking an answer: who may give one, on which text, until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from coordination.accrediting import in_force
from coordination.parties import Credential, Role
from coordination.poll.delegation import may_deputise
from coordination.poll.interest import may_answer
from coordination.poll.outage import Outage, grace_ends
from coordination.poll.record import Poll
from coordination.poll.regional import competence, either_or
from coordination.poll.rule import Rule
from coordination.poll.stage import LIFECYCLE
from coordination.poll.vote import OBJECTIONS, Answer, Ballot, Vote, allowed
from coordination.refused import Refused
from coordination.said import Said
from coordination.text import short


def cast(
    poll: Poll,
    ballot: Ballot,
    credential: Credential,
    outages: Iterable[Outage] = (),
    votes: Iterable[Vote] = (),
) -> Vote:
    """The vote that this ballot is, given under this credential; raises `Refused` when it is none.

    A vote changes no earlier one: the later receipt counts (DR-16), and what a silence procedure
    becomes is said by `course.after_vote`. `votes` are those of before: they say whether a head of
    delegation has taken the vote back (DR-18), and which side of an organisation answers (DR-24).
    """
    given = tuple(votes)
    party = speaks_for(poll, credential, ballot.received_at, given)
    if ballot.ad_referendum and poll.rule is Rule.SILENCE:
        raise _not_an_answer(poll)
    in_grace = takes(
        poll, ballot.answer, ballot.received_at, ballot.sent_at, ballot.fingerprint, outages
    )
    return _vote(poll, ballot, credential, party, in_grace=in_grace)


def _vote(
    poll: Poll, ballot: Ballot, credential: Credential, party: str, *, in_grace: bool
) -> Vote:
    return Vote(
        poll=poll.id,
        version=poll.version,
        party=party,
        person=credential.person,
        credential=credential.id,
        answer=ballot.answer,
        fingerprint=ballot.fingerprint,
        received_at=ballot.received_at,
        seq=ballot.seq,
        sent_at=ballot.sent_at,
        in_grace=in_grace,
        text=ballot.text,
        ad_referendum=ballot.ad_referendum,
        reservation=ballot.reservation,
    )


def speaks_for(poll: Poll, credential: Credential, at: datetime, votes: Iterable[Vote] = ()) -> str:
    """The voice that this credential gives: an eligible party's, or its organisation's (DR-17).

    Raises `Refused`.
    """
    given = tuple(votes)
    party = organisation(poll, credential)
    if party is None:
        no_voice(poll.id, credential)
        party = decides(poll, credential.party)
        if credential.role not in (Role.VOTER, Role.ALTERNATE) or credential.group != poll.group:
            raise Refused("DR-17", Said("poll.not_a_voter", poll=poll.id, party=party))
    _stands(poll, party, credential, at)
    may_answer(poll, party, credential.person)
    if credential.role is Role.ALTERNATE:
        may_deputise(poll, credential, at, given)
    either_or(poll, party, given)
    return party


def organisation(poll: Poll, credential: Credential) -> str | None:
    """The regional organisation that this credential answers for, where one may (DR-24)."""
    found = credential.organisation if credential.role is Role.OBSERVER else None
    return found if found is not None and found in competence(poll.annexes) else None


def _stands(poll: Poll, party: str, credential: Credential, at: datetime) -> None:
    if (party, credential.id) not in poll.voices:
        raise Refused("DR-17", Said("poll.accredited_later", poll=poll.id, party=party))
    if not credential.valid(at):
        raise Refused("DR-17", Said("poll.credential_ended", poll=poll.id, party=party))
    in_force(credential)


def no_voice(poll: str, credential: Credential) -> None:
    """Raises `Refused` for embassies (T-30) and observers (T-33), whatever the poll."""
    if credential.role is Role.EMBASSY:
        raise Refused("T-30", Said("poll.embassy_does_not_vote", poll=poll))
    if credential.role in (Role.OBSERVER, Role.ASSOCIATION):
        raise Refused("T-33", Said("poll.observer_does_not_vote", poll=poll))


def decides(poll: Poll, party: str | None) -> str:
    """The party, when it is eligible; raises `Refused` (DR-20, DR-22)."""
    if party in poll.concerned:
        said = Said("poll.concerned_does_not_vote", poll=poll.id, party=party)
        raise Refused("DR-22", said, (f"response reply {poll.response}", f"poll show {poll.id}"))
    if party is None or party not in poll.eligible:
        raise Refused(
            "DR-20", Said("poll.not_eligible", poll=poll.id), (f"response show {poll.response}",)
        )
    return party


def takes(
    poll: Poll,
    answer: Answer,
    received: datetime,
    sent: datetime | None,
    fingerprint: str,
    outages: Iterable[Outage] = (),
) -> bool:
    """Whether the poll takes this answer only within its grace; raises `Refused` if not at all."""
    in_grace = in_time(poll, received, sent, outages)
    LIFECYCLE.after("object" if answer in OBJECTIONS - {Answer.NO} else "vote", poll.stage)
    if answer not in allowed(poll.rule):
        raise _not_an_answer(poll)
    if fingerprint != poll.fingerprint:
        raise text_changed(poll)
    return in_grace


def in_time(
    poll: Poll, received: datetime, sent: datetime | None, outages: Iterable[Outage] = ()
) -> bool:
    """Whether the answer needs the grace: False before closing, True within (DR-09, DR-11, DR-16).

    An answer received at the closing instant is late, unless the platform's trusted time of
    sending is before it and the result is not announced yet: not while a platform that was away
    has not been heard to its end. Raises `Refused` when it is late.
    """
    if received < poll.closes_at:
        return False
    if sent is not None and sent < poll.closes_at and received < grace_ends(poll, outages):
        return True
    rule = "DR-09" if poll.rule is Rule.SILENCE else "DR-16"
    # Two equal minutes would say that it was in time.
    close = (received - poll.closes_at).total_seconds() < 60
    key = "poll.just_too_late" if close else "poll.too_late"
    said = Said(key, poll=poll.id, closed=poll.closes_at, received=received)
    # Under silence a late objection is on record by itself.
    annexed = () if poll.rule is Rule.SILENCE else (f"poll correct {poll.id}",)
    raise Refused(rule, said, (*annexed, f"poll show {poll.id}"))


def timely(
    poll: Poll, received: datetime, sent: datetime | None, outages: Iterable[Outage] = ()
) -> bool:
    """Whether it is in time at all."""
    try:
        in_time(poll, received, sent, outages)
    except Refused:
        return False
    return True


def on_old_text(poll: Poll, sent: datetime | None) -> bool:
    """Whether what was sent, or reached us, then answers a text that was amended since (DR-26)."""
    return poll.version > 1 and sent is not None and sent < poll.put_at


def text_changed(poll: Poll) -> Refused:
    """The refusal of an answer on a text that is no longer put to the parties (DR-26)."""
    said = Said("poll.text_changed", poll=poll.id, text=short(poll.fingerprint))
    return Refused("DR-26", said, (f"poll show {poll.id}",))


def _not_an_answer(poll: Poll) -> Refused:
    if poll.rule is Rule.SILENCE:
        return Refused("DR-08", Said("poll.silence_needs_no_answer", poll=poll.id))
    return Refused(
        "DR-32",
        Said("poll.no_objection_under_this_rule", poll=poll.id),
        (f"poll vote {poll.id} no",),
    )


def recorded(vote: Vote, *, final: bool = False) -> Said:
    """The confirmation that every voter gets back: party, answer, time and text (DR-32).

    A `final` one cannot be changed: it has broken a silence (DR-09).
    """
    return Said(
        "poll.recorded_final" if final else "poll.recorded",
        poll=vote.poll,
        party=vote.party,
        answer=Said(f"answer.{vote.answer.value}"),
        at=vote.received_at,
        text=short(vote.fingerprint),
    )

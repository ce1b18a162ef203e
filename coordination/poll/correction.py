"""Corrections of the record after closing: annexed, and without effect on the outcome (DR-16)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from coordination.accrediting import in_force
from coordination.parties import Credential, Role
from coordination.poll.cast import decides
from coordination.poll.delegation import may_deputise
from coordination.poll.record import Poll
from coordination.poll.vote import Vote
from coordination.refused import Refused
from coordination.said import Said


@dataclass(frozen=True)
class Correction:
    """What a party says its answer should have been; an annex to a poll that is over."""

    poll: str
    party: str
    person: str
    credential: str
    at: datetime
    text: str


def correct(
    poll: Poll, credential: Credential, at: datetime, text: str, votes: Iterable[Vote] = ()
) -> Correction:
    """The annex, by whoever is the party's voter now; `Refused` while the answer can be changed.

    An alternate corrects while the vote is left to it, and no word of the voter's own (DR-18).
    """
    party = decides(poll, credential.party)
    voter = credential.role in (Role.VOTER, Role.ALTERNATE) and credential.group == poll.group
    if not voter or not credential.valid(at):
        raise Refused("DR-17", Said("poll.not_a_voter", poll=poll.id, party=party))
    in_force(credential)
    if not poll.stage.over and at < poll.closes_at:
        raise Refused(
            "DR-16", Said("poll.still_open_to_change", poll=poll.id), (f"poll show {poll.id}",)
        )
    if credential.role is Role.ALTERNATE:
        may_deputise(poll, credential, at, votes)
    return Correction(poll.id, party, credential.person, credential.id, at, text)

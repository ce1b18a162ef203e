"""What a poll shows to whom (DR-29): how many to the room, who to the chair, how to nobody yet."""

from __future__ import annotations

from enum import StrEnum

from coordination.parties import Credential, Role
from coordination.poll.record import Poll
from coordination.poll.stage import Stage


class Reader(StrEnum):
    """As whom somebody reads a poll, or for whom a room shows it."""

    CHAIR = "chair"
    ELIGIBLE = "eligible"
    APART = "apart"
    """The States concerned, observers, associations, embassies: not among those who decide."""
    NOBODY = "nobody"


class Shows(StrEnum):
    """What of the answers is shown; each one says no more than its name."""

    NOTHING = "nothing"
    HOW_MANY = "how_many"
    """How many have answered, of how many."""
    WHO = "who"
    """Which parties have answered, not what."""
    OUTCOME = "outcome"
    ROLL_CALL = "roll_call"
    """The outcome, and what each party answered."""


def what_shows(poll: Poll, reader: Reader) -> Shows:
    """What this reader may see of the answers at the poll's present stage."""
    if reader is Reader.NOBODY:
        return Shows.NOTHING
    if poll.stage is Stage.OPEN:
        return _INTERIM[reader]
    if not poll.stage.over:
        return Shows.NOTHING
    return (
        Shows.OUTCOME if reader is Reader.APART and not poll.roll_call_for_all else Shows.ROLL_CALL
    )


_INTERIM = {
    Reader.CHAIR: Shows.WHO,
    Reader.ELIGIBLE: Shows.HOW_MANY,
    Reader.APART: Shows.NOTHING,
}
_APART = (Role.EMBASSY, Role.OBSERVER, Role.ASSOCIATION, Role.CONCERNED, Role.RAPPORTEUR)
_PARTY_OFFICERS = (Role.VOTER, Role.ALTERNATE, Role.CA_OFFICER, Role.AGENCY_OFFICER)


def reader_of(poll: Poll, credential: Credential) -> Reader:
    """As whom the bearer of this credential reads the poll."""
    if credential.group != poll.group:
        return Reader.NOBODY
    excluded = {one.party for one in poll.excluded}
    if credential.party in excluded or credential.role in _APART:
        return Reader.APART
    if credential.role in (Role.CHAIR, Role.COORDINATOR, Role.SECRETARIAT):
        return Reader.CHAIR
    if credential.role in _PARTY_OFFICERS and credential.party in poll.eligible:
        return Reader.ELIGIBLE
    return Reader.NOBODY

"""Parties that join a group after a poll opened (DR-20)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from coordination.accrediting import in_force
from coordination.parties import Credential, Role
from coordination.poll.annex import Annex, AnnexKind, of
from coordination.poll.record import Poll
from coordination.poll.stage import Stage
from coordination.refused import Refused
from coordination.said import Said


def aligned(
    poll: Poll, hat: Credential, parties: Iterable[str], at: datetime, seq: int, text: str = ""
) -> Annex:
    """A party that joined later aligns itself with what was adopted; raises `Refused`.

    It is listed apart, with its date, and changes nothing of the decision.
    """
    party = hat.party or ""
    if hat.role not in (Role.VOTER, Role.ALTERNATE) or not hat.valid(at):
        raise Refused("DR-17", Said("poll.not_a_voter", poll=poll.id, party=party))
    in_force(hat)
    if party not in parties or party in poll.concerned:
        raise Refused("DR-20", Said("poll.align.not_a_party", poll=poll.id, party=party))
    if party in poll.aside:
        raise Refused("DR-20", Said("poll.align.stood_aside", poll=poll.id, party=party))
    if party in poll.eligible:
        raise Refused("DR-20", Said("poll.align.was_eligible", poll=poll.id, party=party))
    if poll.stage is not Stage.ADOPTED:
        raise Refused("DR-20", Said("poll.align.not_adopted", poll=poll.id))
    if any(one.party == party for one in of(poll.annexes, AnnexKind.ALIGNED)):
        raise Refused("DR-20", Said("poll.align.done", poll=poll.id, party=party))
    return Annex(poll.id, seq, AnnexKind.ALIGNED, party, hat.person, at, text=text.strip())

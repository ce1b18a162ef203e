"""Parties that join a group after a poll opened, and those that leave it (DR-20, DR-21)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from coordination.parties import Credential, Role
from coordination.poll.annex import Annex, AnnexKind, of
from coordination.poll.record import Poll
from coordination.poll.stage import LIFECYCLE, Stage
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
    if party not in parties or party in poll.concerned:
        raise Refused("DR-20", Said("poll.align.not_a_party", poll=poll.id, party=party))
    if party in poll.eligible:
        raise Refused("DR-20", Said("poll.align.was_eligible", poll=poll.id, party=party))
    if poll.stage is not Stage.ADOPTED:
        raise Refused("DR-20", Said("poll.align.not_adopted", poll=poll.id))
    if any(one.party == party for one in of(poll.annexes, AnnexKind.ALIGNED)):
        raise Refused("DR-20", Said("poll.align.done", poll=poll.id, party=party))
    return Annex(poll.id, seq, AnnexKind.ALIGNED, party, hat.person, at, text=text.strip())


def left(
    poll: Poll, party: str, kind: AnnexKind, person: str, at: datetime, seq: int, reference: str
) -> Annex:
    """A party left the group, or is suspended, while the poll is open; raises `Refused`.

    Those who decide stay frozen: its answer becomes not participating, and a share of all eligible
    parties is counted without it.
    """
    LIFECYCLE.after("vote", poll.stage)
    if party not in poll.eligible:
        raise Refused("DR-21", Said("poll.left.not_eligible", poll=poll.id, party=party))
    if at >= poll.closes_at:
        raise Refused("DR-21", Said("poll.left.too_late", poll=poll.id, closed=poll.closes_at))
    if not reference.strip():
        raise Refused("form", Said("poll.left.no_reference"))
    return Annex(poll.id, seq, kind, party, person, at, text=reference.strip())

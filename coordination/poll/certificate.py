"""A certificate of a decision: its record in parts, so that a reader gets some of them whole.

Each part is plain data. What a reader may not see is left out as a part; its digest stays, so
that every certificate of one decision commits to the same record (DR-29).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from coordination.parties import Credential
from coordination.poll.disclosure import Shows
from coordination.poll.record import Poll
from coordination.poll.recount import recount
from coordination.poll.statement import Statement
from coordination.poll.vote import Vote
from coordination.said import dumped

OPEN_TO_ALL = ("question", "outcome", "eligible")
"""What everybody may see who may see the outcome."""
PARTS = (
    *OPEN_TO_ALL,
    "terms",
    "text",
    "credentials",
    "votes",
    "sum",
    "statements",
    "annexes",
    "events",
)
GROWING = ("outcome", "sum", "statements", "annexes", "events")
"""Parts that may change after the end: a confirmation, a statement, a correction, an annulment."""
_MOVING = ("stage", "number", "closed_at", "successor", "confirm_by", "roll_call_for_all")
_APART = ("eligible", "accredited", "annexes", "excluded")
_INSIDE = ("about", "at_issue", "then", "fallback", "alternates", "confirm_days")
"""What the parties settled among themselves: of no concern to who sees the outcome alone."""


@dataclass(frozen=True)
class Recorded:
    """Everything that is on record of a poll that is over.

    `texts` are those that were decided on, by language; empty where they were amended since.
    `events` are the acts on the poll that the audit holds, and outages, as plain data.
    """

    poll: Poll
    title: str
    texts: Mapping[str, str]
    votes: tuple[Vote, ...]
    statements: tuple[Statement, ...]
    credentials: tuple[Credential, ...]
    events: Mapping[str, Any]


def visible(shows: Shows, *, text: bool = False) -> tuple[str, ...]:
    """The parts that somebody gets to whom this much of the answers is shown.

    `text` for who may read what was decided on, and not how each State answered.
    """
    if shows is Shows.ROLL_CALL:
        return PARTS
    return (*OPEN_TO_ALL, "text") if text else OPEN_TO_ALL


def parts(recorded: Recorded, at: datetime) -> dict[str, Any]:
    """Every part as it stood at this instant, as plain data with enumerations and instants."""
    poll = recorded.poll
    whole = {name: value for name, value in asdict(poll).items() if name not in _APART}
    inside = {name: whole.pop(name) for name in _INSIDE}
    return {
        "question": {k: v for k, v in whole.items() if k not in _MOVING}
        | {"title": recorded.title, "concerned": list(poll.concerned)},
        "terms": inside | {"aside": list(poll.aside)},
        "outcome": {name: whole[name] for name in _MOVING},
        "eligible": list(poll.eligible),
        "text": {"fingerprint": poll.fingerprint, "texts": dict(recorded.texts)},
        "credentials": [_credential(poll, one) for one in recorded.credentials],
        "votes": [_vote(poll, one) for one in _in_order(recorded.votes)],
        "sum": _sum(poll, recorded.votes),
        "statements": [asdict(one) for one in recorded.statements if one.at <= at],
        "annexes": [asdict(one) for one in poll.annexes if one.at <= at],
        "events": dict(recorded.events),
    }


def _in_order(votes: Iterable[Vote]) -> list[Vote]:
    return sorted(votes, key=lambda one: one.seq)


def _vote(poll: Poll, vote: Vote) -> dict[str, Any]:
    """An answer with both its times, and whether it answered this text in time."""
    return asdict(vote) | {"valid": vote.counts_in(poll)}


def _credential(poll: Poll, hat: Credential) -> dict[str, Any]:
    """A credential that stood at the opening or was used: its number, role, and what it rests on.

    Who issued and who confirmed it stands there where the register says so: certificates from
    before it did are as they were.
    """
    second = hat.confirmation
    issued = {"issued_by": hat.issued_by} if hat.issued_by else {}
    confirmed = {"confirmed": asdict(second)} if second and second.through else {}
    return {
        "id": hat.id,
        "party": hat.party,
        "role": hat.role,
        "reference": hat.reference,
        "valid_from": hat.valid_from,
        "valid_to": hat.valid_to,
        "at_opening": any(one.credential == hat.id for one in poll.accredited),
        **issued,
        **confirmed,
    }


def _sum(poll: Poll, votes: tuple[Vote, ...]) -> dict[str, Any] | None:
    """The arithmetic of the outcome, in numbers and as a sentence; none where it was taken off."""
    decision = recount(poll, votes)
    if decision is None:
        return None
    counted = asdict(decision.tally)
    return counted | {"stage": decision.stage, "said": dumped(decision.said)}

"""The convergence board: States × responses, from what is on record and nothing else (X6).

States stand in the order of their codes. A cell says what a State has said or done, never what
it has not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from coordination.action import Action, Measure
from coordination.action import Stage as ActionStage
from coordination.commitment import Commitment
from coordination.commitment import Stage as CommitmentStage
from coordination.convergence.standing import BEGUN
from coordination.poll.adopting import adopting_parties
from coordination.poll.count import counting, recused, standing
from coordination.poll.coverage import declared
from coordination.poll.leaving import departed
from coordination.poll.record import Poll
from coordination.poll.vote import Answer, Vote
from coordination.response.parts import Assistance, ResponseType
from coordination.response.record import Response
from coordination.response.stage import Stage as ResponseStage


class Status(StrEnum):
    """How far one State goes with one response, as far as the record shows."""

    IN_FORCE = "in_force"
    COMMITTED = "committed"
    ADOPTED = "adopted"
    ANNOUNCED = "announced"
    NONE = "none"
    """It is on record that the State takes no part: it said so, voted against, or withdrew."""
    UNKNOWN = "unknown"
    """Nothing is on record. That is no answer, and is read as none."""


@dataclass(frozen=True)
class Cell:
    """One State and one response; `since` is the instant of the record, where there is one."""

    party: str
    status: Status
    since: datetime | None = None


@dataclass(frozen=True)
class Column:
    """A common response, or (`response` None) a sort of measure that States took by themselves."""

    response: str | None
    measure: Measure | None
    cells: tuple[Cell, ...]

    def count(self, status: Status) -> int:
        return sum(cell.status is status for cell in self.cells)


@dataclass(frozen=True)
class Decided:
    """The poll that adopted a response, with its votes."""

    poll: Poll
    votes: tuple[Vote, ...] = ()


@dataclass(frozen=True)
class Records:
    """Everything on record that a board is made from; `decided` is by response."""

    parties: Sequence[str]
    responses: Sequence[Response] = ()
    actions: Sequence[Action] = ()
    commitments: Sequence[Commitment] = ()
    decided: dict[str, Decided] = field(default_factory=dict)


SHOWN = frozenset(
    {
        ResponseStage.PROPOSED,
        ResponseStage.ADOPTED,
        ResponseStage.IN_FORCE,
        ResponseStage.UNDER_REVIEW,
    }
)
"""Stages of a response with which States go along or not; what is over leaves the board."""
_PENDING = {
    CommitmentStage.OFFERED: Status.ANNOUNCED,
    CommitmentStage.ACCEPTED: Status.COMMITTED,
    CommitmentStage.SUSPENDED: Status.COMMITTED,
}
_NEAREST = tuple(Status)


def board(records: Records) -> tuple[Column, ...]:
    """The columns: the common responses in the order of their proposal, then States' own."""
    stand = [one for one in records.responses if one.stage in SHOWN]
    shown = [one for one in stand if one.type is not ResponseType.LIFTING]
    shown.sort(key=lambda one: (one.proposed_at, one.id))
    columns = [_common(one, records) for one in shown]
    pauses = any(one.type is ResponseType.SUSPENSION for one in shown)
    for measure in _own_measures(records.actions, suspension=not pauses):
        cells = (_own(party, measure, records.actions) for party in _in_order(records.parties))
        columns.append(Column(None, measure, tuple(cells)))
    return tuple(columns)


def _in_order(parties: Iterable[str]) -> list[str]:
    return sorted(dict.fromkeys(parties))


def _own_measures(actions: Iterable[Action], *, suspension: bool) -> list[Measure]:
    """The sorts of own measures that need a column beside the common responses."""
    taken = {one.measure for one in actions}
    if Measure.CONTINUES in taken:
        taken = taken - {Measure.CONTINUES} | {Measure.SUSPENSION}
    if not suspension:
        taken.discard(Measure.SUSPENSION)
    return [measure for measure in Measure if measure in taken]


def _common(response: Response, records: Records) -> Column:
    own: list[Action] = []
    if response.type is ResponseType.SUSPENSION:
        own = list(records.actions)
    made = [one for one in records.commitments if one.promise.response == response.id]
    decided = records.decided.get(response.id)
    cells = []
    for party in _in_order(records.parties):
        mine = [one for one in made if one.owner == party]
        acts = [_promised(party, one) for one in mine]
        acts.append(_own(party, Measure.SUSPENSION, own))
        cells.append(_cell(_nearest(acts), _voted(party, response, decided)))
    return Column(response.id, None, tuple(cells))


def _cell(act: Cell, vote: Cell) -> Cell:
    """What a State did goes before how it voted, where it says more than an announcement."""
    undecided = act.status in (Status.ANNOUNCED, Status.UNKNOWN)
    return _nearest([act, vote]) if undecided else act


def _nearest(cells: list[Cell]) -> Cell:
    return min(cells, key=lambda cell: _NEAREST.index(cell.status))


def _promised(party: str, made: Commitment) -> Cell:
    if made.stage in BEGUN:
        return Cell(party, Status.IN_FORCE, made.promise.starts or made.offered_at)
    if made.stage is CommitmentStage.WITHDRAWN:
        return Cell(party, Status.NONE, made.withdrawn_at)
    if made.stage in _PENDING:
        return Cell(party, _PENDING[made.stage], made.promise.starts or made.offered_at)
    # What another one replaced, or a capital never confirmed, says nothing of the State.
    return Cell(party, Status.UNKNOWN)


def _own(party: str, measure: Measure, actions: Iterable[Action]) -> Cell:
    """What a party's own measures say: the last that stands, else the last that ended."""
    sorts = {measure, Measure.CONTINUES} if measure is Measure.SUSPENSION else {measure}
    mine = [one for one in actions if one.owner == party and one.measure in sorts]
    if not mine:
        return Cell(party, Status.UNKNOWN)
    last = max(mine, key=lambda one: (one.stands, one.announced_at, one.id))
    if last.measure is Measure.CONTINUES:
        status = Status.NONE if last.stands else Status.UNKNOWN
        return Cell(party, status, last.effective_at if last.stands else None)
    match last.stage:
        case ActionStage.IN_EFFECT:
            return Cell(party, Status.IN_FORCE, last.effective_at)
        case ActionStage.ENDED:
            return Cell(party, Status.NONE, last.ended_at)
        case ActionStage.WITHDRAWN:
            return Cell(party, Status.NONE, last.withdrawn_at)
    return Cell(party, Status.ANNOUNCED, last.starts)


def _voted(party: str, response: Response, decided: Decided | None) -> Cell:
    """What adoption says of a State: that it was among those that adopted, or that it was not."""
    parts = response.parts
    if isinstance(parts, Assistance) and response.stage is not ResponseStage.PROPOSED:
        given = party in (parts.provider, parts.recipient)
        return Cell(party, Status.ADOPTED if given else Status.UNKNOWN)
    if decided is None or party not in decided.poll.eligible or _apart(party, decided.poll):
        return Cell(party, Status.UNKNOWN)
    # Where one objection stops a text, silence and a bare abstention have let it pass (DR-15).
    if party in adopting_parties(decided.poll, decided.votes):
        return Cell(party, Status.ADOPTED, decided.poll.closed_at)
    vote = counting(decided.poll, standing(decided.poll, decided.votes)).get(party)
    if vote is None:
        return Cell(party, Status.UNKNOWN)
    if vote.answer is Answer.YES and vote.ad_referendum:
        return Cell(party, Status.ANNOUNCED)  # its capital still has to confirm; it has no day yet
    if vote.answer is Answer.ABSTAIN and declared(decided.poll, vote) is None:
        return Cell(party, Status.UNKNOWN)  # it has not said that it takes no part (X6)
    return Cell(party, Status.NONE, decided.poll.closed_at)


def _apart(party: str, poll: Poll) -> bool:
    """Whether it left the group, or stood aside: how it answered before says nothing any more."""
    return party in departed(poll) or party in recused(poll)


def essence(columns: Iterable[Column], *, diverging: bool) -> str:
    """What of a board is material: which answers each column holds, not whose or since when."""
    parts = []
    for column in columns:
        held = "+".join(status.value for status in Status if column.count(status))
        parts.append(f"{column.response or column.measure}:{held}")
    return "|".join([*parts, "diverging" if diverging else "together"])


def known(columns: Iterable[Column]) -> bool:
    """Whether anything at all is on record of any State."""
    return any(cell.status is not Status.UNKNOWN for column in columns for cell in column.cells)

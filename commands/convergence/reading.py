"""What is on record for a board: read from responses, polls, commitments, measures and answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from commands.changed import before_change
from commands.incident.coordinating import others
from coordination.convergence.adoptions import Hold, HoldAsked
from coordination.convergence.board import SHOWN, Column, Decided, Records, board, essence, known
from coordination.convergence.standing import Standing, at_odds, diverge, standings
from coordination.incident.incident import Incident
from coordination.response.parts import ResponseType
from coordination.response.record import Response
from coordination.response.stage import Stage
from storage.store import Store

_DECIDED = SHOWN - {Stage.PROPOSED}


@dataclass(frozen=True)
class Board:
    """A board as it stands, with everything that its page and its picture say."""

    incident: Incident
    columns: tuple[Column, ...]
    standings: tuple[Standing, ...]
    responses: dict[str, Response]
    parties: tuple[str, ...]
    holds: tuple[Hold, ...]
    asked: bool
    odds: tuple[str, ...] = ()
    """The parties whose answer is the opposite of their own measure; for each and the chair."""

    @property
    def diverging(self) -> bool:
        return diverge(self.standings)

    @property
    def essence(self) -> str:
        """What of it is material: a picture is shown when it changes."""
        return essence(self.columns, diverging=self.diverging)

    @property
    def worth_showing(self) -> bool:
        """Whether there is anything on it yet."""
        return known(self.columns) or self.asked


def read(store: Store, incident: Incident) -> Board:
    """The board of an incident, from the newest records."""
    parties = others(store, incident)
    responses = {one.id: before_change(store, one) for one in store.responses.of(incident.id)}
    actions = store.actions.of_incident(incident.id)
    commitments = store.commitments.of_incident(incident.id)
    holds = store.incidents.items(incident.id, Hold)
    pauses = {id for id, one in responses.items() if _pauses(one)}
    pausing = [one for one in commitments if one.promise.response in pauses]
    records = Records(
        parties,
        tuple(responses.values()),
        actions,
        commitments,
        dict(_decided(store, responses)),
    )
    return Board(
        incident=incident,
        columns=board(records),
        standings=standings(parties, actions, pausing, holds),
        responses=responses,
        parties=parties,
        holds=holds,
        asked=bool(store.incidents.items(incident.id, HoldAsked)),
        odds=at_odds(parties, actions, pausing, holds),
    )


def _pauses(response: Response) -> bool:
    return response.type is ResponseType.SUSPENSION and response.stage in SHOWN


def _decided(store: Store, responses: dict[str, Response]) -> Iterator[tuple[str, Decided]]:
    """The poll that adopted each response, with its votes."""
    for id, response in responses.items():
        if response.stage not in _DECIDED:
            continue
        adopting = [poll for poll in store.polls.on(id) if poll.stage.adopted]
        if adopting:
            yield id, Decided(adopting[-1], tuple(store.polls.votes(adopting[-1].id)))

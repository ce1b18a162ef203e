"""The board as a picture: the same words as its page, a row for each State."""

from __future__ import annotations

from datetime import datetime

from commands.convergence.reading import Board
from commands.convergence.words import counts, head, label, lettered, named, rows
from commands.dates import day_of
from commands.incident.words import party
from commands.picture import Picture, Sign, Square
from coordination.convergence.board import Cell, Status
from coordination.said import Said
from storage.store import Store

_SIGNS = {
    Status.IN_FORCE: Sign.FULL,
    Status.COMMITTED: Sign.HALF,
    Status.ADOPTED: Sign.RING,
    Status.ANNOUNCED: Sign.TRIANGLE,
    Status.NONE: Sign.DASH,
    Status.UNKNOWN: Sign.DOTS,
}
_DATED = frozenset({Status.IN_FORCE, Status.COMMITTED, Status.ANNOUNCED})


def picture(board: Board, store: Store, now: datetime) -> Picture:
    """The board to be looked at; its name and title say no more than the id."""
    incident = board.incident
    columns = lettered(board)
    heads = tuple(
        Said("board.head.short", letter=letter, name=named(column, board))
        for letter, column in columns
    )
    lines = []
    for number, code in enumerate(sorted(board.parties)):
        squares = tuple(_square(column.cells[number], board, store) for _, column in columns)
        lines.append((party(code, incident.group, store), squares))
    flag = (Said("board.diverging"),) if board.diverging else ()
    return Picture(
        name=incident.id,
        title=Said("board.picture_title", id=incident.id, title=incident.title, at=now),
        heads=heads,
        rows=tuple(lines),
        keys=tuple(head(letter, column, board) for letter, column in columns),
        foot=(*counts(board), *flag, label(board)),
        alternative=alternative(board, store),
    )


def alternative(board: Board, store: Store) -> Said:
    """What the picture shows, for who does not see it."""
    parts = tuple(
        Said(
            "board.alternative_part",
            head=head(letter, column, board),
            rows=rows(column, board, store)["rows"],
        )
        for letter, column in lettered(board)
    )
    return Said("board.alternative", id=board.incident.id, parts=parts)


def _square(cell: Cell, board: Board, store: Store) -> Square:
    word = Said(f"status.{cell.status.value}")
    note = None
    if cell.since is not None and cell.status in _DATED:
        at = day_of(store, board.incident.group, cell.party, cell.since)
        note = Said("board.on", at=at)
    return Square(_SIGNS[cell.status], word, note)

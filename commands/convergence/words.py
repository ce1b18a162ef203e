"""A board in words: for each response which States stand where, in the order of their codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from commands.convergence.reading import Board
from commands.dates import day_of
from commands.incident.words import party
from commands.outcome import Button, Page
from coordination.convergence.adoptions import Count, counted
from coordination.convergence.board import Cell, Column, Status
from coordination.convergence.standing import Practice, Standing
from coordination.response.record import Proceeding
from coordination.said import Said
from storage.store import Store

_DATED = {Status.IN_FORCE: "since", Status.COMMITTED: "from", Status.ANNOUNCED: "from"}


def page(board: Board, store: Store, *, drawn: bool = False) -> Page:
    """The board on one page, for the States other than the one concerned; `drawn`: as well."""
    incident = board.incident
    lines: list[Said] = []
    for letter, column in lettered(board):
        lines += [head(letter, column, board), rows(column, board, store)]
    if not board.columns:
        lines.append(Said("board.nothing"))
    lines += counts(board)
    if board.diverging:
        lines.append(Said("board.diverging"))
    lines += [Said("board.read_so"), label(board)]
    return Page(
        Said("board.title", id=incident.id, title=incident.title),
        tuple(lines),
        acts(board, drawn=drawn),
    )


def label(board: Board) -> Said:
    """For whom it is: never for a State concerned."""
    return Said("board.label", label=board.incident.label)


def acts(board: Board, *, drawn: bool) -> tuple[Button, ...]:
    """What can be done about it; a picture that was just drawn is not offered again."""
    id = board.incident.id
    picture = Button(Said("board.act.picture"), f"board show {id} picture=yes")
    return (
        *(() if drawn else (picture,)),
        Button(Said("board.act.announce"), f"action announce {id}"),
        Button(Said("board.act.compare"), f"action compare {id}"),
    )


def lettered(board: Board) -> list[tuple[str, Column]]:
    """The columns with a letter each, by which text and picture call them the same."""
    return list(zip(ascii_uppercase, board.columns, strict=False))


def head(letter: str, column: Column, board: Board) -> Said:
    """What a column is about."""
    if column.response is None:
        return Said("board.head.own", letter=letter, measure=named(column, board))
    response = board.responses[column.response]
    return Said(
        "board.head.common",
        letter=letter,
        type=named(column, board),
        title=response.title,
        stage=Said(f"stage.response.{response.stage.value}"),
        id=response.id,
    )


def named(column: Column, board: Board) -> Said:
    """A column in a word or two."""
    if column.response is None and column.measure is not None:
        return Said(f"board.own.{column.measure.value}")
    return Said(f"responsetype.{board.responses[column.response or ''].type.value}")


def rows(column: Column, board: Board, store: Store) -> Said:
    """Which States stand where, a line for each answer that somebody gave."""
    found = []
    for status in Status:
        cells = [cell for cell in column.cells if cell.status is status]
        if cells:
            names = tuple(dated(cell, board, store) for cell in cells)
            found.append(Said("board.row", status=Said(f"status.{status.value}"), parties=names))
    return Said("board.rows", rows=tuple(found))


def dated(cell: Cell, board: Board, store: Store) -> Said:
    """A State, and since or from when, where the record says."""
    name = party(cell.party, board.incident.group, store)
    way = _DATED.get(cell.status)
    if way is None or cell.since is None:
        return name
    at = day_of(store, board.incident.group, cell.party, cell.since)
    return Said(f"board.{way}", party=name, at=at)


def counts(board: Board) -> list[Said]:
    """How many States gave each answer about adoptions, and from how many none has come."""
    if not board.asked and not board.holds:
        return []
    several = counted(board.parties, board.holds)
    if not any(_given(count) for count in several):
        return [_none_yet(several)]
    return [*map(_count, several), *(_number(one) for one in several if one.numbered)]


def _given(count: Count) -> bool:
    """Whether any State has given an answer about these adoptions."""
    return any(count.given.values())


def _none_yet(several: Sequence[Count]) -> Said:
    """While nobody has answered, all kinds of adoptions stand in one line."""
    kinds = tuple(Said(f"adoptions.{count.adoptions.value}") for count in several)
    missing = Said("hold.n.unanswered", n=max(count.unanswered for count in several))
    return Said("hold.counts", adoptions=kinds, answers=(missing,))


def _count(count: Count) -> Said:
    given = [Said(f"hold.n.{w.value}", n=count.given[w]) for w in Proceeding if count.given[w]]
    if count.unanswered:
        given.append(Said("hold.n.unanswered", n=count.unanswered))
    adoptions = Said(f"adoptions.{count.adoptions.value}")
    return Said("hold.counts", adoptions=adoptions, answers=tuple(given))


def _number(count: Count) -> Said:
    """How many adoptions that is about, once all have answered and enough of them with a number."""
    adoptions = Said(f"adoptions.{count.adoptions.value}")
    if count.number is None:
        return Said("hold.few_numbers", adoptions=adoptions, n=count.numbered)
    return Said("hold.numbers", adoptions=adoptions, number=count.number, n=count.numbered)


def divergence(board: Board, store: Store) -> tuple[Said, ...]:
    """Which States have suspended and which continue, since when; for the chair alone (T-36)."""
    return (*_standings(board, store), *_odds(board, store))


def own_odds(board: Board, code: str | None) -> tuple[Said, ...]:
    """To a State alone: that its answer and its own measure say opposite things (T-38)."""
    id = board.incident.id
    return (Said("board.own_odds", id=id),) if code in board.odds else ()


def _odds(board: Board, store: Store) -> Iterator[Said]:
    for code in board.odds:
        yield Said("board.odds", party=party(code, board.incident.group, store))


def _standings(board: Board, store: Store) -> Iterator[Said]:
    for practice in Practice:
        several = [one for one in board.standings if one.practice is practice]
        if several:
            names = tuple(_since(one, board, store) for one in several)
            yield Said("board.row", status=Said(f"standing.{practice.value}"), parties=names)


def _since(one: Standing, board: Board, store: Store) -> Said:
    name = party(one.party, board.incident.group, store)
    if one.since is None:
        return name
    at = day_of(store, board.incident.group, one.party, one.since)
    way = "from" if one.practice is Practice.ANNOUNCED else "since"
    return Said(f"board.{way}", party=name, at=at)

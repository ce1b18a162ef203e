"""Showing the board, to whom it is for; and what the clock does when it has changed."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.convergence.draw import picture
from commands.convergence.live import its_card, opened
from commands.convergence.reading import Board, read
from commands.convergence.see import among, chair_of, told
from commands.convergence.words import divergence, page
from commands.declare import Command, command
from commands.incident.hats import CHAIR
from commands.kinds.ids import IncidentId, nobody_sees
from commands.outcome import Audience, Button, Notice, Outcome, Page
from coordination.convergence.board import known
from coordination.parties import Role
from coordination.said import Said
from coordination.tlp import Tlp
from storage.convergence import Shown
from storage.store import Store

NOTHING = Outcome(Said("board.nothing_changed"))


@command("board show", label=Tlp.GREEN)
class ShowBoard(Command):
    """Show which States go along with which responses, as far as the record says.

    It is for the States other than the one concerned, and stays up to date in their thread.
    """

    incident: IncidentId
    """Which incident?"""

    picture: bool = False
    """As a picture as well?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = among(call, store, self.incident)
        board = read(store, incident)
        return Outcome(
            page(board, store, drawn=self.picture),
            cards=(its_card(store, incident),),
            files=(picture(board, store, call.now),) if self.picture else (),
            shows=incident.label,
            about=incident.id,
            deadlines=opened(store, incident, call.now),
        )


@command("board divergence", by=CHAIR, label=Tlp.GREEN)
class ShowDivergence(Command):
    """Show to you alone, as chair, which States have suspended and which continue (T-36)."""

    incident: IncidentId
    """Which incident?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = among(call, store, self.incident)
        board = read(store, incident)
        return Outcome(alone(board, store), shows=incident.label, about=incident.id)


def alone(board: Board, store: Store) -> Page:
    """The note to the chair: facts with their dates, no ranking and no blame."""
    id = board.incident.id
    key = "board.diverges" if board.diverging else "board.together"
    title = Said(key, id=id, title=board.incident.title)
    lines = (*divergence(board, store), Said("board.to_the_chair"))
    buttons = (
        Button(Said("board.act.meet"), f"meeting propose {id}"),
        Button(Said("board.act.unify"), f"response unify {id}"),
    )
    return Page(title, lines, buttons if board.diverging else ())


@command("board follow", by=Role.CLOCK, label=Tlp.GREEN)
class FollowBoard(Command):
    """Make the board new after something was done, and tell what has changed materially."""

    incident: IncidentId
    """The incident."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = store.incidents.get(self.incident)
        if incident is None:
            raise nobody_sees(self.incident)
        before, board = store.boards.get(incident.id), read(store, incident)
        if before is None or not board.worth_showing:
            return replace(NOTHING, about=incident.id)
        now = Shown(incident.id, _material(board, before), board.diverging)
        store.boards.put(now)
        return Outcome(
            page(board, store),
            notices=(*_changed(call, store, board, before), *_note(call, store, board, before)),
            cards=(its_card(store, incident),),
            shows=incident.label,
            about=incident.id,
        )


def _material(board: Board, before: Shown) -> str:
    """What a picture would show; nothing before anything is on record of any State."""
    return board.essence if before.essence or known(board.columns) else ""


def _changed(call: Call, store: Store, board: Board, before: Shown) -> tuple[Notice, ...]:
    """The picture, where the answers on the board are others than those shown last."""
    if _material(board, before) == before.essence or not board.columns:
        return ()
    said = Page(Said("board.changed", id=board.incident.id, title=board.incident.title))
    return (replace(told(store, board.incident, said), files=(picture(board, store, call.now),)),)


def _note(call: Call, store: Store, board: Board, before: Shown) -> tuple[Notice, ...]:
    """The chair hears once that measures diverge, and again if they do so anew (T-36)."""
    chair = chair_of(store, board.incident, call.now)
    if chair is None or before.diverging or not board.diverging:
        return ()
    return (Notice(Audience.persons(chair), board.incident.label, alone(board, store)),)


COMMANDS: tuple[type[Command], ...] = (ShowBoard, ShowDivergence, FollowBoard)

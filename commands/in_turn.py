"""Of options that exclude each other, the one whose turn it is: for cards and polls (DR-27)."""

from __future__ import annotations

from coordination.poll.annex import AnnexKind, of
from coordination.poll.options import alone, in_turn, next_option, together
from coordination.poll.record import Poll
from coordination.poll.stage import Stage
from coordination.refused import Refused
from coordination.response.record import Response
from storage.store import Store


def in_its_turn(store: Store, response: Response) -> None:
    """Raises `Refused` while another option comes first, or is being decided (DR-27)."""
    waits = of(store.polls.annexes(response.id), AnnexKind.ORDERED)
    in_turn(response.id, _standing(store, waits[-1].other) if waits else None)
    alone(response.id, options_beside(store, response))


def putting(store: Store, response: Response) -> str | None:
    """The line by which the chair puts it now; None while another option comes first (DR-27)."""
    waits = of(store.polls.annexes(response.id), AnnexKind.ORDERED)
    before = _standing(store, waits[-1].other) if waits else None
    if before is not None and next_option(before) == response.id:
        return f"poll next {before.id}"
    try:
        in_its_turn(store, response)
    except Refused:
        return None
    return f"poll open {response.id}"


def options_beside(store: Store, response: Response) -> list[Poll]:
    """The polls on the other options that exclude this response (DR-27)."""
    others = together(store.polls.annexes(response.id))
    return [poll for id in others if id != response.id for poll in store.polls.on(id)]


def _standing(store: Store, id: str) -> Poll | None:
    """The poll, or the one by the rule to which it fell back (DR-34)."""
    poll = store.polls.look(id)
    while poll is not None and poll.stage is Stage.WITHDRAWN and poll.successor is not None:
        poll = store.polls.look(poll.successor)
    return poll

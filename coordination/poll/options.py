"""Several options: separate items, or exclusive ones in an order (DR-27).

Exclusive options are put one after another, the one furthest from the status quo first, until one
is adopted. No option “wins” by having the most votes.
"""

from __future__ import annotations

from collections.abc import Sequence

from coordination.poll.record import Poll
from coordination.poll.stage import Stage
from coordination.refused import Refused
from coordination.said import Said

FEWEST = 2
_HOLDS_NOBODY = (Stage.WITHDRAWN, Stage.ANNULLED)
_GOES_ON = (Stage.NOT_ADOPTED, Stage.TIE_NOT_ADOPTED, Stage.LAPSED_NO_QUORUM, Stage.BROKEN)


def ordered(options: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """What is put first, and what follows if it is not adopted; raises `Refused`."""
    if len(set(options)) < FEWEST:
        raise Refused("DR-27", Said("poll.options.too_few"))
    if len(set(options)) < len(options):
        raise Refused("DR-27", Said("poll.options.twice"))
    return options[0], tuple(options[1:])


def next_option(poll: Poll) -> str | None:
    """The response that is put next; None once one is adopted, or nothing is left."""
    return poll.then[0] if poll.stage in _GOES_ON and poll.then else None


def falls_away(poll: Poll) -> tuple[str, ...]:
    """The options that are not put any more, because this one is adopted."""
    return poll.then if poll.stage is Stage.ADOPTED else ()


def in_turn(option: str, before: Poll | None) -> None:
    """Raises `Refused` for an option that is put before its turn.

    `before` is the poll after which it waits. A poll that was withdrawn or annulled holds up
    nobody.
    """
    if before is None or option not in before.then or before.stage in _HOLDS_NOBODY:
        return
    line = f"poll next {before.id}" if next_option(before) else f"poll show {before.id}"
    said = Said("poll.options.not_yet", option=option, poll=before.id)
    raise Refused("DR-27", said, (line,))

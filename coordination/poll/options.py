"""Several options: separate items, or exclusive ones in an order (DR-27).

Exclusive options are put one after another, the one furthest from the status quo first, until one
is adopted. No option “wins” by having the most votes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coordination.poll.annex import Annex, AnnexKind, of
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


def together(annexes: Iterable[Annex]) -> tuple[str, ...]:
    """The options that exclude each other, by what was annexed to one of them; it is among them."""
    said = of(annexes, AnnexKind.ORDERED)
    return said[-1].items if said else ()


def falls_away(poll: Poll, whole: Iterable[str] = ()) -> tuple[str, ...]:
    """The options, of the whole order, that are not put any more, because this one is adopted."""
    if poll.stage is not Stage.ADOPTED:
        return ()
    others = dict.fromkeys((*poll.then, *whole))
    return tuple(option for option in others if option != poll.response)


def alone(option: str, beside: Iterable[Poll]) -> None:
    """Raises `Refused` while another option, of those that exclude this one, is being decided.

    One that waits for the capitals' confirmations is decided too.
    """
    for poll in beside:
        if not poll.stage.over or poll.stage is Stage.ADOPTED_AD_REFERENDUM:
            said = Said("poll.options.one_at_a_time", option=option, poll=poll.id)
            raise Refused("DR-27", said, (f"poll show {poll.id}",))


def not_gone_on(poll: Poll, beside: Iterable[Poll]) -> None:
    """Raises `Refused` for a second vote on a tie once another option was put after it."""
    for later in beside:
        put_since = poll.closed_at is not None and later.opened_at >= poll.closed_at
        if put_since and later.stage not in _HOLDS_NOBODY:
            said = Said("poll.options.gone_on", poll=poll.id, later=later.id)
            raise Refused("DR-27", said, (f"poll show {later.id}",))


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

"""Why a poll that is over ended as it did: by which sum, and when (DR-02 … DR-13, DR-28)."""

from __future__ import annotations

from collections.abc import Iterator

from commands.outcome import Button
from commands.poll import annex_words, words
from commands.poll.see import Item
from coordination.poll.disclosure import Shows
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.said import Said
from storage.store import Store

_RULES = {"early": "DR-28", "broken": "DR-09", "confirmed": "DR-13"}
"""What led to the end besides the rule by which it was decided."""


def why(found: Item, shows: Shows, store: Store) -> Iterator[Said]:
    """The sum for who may see how each answered, and when it ended and by what."""
    poll = found.poll
    if poll.stage in (Stage.ANNULLED, Stage.WITHDRAWN):
        yield from words.result(found, shows, store)
    elif shows is Shows.ROLL_CALL:
        yield words.summed(poll, store.polls.votes(poll.id))
        yield from annex_words.waits(found, store)
    how = ended(poll)
    at = poll.closed_at if how == "confirmed" else poll.decided_at
    yield Said(f"poll.why.ended.{how}", at=at, planned=poll.closes_at)


def ended(poll: Poll) -> str:
    """By what it ended: its time, or something before that or after."""
    if poll.stage in (Stage.BROKEN, Stage.WITHDRAWN):
        return poll.stage.value
    if poll.confirm_by is not None and poll.stage is not Stage.ADOPTED_AD_REFERENDUM:
        return "confirmed"
    return "early" if poll.decided_at < poll.closes_at else "in_time"


def rules(poll: Poll) -> tuple[Button, ...]:
    """The rules that led to its end, for `why`."""
    how, lapsed = ended(poll), poll.stage is Stage.LAPSED_NO_QUORUM
    led = [Button(Said(f"poll.why.act.{how}"), f"why {_RULES[how]}")] if how in _RULES else []
    if lapsed and poll.rule is not Rule.SILENCE:
        led.append(Button(Said("poll.why.act.quorum"), "why DR-12"))
    return tuple(led)

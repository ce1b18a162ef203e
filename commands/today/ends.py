"""Until when something is asked of a person, and what the answer to it is called."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from coordination import ids
from coordination.incident.consultation import Window, newest
from coordination.poll.delegating import Alternates
from coordination.poll.delegation import deputies, left_until
from coordination.poll.record import Poll
from coordination.poll.stage import Stage
from coordination.said import Said
from storage.ask import OpenAsk
from storage.store import Store

_NEVER = datetime.max.replace(tzinfo=UTC)
_ACTS = frozenset(
    {
        "poll vote",
        "poll acknowledge",
        "meeting available",
        "incident answer",
        "message answer",
        "commitment answer",
        "commitment accept",
        "response reply",
        "response accept",
        "incident verify",
        "incident inform",
        "incident consult",
        "incident close",
        "incident stance",
        "incident show",
        "poll open",
        "meeting propose",
        "meeting slots",
        "meeting convene",
        "meeting open",
        "meeting close",
        "meeting minutes",
        "message draft",
        "message freeze",
        "message dispatch",
    }
)


def soonest(store: Store, asks: Iterable[OpenAsk]) -> list[tuple[OpenAsk, datetime | None]]:
    """Each question with its end, the first end first; those without one keep their order."""
    found = [(ask, _until(store, ask)) for ask in asks]
    return sorted(found, key=lambda one: one[1] or _NEVER)


def act(line: str) -> Said:
    """What to do about it, for a button or before the line to type."""
    words = " ".join(line.split()[:2])
    return Said(f"today.act.{words.replace(' ', '_')}" if words in _ACTS else "today.act.answer")


def left_no_more(store: Store, ask: OpenAsk, now: datetime) -> bool:
    """Whether an alternate was asked while the vote was left to it, and that is over (DR-18)."""
    id = next((found for word in ask.line.split() if (found := ids.read(word))), "")
    poll = store.polls.look(id) if id.startswith("POL") else None
    until = _left_until(store, ask, poll) if poll and poll.stage is Stage.OPEN else None
    return until is not None and until <= now


def _left_until(store: Store, ask: OpenAsk, poll: Poll) -> datetime | None:
    """Until when the vote is left to whoever is asked, where that is an alternate (DR-18)."""
    party = ask.key.rpartition(":")[2]
    if poll.alternates is Alternates.STANDING or (until := left_until(poll, party)) is None:
        return None
    deputy = (store.directory.credential(id) for id in sorted(deputies(poll)))
    mine = any(hat and (hat.person, hat.party) == (ask.person, party) for hat in deputy)
    return min(until, poll.closes_at) if mine else None


def _until(store: Store, ask: OpenAsk) -> datetime | None:
    """When the time for an answer ends, where there is one and the question does not say it."""
    id = next((found for word in ask.line.split() if (found := ids.read(word))), "")
    match id[:3]:
        case "POL":
            poll = store.polls.look(id)
            if poll is not None and poll.stage is Stage.ADOPTED_AD_REFERENDUM:
                return poll.confirm_by  # the capital has longer than the vote had (DR-13)
            return (_left_until(store, ask, poll) or poll.closes_at) if poll else None
        case "RES":
            open_ = (poll for poll in store.polls.on(id) if poll.stage is Stage.OPEN)
            return next((poll.closes_at for poll in open_), None)
        case "MSG":
            message = store.messages.get(id)
            return message.sign_until if message else None
        case "INC" if ask.line.startswith("incident answer"):
            window = newest(store.incidents.items(id, Window))
            return window.closes if window else None
        case "INC" if ask.line.startswith("incident stance"):
            due = store.deadlines.get(f"incident replies {id} {ask.key.rpartition(':')[2]}")
            return due.due_at if due else None
    return None

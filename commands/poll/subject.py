"""What is put to the parties: the words that were put, and a phrase for them."""

from __future__ import annotations

from commands.incident.words import party
from commands.poll.see import Item
from coordination.response.record import Response
from coordination.response.text import mark
from coordination.said import Param, Said
from storage.store import Store


def as_put(found: Item, store: Store) -> Response | None:
    """The response with the words on which the poll decides, whatever became of it since (DR-26).

    Every version is kept: it is the newest one with the poll's fingerprint. None without one, as
    for a procedural question, whose words are its own.
    """
    poll, now = found.poll, found.response
    if mark(now) == poll.fingerprint:
        return now
    earlier = (store.responses.get(now.id, version) for version in range(now.version - 1, 0, -1))
    put = (one for one in earlier if one is not None and mark(one) == poll.fingerprint)
    return next(put, None)


def subject(found: Item, store: Store) -> Param:
    """The title of what is decided on; a procedural question says what it is about."""
    poll = found.poll
    if not poll.question.procedural:
        put = as_put(found, store)
        return put.title if put else poll.response
    about = poll.about or poll.response
    if poll.at_issue is None:
        return Said(f"poll.question.{poll.question.value}", about=about)
    name = party(poll.at_issue, poll.group, store)
    return Said(f"poll.question.{poll.question.value}", about=about, party=name)

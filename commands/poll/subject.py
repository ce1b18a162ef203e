"""What is put to the parties, in a phrase: a response's title, or a procedural question."""

from __future__ import annotations

from commands.incident.words import party
from commands.poll.see import Item
from coordination.said import Param, Said
from storage.store import Store


def subject(found: Item, store: Store) -> Param:
    """The title of what is decided on; a procedural question says what it is about."""
    poll = found.poll
    if not poll.question.procedural:
        return found.response.title
    about = poll.about or poll.response
    if poll.at_issue is None:
        return Said(f"poll.question.{poll.question.value}", about=about)
    name = party(poll.at_issue, poll.group, store)
    return Said(f"poll.question.{poll.question.value}", about=about, party=name)

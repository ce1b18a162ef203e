"""The card of a text that is about to be placed under silence, and what can be done then."""

from __future__ import annotations

from commands.outcome import Button, Page
from commands.poll import expiry, silence_words
from commands.poll.see import Item
from coordination.said import Said
from coordination.text import short
from storage.store import Store


def acts(found: Item) -> tuple[Button, ...]:
    """What else can be done about a text under silence."""
    poll = found.poll
    return (
        Button(Said("poll.act.object"), f"poll object {poll.id}"),
        Button(Said("silence.act.time"), f"poll reserve {poll.id}"),
        Button(Said("poll.act.read"), f"response show {poll.response}"),
        Button(Said("sheet.act"), f"sheet {poll.id}"),
    )


def before(found: Item) -> tuple[Button, ...]:
    """What a State can do before a text is placed under silence."""
    return (
        Button(Said("silence.act.contest"), f"poll object {found.poll.id}"),
        Button(Said("poll.act.read"), f"response show {found.poll.response}"),
    )


def page(found: Item, store: Store, buttons: tuple[Button, ...]) -> Page:
    """The card while a text is announced and not under silence yet, with what its reader can do."""
    poll = found.poll
    lines = (
        Said("silence.placing.opens", at=poll.opened_at),
        Said("silence.placing.until", at=poll.closes_at, text=short(poll.fingerprint)),
        *expiry.decider(poll, store),
        silence_words.placed(poll),
        Said("silence.placing.contest"),
        Said("response.label", label=found.incident.label),
    )
    title = Said("silence.placing.card", id=poll.id, title=found.response.title)
    return Page(title, lines, buttons)

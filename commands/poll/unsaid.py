"""An objection that counts without its words: they are asked for in private (DR-29, T-10)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.outcome import Ask, Outcome, Page
from commands.poll.see import Item
from coordination.said import Said


def wanting(call: Call, found: Item, made: Outcome) -> Outcome:
    """The same with the words asked for; who wrote them in a room below them is told so at once."""
    asks = (*made.asks, _asked(call, found))
    if not call.cut or not isinstance(made.reply, Page):
        return replace(made, asks=asks)
    lines = (*made.reply.lines, Said("poll.words_left_out"))
    return replace(made, reply=replace(made.reply, lines=lines), asks=asks)


def _asked(call: Call, found: Item) -> Ask:
    """It counts without them; the answer to this is kept beside it, word for word."""
    page = Page(
        Said("poll.words_wanted", id=found.poll.id),
        (Said("poll.words_cut") if call.cut else Said("poll.words_missing"),),
    )
    key = f"words:{found.poll.id}"
    return Ask(call.person.id, key, f"poll state {found.poll.id}", page, found.incident.label)

"""App Home: the person's day and what the group has, as Slack's view (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.render.blocks import LINE, Block, button_of, plain_text, split
from bot.render.reader import Reader
from bot.slack.inputs import words
from commands.forming.home import Part
from commands.outcome import Button
from commands.table import FORMS
from coordination.said import Said

BLOCKS = 100
EACH = 30
"""Blocks of one part; more is behind its own line."""


def view(parts: Sequence[Part] | None, begin: Sequence[str], reader: Reader) -> Block:
    """The page; one polite line for an unknown account."""
    if parts is None:
        nobody = words(Said("forming.home.nobody"), reader)
        blocks = [{"type": "section", "text": plain_text(nobody, 3_000)}]
    else:
        blocks = [*_begin(begin, reader), *_all(parts, reader)]
    return {"type": "home", "callback_id": "home", "blocks": blocks[:BLOCKS]}


def _begin(lines: Sequence[str], reader: Reader) -> Iterator[Block]:
    buttons = [
        button_of(Button(FORMS[line].does, line), reader, f"{LINE}begin.{n}")
        for n, line in enumerate(lines[:5])
    ]
    if buttons:
        yield {"type": "actions", "elements": buttons}


def _all(parts: Sequence[Part], reader: Reader) -> Iterator[Block]:
    for n, part in enumerate(part for part in parts if not part.empty):
        yield {"type": "divider"}
        yield {"type": "header", "text": plain_text(words(part.heading, reader), 150)}
        pieces = split(part.page, reader)
        for block in [one for piece in pieces for one in piece.blocks][:EACH]:
            yield _numbered(block, n)
    empty = tuple(dict.fromkeys(part.heading for part in parts if part.empty))
    if empty:
        nothing = plain_text(words(Said("forming.home.empty", parts=empty), reader), 2_000)
        yield {"type": "divider"}
        yield {"type": "context", "elements": [nothing]}


def _numbered(block: Block, part: int) -> Block:
    """The same with ids that are this part's own."""
    return {**block, "block_id": f"part.{part}"} if block["type"] == "actions" else block

"""App Home: the person's day and what the own State has a part in, as Slack's view (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from bot.render.blocks import LINE, VALUE, Block, button_of, plain_text, section
from bot.render.cut import shorter
from bot.render.fill import sentence
from bot.render.mrkdwn import Mrkdwn
from bot.render.reader import Reader
from bot.slack.inputs import words
from commands.forming.home import TODAY, Entry, Part
from commands.outcome import Button
from commands.table import FORMS
from coordination.said import Said

BLOCKS = 100
DAY = 28
"""Blocks of the day; more is behind its own line."""
MOST = 7
"""Things of one sort; the rest is behind the button of the whole list."""
ACTS = 10
"""Buttons under one part."""
TEXT = 2_900
"""Characters of one thing; Slack takes 3,000."""


def view(parts: Sequence[Part] | None, begin: Sequence[str], reader: Reader) -> Block:
    """The page; one polite line for an unknown account, or for whoever has no mandate now."""
    if not parts:  # Slack takes no page without a block
        none = Said("forming.home.nobody" if parts is None else "form.no_hat")
        blocks = [{"type": "section", "text": plain_text(words(none, reader), 3_000)}]
    else:
        blocks = [*_begin(begin, reader), *_all(parts, reader)]
    return {"type": "home", "callback_id": "home", "blocks": blocks[:BLOCKS]}


def _begin(lines: Sequence[str], reader: Reader) -> Iterator[Block]:
    buttons = [Button(FORMS[line].does, line) for line in lines]
    yield from _acts(buttons, reader, "begin")


def _acts(buttons: Sequence[Button], reader: Reader, name: str) -> Iterator[Block]:
    fit = [button for button in buttons if len(button.line) <= VALUE]
    made = [button_of(one, reader, f"{LINE}{name}.{n}") for n, one in enumerate(fit[:ACTS])]
    if made:
        yield {"type": "actions", "block_id": name, "elements": made}


def _all(parts: Sequence[Part], reader: Reader) -> Iterator[Block]:
    lists = sum(part.heading != TODAY for part in parts)
    # What the day leaves is shared out: a heading, a line and a button stand beside the things.
    each = max(1, min(MOST, (BLOCKS - DAY - 2) // max(lists, 1) - 3))
    for n, part in enumerate(parts):
        yield {"type": "divider"}
        yield {"type": "header", "text": plain_text(words(part.heading, reader), 150)}
        if part.heading == TODAY:
            yield section(f"*{text(part.page.title, reader)}*")
            yield from islice(_entries(part.entries, reader), DAY - 5)
            yield from _acts(part.onward, reader, f"part.{n}")
        else:
            yield from _entries(part.entries[:each], reader)
            yield from _acts(part.onward, reader, f"part.{n}")


def _entries(entries: Sequence[Entry], reader: Reader) -> Iterator[Block]:
    """One block a thing, with the button that leads to it; a second one for what is asked too."""
    for n, entry in enumerate(entries):
        block = section(shorter("\n".join(text(said, reader) for said in entry.lines), TEXT))
        show = Said("forming.home.show")
        if entry.answer and entry.line and entry.show:
            yield block
            ways = (Button(entry.answer, entry.line), Button(show, entry.show))
            yield from _acts(ways, reader, f"asked.{n}")
            continue
        if entry.line is not None:
            way = Button(entry.answer or show, entry.line)
            block = {**block, "accessory": button_of(way, reader, f"{LINE}show")}
        yield block


def text(said: Said, reader: Reader) -> str:
    """A sentence in Slack's markup."""
    return sentence(said, reader, Mrkdwn("/comity "))

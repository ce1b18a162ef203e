"""A page in the shape that a platform shows: text and HTML, or text and Slack's blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache

from bot.render import blocks
from bot.render.mention import mentioning
from bot.render.pages import Words, split
from bot.render.reader import Reader
from bot.render.times import here
from commands.outcome import Page

PREFIX = {"matrix": "!", "slack": "/comity "}
"""What stands before a line that people send."""
ENOUGH = 256
"""Pages whose words are kept: many rooms are shown the same one, and a card is looked at again."""


@dataclass(frozen=True)
class _Asked:
    """The same data for the same reader make the same words."""

    data: bytes
    reader: Reader
    platform: str
    page: Page = field(compare=False)


def worded(
    page: Page, reader: Reader, platform: str, people: Sequence[tuple[str, str]] = ()
) -> tuple[Words, ...]:
    """The page as messages; the people (account, name) who must act stand before the first."""
    made = _made(_Asked(bytes(page.written), _this_year(reader), platform, page))
    if platform == "slack":
        first = blocks.calling(made[0], (account for account, _ in people))
    else:
        first = mentioning(made[0], people)
    return (first, *made[1:])


@lru_cache(ENOUGH)
def _made(asked: _Asked) -> tuple[Words, ...]:
    prefix = PREFIX.get(asked.platform, "")
    if asked.platform == "slack":
        return blocks.split(asked.page, asked.reader, prefix)
    return split(asked.page, asked.reader, prefix)


def _this_year(reader: Reader) -> Reader:
    """The reader at some instant of the same year: words tell nothing else of when it is read."""
    if reader.now is None:
        return reader
    return replace(reader, now=datetime(here(reader.now, reader).year, 7, 1, tzinfo=UTC))

"""A page in the shape that a platform shows: text and HTML, or text and Slack's blocks."""

from __future__ import annotations

from collections.abc import Sequence

from bot.render import blocks
from bot.render.mention import mentioning
from bot.render.pages import Words, split
from bot.render.reader import Reader
from commands.outcome import Page

PREFIX = {"matrix": "!", "slack": "/comity "}
"""What stands before a line that people send."""


def worded(
    page: Page, reader: Reader, platform: str, people: Sequence[tuple[str, str]] = ()
) -> tuple[Words, ...]:
    """The page as messages; the people (account, name) who must act stand before the first."""
    prefix = PREFIX.get(platform, "")
    if platform == "slack":
        made = blocks.split(page, reader, prefix)
        first = blocks.calling(made[0], (account for account, _ in people))
    else:
        made = split(page, reader, prefix)
        first = mentioning(made[0], people)
    return (first, *made[1:])

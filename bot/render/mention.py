"""People who are notified: pills in Matrix, names in plain text."""

from __future__ import annotations

import html
from collections.abc import Iterable
from urllib.parse import quote

from bot.render.clean import clean, one_line
from bot.render.pages import Words


def pill(account: str, name: str) -> str:
    """A link that Matrix clients show as a person (`@user:server`)."""
    shown = html.escape(one_line(clean(name)))
    return f'<a href="https://matrix.to/#/{quote(account, safe="@:")}">{shown}</a>'


def mentioning(words: Words, people: Iterable[tuple[str, str]]) -> Words:
    """The message with those who must act before it, as (account, name) pairs."""
    pairs = list(people)
    if not pairs:
        return words
    names = ", ".join(one_line(clean(name)) for _, name in pairs)
    pills = ", ".join(pill(account, name) for account, name in pairs)
    return Words(f"{names}:\n{words.plain}", f"<p>{pills}:</p>{words.html}")

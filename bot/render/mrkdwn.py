"""Slack's own markup, written so that what people wrote can never become any of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from bot.render.clean import clean

DATE = re.compile(r"<!date\^\d+\^[^|<>]*\|([^<>]*)>")
"""An instant that Slack shows on the clock of whoever reads; last what others see."""
_SIGNS = str.maketrans({"*": "\u2217", "~": "\u223c", "`": "\u02cb"})
_EDGE = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")
_EMOJI = re.compile(r":(?=[A-Za-z0-9_+'-]+:)")
_QUOTE = re.compile(r"^([ \t]*)(?:&gt;)+", re.MULTILINE)


def escaped(text: str) -> str:
    """Slack's three signs of its own, so that no mention, link or command hides in a text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def inert(text: str) -> str:
    """What somebody wrote, cleaned and escaped.

    Slack has no way to escape a star or a backtick: signs that look the same stand for them.
    """
    text = _EMOJI.sub(":\u2060", clean(text).translate(_SIGNS))
    text = _EDGE.sub(lambda found: "\u02cd" * len(found[0]), text)
    return _QUOTE.sub("\\1\u203a", escaped(text))


@dataclass(frozen=True)
class Mrkdwn:
    """The text of Slack's sections; instants are shown on each reader's own clock."""

    prefix: str = "/comity "
    newline: str = "\n"

    def words(self, text: str) -> str:
        return escaped(text)

    def data(self, text: str) -> str:
        return inert(text)

    def line(self, text: str) -> str:
        return self.code(f"{escaped(self.prefix)}{text}")

    def code(self, text: str) -> str:
        return f"`{text}`"

    def strong(self, text: str) -> str:
        return f"*{text.strip()}*"

    def instant(self, at: datetime, shown: str) -> str:
        fallback = re.sub(r"[|<>\n]", " ", DATE.sub(r"\1", shown))
        return f"<!date^{int(at.timestamp())}^{{date_long_pretty}}, {{time}}|{fallback}>"

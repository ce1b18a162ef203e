"""What people wrote, made harmless to show: no hidden signs, no terminal codes, no mass mention."""

from __future__ import annotations

import re
from typing import Final

_UNSEEN: Final = "\ufffd"
_BIDI: Final = (0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_TAGS: Final = range(0xE0000, 0xE0080)
_CONTROL: Final = (*range(0x20), *range(0x7F, 0xA0))

_TABLE: Final[dict[int, str | None]] = {
    **dict.fromkeys(_CONTROL, _UNSEEN),
    **dict.fromkeys(range(0xD800, 0xE000), _UNSEEN),
    **dict.fromkeys((*_BIDI, *_TAGS, 0xFEFF), None),
    ord("\n"): "\n",
    ord("\t"): " ",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
}
_CROWD: Final = re.compile(r"@(?=(?:room|channel|here|everyone)(?![A-Za-z0-9]))", re.IGNORECASE)


def clean(text: str) -> str:
    """The text with line breaks kept as newlines.

    Control characters become U+FFFD; signs that turn the direction of writing go away; a mention
    of everybody gets a word joiner after its `@`, so that no client acts on it.
    """
    text = legible(text)
    return _CROWD.sub("@\u2060", text) if "@" in text else text


def legible(text: str) -> str:
    """The same for paper, where nobody can be mentioned: only hidden signs go."""
    if text.isprintable():
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split("\n")) if "\n" in text else text

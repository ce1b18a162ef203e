"""Words for a terminal: lines broken between words, and what goes on below its own beginning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

DEEPER = 2
"""How much further in a line goes on that begins with no mark: the next one begins at its edge."""
NARROWEST = 20
"""Columns below which nothing is broken: there, words of a usual length would stand alone."""
_MARK = re.compile(r" *(?:(?:[→•–-]|[A-Z]\)|\d+[.)]) +)*(?:[^ `]+ {2,})?")
# A line to send is copied: it stands whole. What parts two things stays with the first.
_WORD = re.compile(r"( *)((?:`[^`\n]*`|[^ \n`]|`)+(?: [·—](?= ))?)")


def folded(words: str, width: int) -> str:
    """The words in rows of at most `width` columns; what is longer by itself stays whole.

    A row goes on below the text of its line: past its indentation, and past what stands before it,
    which is a mark such as an arrow, a bullet or a number, or a word with two spaces after it.
    """
    if width < NARROWEST:
        return words
    return "\n".join(row for line in words.split("\n") for row in _rows(line, width))


def cells(text: str) -> int:
    """How many columns a text takes: signs of East Asia and pictures two, combining ones none."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def _rows(line: str, width: int) -> Iterator[str]:
    if cells(line) <= width:
        yield line
        return
    mark, deep = _begun(line, width)
    indent = " " * deep
    row = ""
    for space, word in _WORD.findall(line):
        # A mark does not stand alone above what cannot be broken.
        if row.strip() not in ("", mark.strip()) and cells(row + space + word) > width:
            yield row
            row = indent + word
        else:
            row += space + word
    yield row


def _begun(line: str, width: int) -> tuple[str, int]:
    """The mark with which a line begins, and how far in it goes on; never past the middle."""
    found = _MARK.match(line)
    mark = found[0] if found else ""
    deep = cells(mark) if mark.strip() else len(mark) + DEEPER
    return (mark, deep) if deep <= width // 2 else ("", 0)

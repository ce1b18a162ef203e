"""A text as numbered paragraphs, and what changed between two of them, so that people can read it.

Paragraphs are the unit in which States speak of a text (“§3”), and in which it is revised.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_BLANK = re.compile(r"\n\s*\n")
_MARK = re.compile(r"(?:(?<=\n)|(?<=[.!?:;»”\"])[ \t]+|^)§\s?(\d{1,3})[.)]?\s+")
_WORDS = re.compile(r"\s+|\S+")


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text: at blank lines, or at §1, §2, … in their order.

    Numbers that stand before them are left out: they are given anew when it is shown.
    """
    text = text.strip()
    if marked := _at_marks(text):
        return tuple(block for block in marked if block)  # what follows the mark is all text
    blocks = [block.strip() for block in _BLANK.split(text)]
    return tuple(
        kept for n, block in enumerate(blocks, 1) if (kept := _unnumbered(block, n).strip())
    )


def numbered(parts: Iterable[str]) -> str:
    """The text with its paragraphs' numbers: what is shown, and what is fingerprinted."""
    return "\n\n".join(f"§{n} {part}" for n, part in enumerate(parts, 1))


def same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two texts are the same to the character; NFC-equal ones are (DR-26)."""
    return [unicodedata.normalize("NFC", p) for p in one] == [
        unicodedata.normalize("NFC", p) for p in other
    ]


def _at_marks(text: str) -> list[str]:
    """The blocks that begin at §1, §2, … in this order; none unless the text begins with §1."""
    starts: list[tuple[int, int]] = []
    for found in _MARK.finditer(text):
        if int(found[1]) == len(starts) + 1 and (starts or found.start() == 0):
            starts.append((found.start(), found.end()))
    if not starts:
        return []
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return [text[begin:end].strip() for (_, begin), end in zip(starts, ends, strict=True)]


def _unnumbered(block: str, n: int) -> str:
    return re.sub(rf"\A(?:§\s?{n}[.)]?|{n}[.)])\s+", "", block)


class Kind(StrEnum):
    """What became of a paragraph."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Piece:
    """A run of words: in both texts, or in one of them."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    """One paragraph: its number before and after (None where it is not), and its words."""

    kind: Kind
    before: int | None
    after: int | None
    pieces: tuple[Piece, ...]

    @property
    def old(self) -> str:
        """The paragraph as it was."""
        return "".join(one.text for one in self.pieces if one.kind is not Kind.ADDED)

    @property
    def new(self) -> str:
        """The paragraph as it is."""
        return "".join(one.text for one in self.pieces if one.kind is not Kind.REMOVED)

    def marked(self, side: Kind) -> str:
        """One side's words, with those that the other lacks between ⟨ and ⟩."""
        other = Kind.ADDED if side is Kind.REMOVED else Kind.REMOVED
        mine = (one for one in self.pieces if one.kind is not other)
        return "".join(_set_apart(one.text) if one.kind is side else one.text for one in mine)


def difference(old: Sequence[str], new: Sequence[str]) -> tuple[Change, ...]:
    """What became of each paragraph, in reading order."""
    made: list[Change] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            made += [
                Change(Kind.SAME, i + n + 1, k + n + 1, (Piece(Kind.SAME, old[i + n]),))
                for n in range(j - i)
            ]
            continue
        both = min(j - i, m - k)
        made += [
            Change(Kind.CHANGED, i + n + 1, k + n + 1, _words(old[i + n], new[k + n]))
            for n in range(both)
        ]
        made += [
            Change(Kind.REMOVED, n + 1, None, (Piece(Kind.REMOVED, old[n]),))
            for n in range(i + both, j)
        ]
        made += [
            Change(Kind.ADDED, None, n + 1, (Piece(Kind.ADDED, new[n]),))
            for n in range(k + both, m)
        ]
    return tuple(made)


def _set_apart(text: str) -> str:
    """The words between ⟨ and ⟩; spaces around them stay outside."""
    words = text.strip()
    begin = text.index(words)
    end = begin + len(words)
    return f"{text[:begin]}⟨{words}⟩{text[end:]}" if words else text


def _words(old: str, new: str) -> tuple[Piece, ...]:
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    turns = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    runs = _gathered([("".join(a[i:j]), "".join(b[k:m])) for _, i, j, k, m in turns])
    pieces: list[Piece] = []
    for gone, come in runs:
        if gone == come:
            pieces.append(Piece(Kind.SAME, gone))
            continue
        if gone:
            pieces.append(Piece(Kind.REMOVED, gone))
        if come:
            pieces.append(Piece(Kind.ADDED, come))
    return tuple(pieces)


def _gathered(runs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """What was and what is, run by run; a shorter run of same words between two changes is no rest.

    A space or an “of” that both sentences happen to have would cut each into shreds.
    """
    found: list[tuple[str, str]] = []
    for gone, come in runs:
        found.append((gone, come))
        while len(found) > 2 and _joins(*found[-3:]):
            last = found[-3:]
            found[-3:] = [("".join(one for one, _ in last), "".join(one for _, one in last))]
    return found


def _joins(earlier: tuple[str, str], between: tuple[str, str], later: tuple[str, str]) -> bool:
    """Whether the words between two changes are no more than either of them."""
    changed = earlier[0] != earlier[1] and later[0] != later[1]
    shortest = min(max(map(len, earlier)), max(map(len, later)))
    return changed and between[0] == between[1] and len(between[0]) <= shortest

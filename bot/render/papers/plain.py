"""Plain text, for a message that is passed on: lines of at most 78 signs, tables in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

from bot.render import folded
from bot.render.papers.reading import Reading
from commands.document import (
    Block,
    Document,
    Numbered,
    Paragraph,
    Quoted,
    Section,
    Signature,
    Signatures,
    Table,
    Words,
)
from coordination.said import Said

WIDTH = 78


def plain(document: Document, reading: Reading) -> str:
    """The document as text, with its label at the top and at the end."""
    label = " · ".join(filter(None, (document.label.value, reading.sharing(document.label))))
    body: list[str] = []
    notes: list[str] = []
    for section in document.sections:
        body += _section(section, reading, notes)
    listed = [line for n, note in enumerate(notes, 1) for line in _hung(f"[{n}] ", note)]
    title = reading.line(document.title)
    head = [*_wrapped(label), ""]
    head += [*_wrapped(reading.line(document.head)), ""] if document.head else []
    head += [*_wrapped(title), "=" * min(WIDTH, max(map(folded.cells, _wrapped(title)))), ""]
    head += [*_wrapped(reading.line(document.handling)), ""] if document.handling else []
    foot = ["-" * 20, *listed, ""] if listed else []
    return "\n".join([*head, *body, *foot, *_wrapped(label)]) + "\n"


def _section(section: Section, reading: Reading, notes: list[str]) -> Iterator[str]:
    if section.title is not None:
        title = _wrapped(reading.line(section.title))
        yield from ("", *title, "-" * max(map(folded.cells, title)), "")
    for block in section.blocks:
        yield from _block(block, reading, notes)
        yield ""


def _block(block: Block, reading: Reading, notes: list[str]) -> Iterable[str]:
    match block:
        case Paragraph(words, below):
            return _wrapped(reading.line(words) + _noted(below, reading, notes))
        case Numbered(items, first):
            numbered = enumerate(items, first)
            return [line for n, item in numbered for line in _hung(f"{n}. ", reading.line(item))]
        case Quoted(text, more):
            whole = "\n\n".join(reading.line(each) for each in (text, *more))
            return [f"| {line}".rstrip() for line in _wrapped(whole, WIDTH - 2)]
        case Table():
            return _table(block, reading)
        case Signatures(entries):
            return [line for entry in entries for line in _signature(entry, reading, notes)]


def _signature(entry: Signature, reading: Reading, notes: list[str]) -> list[str]:
    party = reading.line(entry.party) + _noted(entry.notes, reading, notes)
    under = [line for words in entry.lines for line in _hung("    ", reading.cell(words))]
    return [*_hung("- ", party), *under]


def _noted(below: Sequence[Words], reading: Reading, notes: list[str]) -> str:
    """The numbers of the notes, which go to the end."""
    notes += (reading.line(note) for note in below)
    return "".join(f" [{n}]" for n in range(len(notes) - len(below) + 1, len(notes) + 1))


def _table(table: Table, reading: Reading) -> list[str]:
    rows = [[reading.cell(cell) for cell in row] for row in reading.rows(table)]
    if not table.head and all(len(row) == 2 for row in rows):
        named = [(reading.cell(Said("papers.named", name=name)), rest) for name, rest in rows]
        return [line for name, rest in named for line in _hung(f"{name} ", rest, indent=2)]
    head = [reading.cell(cell) for cell in table.head]
    count = max(map(len, (head, *rows)), default=1)
    widths = _widths(table.widths or (1,) * count)
    lines = _row(head, widths) if head else []
    lines += ["-" * (sum(widths) + 3 * (count - 1))] if head else []
    return lines + [line for row in rows for line in _row(row, widths)]


def _widths(shares: Sequence[int]) -> list[int]:
    room = WIDTH - 3 * (len(shares) - 1)
    return [max(6, room * share // sum(shares)) for share in shares]


def _row(cells: list[str], widths: list[int]) -> list[str]:
    columns = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=False)]
    lines = zip_longest(*columns, fillvalue="")
    padded = (
        [
            part + " " * (width - folded.cells(part))
            for part, width in zip(line, widths, strict=False)
        ]
        for line in lines
    )
    return [" | ".join(line).rstrip() for line in padded]


def _hung(mark: str, text: str, indent: int | None = None) -> list[str]:
    """Lines of which the first stands after a mark, and the rest below its text."""
    space = " " * (len(mark) if indent is None else indent)
    first, *rest = (
        _wrapped(mark + text.lstrip("\n")) if indent else _wrapped(text, WIDTH - len(mark))
    )
    if indent:
        return [first, *(space + line for line in _wrapped(" ".join(rest), WIDTH - indent) if line)]
    return [mark + first, *(space + line if line else "" for line in rest)]


def _wrapped(text: str, width: int = WIDTH) -> list[str]:
    """Lines no wider than that; the text's own line breaks stay."""
    made: list[str] = []
    for line in text.split("\n"):
        made += wrap(line, width, break_on_hyphens=False) or [""]
    return made

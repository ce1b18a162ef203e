"""Pages → messages: plain text, Matrix's HTML, and both in pieces where a page is long."""

from __future__ import annotations

import html as markup
from dataclasses import dataclass
from typing import Any

from bot.render.cut import cut
from bot.render.fill import sentence
from bot.render.reader import Reader
from bot.render.writer import Html, Plain, Writer
from commands.outcome import Button, Page
from coordination.said import Said

LIMIT = 30_000
"""Bytes of plain text and HTML in one message: encrypted, both fit Matrix's 64 KiB event."""


@dataclass(frozen=True)
class Words:
    """One message: the plain text, and the same as HTML or as Slack's blocks."""

    plain: str
    html: str
    blocks: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class _Row:
    """One line of a page, both ways. `number` is its place in the list of choices, from 1."""

    plain: str
    html: str
    number: int = 0

    @property
    def size(self) -> int:
        return len(self.plain.encode()) + len(self.html.encode()) + 20


def text(page: Page | Said, reader: Reader, prefix: str = "", numbered: bool = False) -> str:
    """The page as plain text.

    `prefix` stands before each line to send; `numbered` offers the acts by number instead.
    """
    return _joined(_rows(page, reader, prefix, numbered), numbered).plain


def html(page: Page | Said, reader: Reader, prefix: str = "!", numbered: bool = False) -> str:
    """The page in the HTML that Matrix clients show; the first line of a page is strong."""
    return _joined(_rows(page, reader, prefix, numbered), numbered).html


def split(
    page: Page | Said,
    reader: Reader,
    prefix: str = "!",
    numbered: bool = False,
    limit: int = LIMIT,
) -> tuple[Words, ...]:
    """The page as messages of at most `limit` bytes each, broken between lines where possible."""
    pieces: list[list[_Row]] = [[]]
    for row in _rows(page, reader, prefix, numbered):
        for part in _short(row, limit):
            if pieces[-1] and sum(r.size for r in (*pieces[-1], part)) > limit:
                pieces.append([])
            pieces[-1].append(part)
    return tuple(_joined(rows, numbered) for rows in pieces)


def _rows(page: Page | Said, reader: Reader, prefix: str, numbered: bool) -> list[_Row]:
    plain, marked = Plain(prefix), Html(prefix)

    def line(said: Said) -> _Row:
        return _Row(sentence(said, reader, plain), sentence(said, reader, marked))

    if isinstance(page, Said):
        return [line(page)]
    rows = [_Row(_title(page.title, reader, plain), _title(page.title, reader, marked))]
    rows += [row for row in map(line, page.lines) if row.plain]
    for number, button in enumerate(page.buttons, 1):
        row = line(act(button, numbered))
        rows.append(_Row(row.plain, row.html, number))
    return rows


def _title(said: Said, reader: Reader, writer: Writer) -> str:
    return writer.strong(sentence(said, reader, writer).replace(writer.newline, " "))


def act(button: Button, numbered: bool = False) -> Said:
    """What can be done, with the line that does it where its words are not the line itself."""
    if numbered:
        return button.label
    if button.label.msgid == "form.pick":
        return Said("render.pick", n=button.label["n"], line=button.line)
    if ("line", button.line) in button.label.params:
        does = dict(button.label.params).get("does")
        bare = "render.act" if does else "render.line"
        return Said(bare, label=does, line=button.line)
    return Said("render.act", label=button.label, line=button.line)


def _joined(rows: list[_Row], numbered: bool) -> Words:
    plain = []
    for row in rows:
        sign = f"{row.number}  " if numbered else "→ "
        plain.append(sign + row.plain if row.number else row.plain)
    body = "<br>".join(row.html for row in rows if not row.number)
    acts = [row for row in rows if row.number]
    listed = "".join(f"<li>{row.html}</li>" for row in acts)
    if acts:
        listed = f'<ol start="{acts[0].number}">{listed}</ol>' if numbered else f"<ul>{listed}</ul>"
    return Words("\n".join(plain), (f"<p>{body}</p>" if body else "") + listed)


def _short(row: _Row, limit: int) -> list[_Row]:
    """The row, or pieces of it without markup: a character takes at most 8 bytes in both."""
    if row.size <= limit:
        return [row]
    parts = cut(row.plain, limit // 8)
    return [_Row(p, markup.escape(p).replace("\n", "<br>"), row.number) for p in parts]

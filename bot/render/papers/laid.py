"""A document as data for the template `paper.typ`: every text a string, nothing of it markup."""

from __future__ import annotations

import json
import re
from typing import Any

from bot.render.papers.reading import OPEN, SHUT, Reading, from_right, language_from_right
from bot.render.papers.seal import FREE
from commands.document import (
    Attached,
    Block,
    Document,
    Numbered,
    Paragraph,
    Quoted,
    Section,
    Signature,
    Signatures,
    Table,
    Verbatim,
    Words,
)

_TAG = re.compile(r"([a-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Z]{2}))?(?:-.*)?")
_SIGN = re.compile(f"({OPEN}[^{SHUT}]*{SHUT})")


def laid(document: Document, reading: Reading) -> str:
    """The JSON that the template reads."""
    made = {
        **_language(reading.reader.language),
        "rtl": language_from_right(reading.reader.language),
        "title": _lines(document.title, reading),
        "head": document.head and _lines(document.head, reading),
        "label": document.label.value,
        "sharing": reading.sharing(document.label),
        "handling": document.handling and _lines(document.handling, reading),
        "fits": document.fits,
        "seal": FREE,
        "annex": reading.ours("papers.annex"),
        "in_annex": reading.ours("papers.in_annex"),
        "sections": [_section(section, reading) for section in document.sections],
        "attached": [_attached(each) for each in document.attached],
    }
    return json.dumps(made, ensure_ascii=False)


def _language(tag: str) -> dict[str, Any]:
    """What the template needs for breaking lines: language and region, if there are such."""
    found = _TAG.fullmatch(tag)
    return {"lang": found[1], "region": found[3]} if found else {"lang": None, "region": None}


def _section(section: Section, reading: Reading) -> dict[str, Any]:
    title = section.title and _lines(section.title, reading)
    blocks = [_block(block, reading) for block in section.blocks]
    return {"title": title, "new_page": section.new_page, "blocks": blocks}


def _block(block: Block, reading: Reading) -> dict[str, Any]:
    match block:
        case Paragraph(words, notes, small):
            shown = [_lines(note, reading) for note in notes]
            return {"kind": "paragraph", "text": _lines(words, reading)} | {
                "notes": shown,
                "small": small,
            }
        case Numbered(items, first):
            listed = [_lines(item, reading) for item in items]
            return {"kind": "numbered", "items": listed, "first": first}
        case Quoted(text, more):
            texts = [_lines(each, reading) for each in (text, *more)]
            return {"kind": "quoted", "texts": texts}
        case Table():
            return _table(block, reading)
        case Signatures(entries):
            return {"kind": "signatures", "entries": [_signature(e, reading) for e in entries]}


def _table(table: Table, reading: Reading) -> dict[str, Any]:
    rows = [[_cell(cell, reading) for cell in row] for row in reading.rows(table)]
    columns = max(map(len, (table.head, *table.rows)), default=1)
    widths = table.widths or ((1, 2) if columns == 2 and not table.head else (1,) * columns)
    head = [_cell(cell, reading) for cell in table.head]
    return {"kind": "table", "head": head, "rows": rows, "widths": list(widths)}


def _signature(entry: Signature, reading: Reading) -> dict[str, Any]:
    return {
        "party": _lines(entry.party, reading),
        "lines": [_cell(line, reading) for line in entry.lines],
        "notes": [_lines(note, reading) for note in entry.notes],
    }


def _attached(given: Attached) -> dict[str, str]:
    return {"name": given.name, "type": given.media_type, "text": given.text}


def _lines(words: Words, reading: Reading) -> dict[str, Any]:
    return _text(words, reading.line(words))


def _cell(words: Words, reading: Reading) -> dict[str, Any]:
    return _text(words, reading.cell(words))


def _text(words: Words, shown: str) -> dict[str, Any]:
    """Lines of runs; a run that is a line to send is set in another type."""
    made: dict[str, Any] = {"lines": [_runs(line) for line in shown.split("\n")]}
    if isinstance(words, Verbatim):
        made |= {"rtl": from_right(shown)} | _language(words.language)
    return made


def _runs(line: str) -> list[dict[str, Any]]:
    parts = [part for part in _SIGN.split(line) if part]
    return [{"t": part.strip(OPEN + SHUT), "sent": part.startswith(OPEN)} for part in parts]

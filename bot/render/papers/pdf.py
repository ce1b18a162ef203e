"""PDF, by typst: its template is ours, everything else comes in as data."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

import typst

from bot.render.papers.fonts import fonts

TEMPLATE = Path(__file__).with_name("paper.typ")
ARCHIVE: Final = "a-3a"
"""PDF/A with tags (ISO 19005-3): kept for long, read aloud, and with files attached."""


def pdf(data: str, at: datetime) -> bytes:
    """The pages; the same data and instant give the same bytes. Takes tens of milliseconds.

    Where a script has no font on this machine, PDF/A is impossible and plain PDF is made.
    """
    try:
        return _compiled(data, at, [ARCHIVE])
    except typst.TypstError:
        return _compiled(data, at, [])


def _compiled(data: str, at: datetime, standards: list[typst.PDFStandard]) -> bytes:
    return typst.compile(
        _template(),
        font_paths=fonts(),
        sys_inputs={"data": data},
        pdf_standards=standards,
        timestamp=int(at.timestamp()),
    )


def pictures(data: str, ppi: float = 96) -> list[bytes]:
    """Each page as PNG, to be looked at."""
    made = typst.Compiler(_template(), font_paths=fonts(), sys_inputs={"data": data})
    pages = made.compile(format="png", ppi=ppi)
    return pages if isinstance(pages, list) else [pages or b""]


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()

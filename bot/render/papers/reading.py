"""Who reads a paper, and its words without markup: it may be printed and passed on."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from babel.core import Locale, UnknownLocaleError

from bot.render.clean import legible
from bot.render.fill import fill, sentence
from bot.render.reader import Reader
from commands.document import Document, Table, Verbatim, Words
from config.wording import sharing
from coordination.message.protocol import place
from coordination.said import Said
from coordination.tlp import Tlp

OPEN, SHUT = "\x02", "\x03"
"""Around a line to send; no text of a person holds them, for `legible` takes them out."""


_LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Paper:
    """Words of ours and of others for a paper; `marked` sets lines to send apart."""

    prefix: str = ""
    marked: bool = False
    newline: str = "\n"

    def words(self, text: str) -> str:
        return text

    def data(self, text: str) -> str:
        return legible(text)

    def line(self, text: str) -> str:
        return self.code(f"{self.prefix}{text}")

    def code(self, text: str) -> str:
        around = (OPEN, SHUT) if self.marked else ("`", "`")
        return f"{around[0]}{text}{around[1]}"

    def strong(self, text: str) -> str:
        return text

    def instant(self, at: datetime, shown: str) -> str:
        return shown


@dataclass(frozen=True)
class Reading:
    """A reader of papers: instants name the place of their clock, never “your time”."""

    reader: Reader
    writer: Paper

    @classmethod
    def of(cls, document: Document, reader: Reader, prefix: str = "", *, marked: bool) -> Reading:
        # It is printed and read in another year, too: then each day has its own.
        reader = replace(reader, now=_LONG_AGO)
        zone, place = document.zone, document.place or None
        clock = replace(reader, zone=zone, place=place) if zone else reader
        language = document.language or reader.language
        own = replace(clock, language=language, shared=True, paper=bool(document.language))
        return cls(own, Paper(prefix, marked))

    def line(self, words: Words) -> str:
        """A paragraph, or a sentence of its own."""
        if isinstance(words, Verbatim):
            return legible(words.text)
        return sentence(words, self.reader, self.writer)

    def cell(self, words: Words) -> str:
        """A part of a row: as it stands in the catalogue."""
        if isinstance(words, Verbatim):
            return legible(words.text)
        return fill(words, self.reader, self.writer)

    def rows(self, table: Table) -> Sequence[tuple[Words, ...]]:
        """A table's rows in their order, or in that of the names they begin with."""
        if not table.by_name:
            return table.rows
        return sorted(table.rows, key=lambda row: place(self.cell(row[0])))

    def sharing(self, label: Tlp) -> str:
        """Whom it is for, in words; nothing in a language in which we have none."""
        if self.reader.language in self.reader.catalogue.languages:
            return self.line(Said("papers.sharing", label=label))
        return sharing(self.reader.language, label.value)

    def ours(self, msgid: str) -> str:
        """A sentence of ours without parameters."""
        return self.line(Said(msgid))


def from_right(text: str) -> bool:
    """Whether a text is written from right to left: its first letter that has a direction says."""
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def language_from_right(tag: str) -> bool:
    """Whether a language is written from right to left; one that nobody knows is not."""
    try:
        return str(Locale.parse(tag, sep="-").character_order) == "right-to-left"
    except (ValueError, UnknownLocaleError):
        return False

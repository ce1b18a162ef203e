"""A paper without a language: what a letter, a certificate or an instruction sheet says.

It is data, like a page: it becomes PDF or plain text when it is sent, in its reader's words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

from coordination.said import Said, dumped, loaded, sentence
from coordination.tlp import Tlp


@dataclass(frozen=True)
class Verbatim:
    """What somebody wrote, shown as it is; `language` is a BCP 47 tag where it is known.

    It is never read as markup and never translated; line breaks are kept.
    """

    text: str
    language: str = ""


Words: TypeAlias = Said | Verbatim


class Form(StrEnum):
    """What a document is sent as."""

    PDF = "pdf"
    TEXT = "txt"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `notes` stand at the foot of its page. `small` is for what explains."""

    words: Words
    notes: tuple[Words, ...] = ()
    small: bool = False


@dataclass(frozen=True)
class Numbered:
    """Paragraphs with numbers, from `first`."""

    items: tuple[Words, ...]
    first: int = 1


@dataclass(frozen=True)
class Quoted:
    """A text that was agreed or is asked about, set apart from words of ours.

    On a paper that must fit one page it moves to an annex where it is too long. `more` are
    further lines of the same text.
    """

    text: Words
    more: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Table:
    """Rows under a head that each page repeats; without a head its first column names the rest.

    `widths` are shares of the line, one for each column; equal where there are none. `by_name`
    orders the rows by their first column as its reader sees it.
    """

    rows: tuple[tuple[Words, ...], ...]
    head: tuple[Words, ...] = ()
    widths: tuple[int, ...] = ()
    by_name: bool = False


@dataclass(frozen=True)
class Signature:
    """Who signs: the State or office, then the person and capacity; when; `notes` as footnotes."""

    party: Words
    lines: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Signatures:
    """Those who signed, in the order given; two beside each other."""

    entries: tuple[Signature, ...]


Block: TypeAlias = Paragraph | Numbered | Quoted | Table | Signatures


@dataclass(frozen=True)
class Section:
    """Blocks under a title of their own, or without one; on a new page where that is asked."""

    blocks: tuple[Block, ...]
    title: Words | None = None
    new_page: bool = False


@dataclass(frozen=True)
class Attached:
    """A file within the PDF, such as the certificate as JSON; the plain text leaves it out."""

    name: str
    media_type: str
    text: str


@dataclass(frozen=True)
class Document:
    """A paper. `name` is the file's name without its ending, neutral; `at` the instant of the act.

    `label` and `handling` stand on every page. `language`, `zone` and `place` hold for every
    reader where they are named: a letter is in its own language, a sheet on its State's clock.
    """

    name: str
    title: Words
    label: Tlp
    at: datetime
    sections: tuple[Section, ...]
    head: Words | None = None
    handling: Words | None = None
    alternative: Said | None = None
    """What a room is told that the file is; the title where nothing is said."""
    language: str = ""
    zone: str = ""
    place: str = ""
    fits: bool = False
    """Whether everything before the first new page must stand on one page."""
    forms: tuple[Form, ...] = (Form.PDF, Form.TEXT)
    attached: tuple[Attached, ...] = ()

    def data(self) -> dict[str, Any]:
        """The document as JSON data, for the outbox."""
        data: dict[str, Any] = _written(self)
        return data

    @classmethod
    def read(cls, data: dict[str, Any]) -> Document:
        """The document that `data` wrote."""
        found = _read(data)
        if not isinstance(found, cls):
            raise TypeError("not a document")
        return found


_PARTS = {
    kind.__name__: kind
    for kind in (
        Attached,
        Document,
        Numbered,
        Paragraph,
        Quoted,
        Section,
        Signature,
        Signatures,
        Table,
        Verbatim,
    )
}


def _written(part: Any) -> Any:
    match part:
        case Said() | Tlp() | datetime():
            return dumped(part)
        case Form():
            return {"form": part.value}
        case tuple():
            return [_written(each) for each in part]
        case str() | int() | None:
            return part
    name = type(part).__name__
    return {"part": name, "of": {field: _written(value) for field, value in vars(part).items()}}


def _read(data: Any) -> Any:
    match data:
        case list():
            return tuple(map(_read, data))
        case {"part": name, "of": fields}:
            return _PARTS[name](**{field: _read(value) for field, value in fields.items()})
        case {"form": value}:
            return Form(value)
        case {"said": _}:
            return sentence(loaded(data))
    return loaded(data)

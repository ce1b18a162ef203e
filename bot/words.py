"""The catalogue: message keys and English sources → sentences of a language (gettext files)."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

SOURCE = "en"
DECLARED = "declared"
"""The domain that translates texts which stand in declarations (docstrings of commands)."""
FOLDER = Path(str(files("config"))) / "locale"

_log = logging.getLogger("comity.words")
_FIELD = re.compile(r"\{([a-z_][a-z0-9_]*)(?::([a-z_][a-z0-9_:]*))?\}")


@dataclass(frozen=True)
class Field:
    """A place for a parameter: `{closes}`, or `{closes:time}` to say which of its forms."""

    name: str
    form: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that it needs: `{done:bar:total}` needs `done` and `total`."""
        bar, _, total = self.form.partition(":")
        return (self.name, total) if bar == "bar" else (self.name,)


@dataclass(frozen=True)
class Line:
    """A line to send: between backticks in the catalogue; a platform puts its own sign before."""

    parts: tuple[str | Field, ...]


Template: TypeAlias = tuple[str | Field | Line, ...]


def template(key: str, language: str, n: int | None = None) -> Template:
    """The sentence with this key: in the language, else in English, else the bare key.

    `n` chooses between plural forms where the sentence has them.
    """
    domain = key.partition(".")[0]
    for tongue in (language, SOURCE):
        entry = _domain(tongue, domain).get(key)
        if entry is not None:
            return entry.form(n)
    _log.error("missing_words", extra={"key": key})
    return (f"[{key}]",)


def translated_source(text: str, language: str) -> str:
    """An English text of a declaration in this language, or as it is.

    Line breaks do not count: the msgid is the text with single spaces.
    """
    if language == SOURCE:
        return text
    entry = _domain(language, DECLARED).get(" ".join(text.split()))
    return entry.texts[0] if entry else text


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a folder; English first."""
    found = {folder.name for folder in FOLDER.iterdir() if (folder / "LC_MESSAGES").is_dir()}
    return (SOURCE, *sorted(found - {SOURCE}))


def keys(language: str = SOURCE) -> frozenset[str]:
    """Every message key that the language has."""
    domains = [path.stem for path in (FOLDER / language / "LC_MESSAGES").glob("*.po")]
    return frozenset(key for name in domains if name != DECLARED for key in _domain(language, name))


def fields(key: str, language: str = SOURCE) -> frozenset[str]:
    """The parameters that the sentence with this key needs, in any of its plural forms."""
    entry = _domain(language, key.partition(".")[0]).get(key)
    if entry is None:
        return frozenset()
    needed = {name for form in entry.forms for field in _all_fields(form) for name in field.names}
    return frozenset(needed | ({"n"} if len(entry.forms) > 1 else set()))


def forms(key: str, language: str = SOURCE) -> tuple[str, ...]:
    """The sentence with this key as it stands in the file, a text for each plural form."""
    entry = _domain(language, key.partition(".")[0]).get(key)
    return entry.texts if entry else ()


@dataclass(frozen=True)
class _Entry:
    texts: tuple[str, ...]
    forms: tuple[Template, ...]
    plural: Callable[[int], int]

    def form(self, n: int | None) -> Template:
        which = self.plural(abs(n)) if n is not None and len(self.forms) > 1 else -1
        return self.forms[min(which, len(self.forms) - 1)]


@cache
def _domain(language: str, name: str) -> dict[str, _Entry]:
    """One file of one language, read when it is first needed; empty where there is none."""
    if not name.isidentifier() or not re.fullmatch(r"[A-Za-z_]{2,15}", language):
        return {}
    path = FOLDER / language / "LC_MESSAGES" / f"{name}.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language, domain=name, abort_invalid=True)
    read = ((message, _texts(message)) for message in catalogue if message.id)
    plural: Callable[[int], int] = c2py(catalogue.plural_expr)
    return {_key(m): _entry(texts, plural) for m, texts in read if all(texts) and not m.fuzzy}


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _texts(message: Message) -> tuple[str, ...]:
    text = message.string
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _entry(texts: tuple[str, ...], plural: Callable[[int], int]) -> _Entry:
    return _Entry(texts, tuple(_parsed(text) for text in texts), plural)


def _parsed(text: str) -> Template:
    """Literal text, fields, and lines between backticks (an odd last backtick stays one)."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        pieces[-2:] = [f"{pieces[-2]}`{pieces[-1]}"]
    made: list[str | Field | Line] = []
    for index, piece in enumerate(pieces):
        parts = _parts(piece)
        made.extend((Line(parts),) if index % 2 else parts)
    return tuple(made)


def _parts(text: str) -> tuple[str | Field, ...]:
    made: list[str | Field] = []
    end = 0
    for found in _FIELD.finditer(text):
        made.append(text[end : found.start()])
        made.append(Field(found[1], found[2] or ""))
        end = found.end()
    made.append(text[end:])
    return tuple(part for part in made if part != "")


def _all_fields(form: Template) -> list[Field]:
    flat = [
        part for piece in form for part in (piece.parts if isinstance(piece, Line) else (piece,))
    ]
    return [part for part in flat if isinstance(part, Field)]

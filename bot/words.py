"""The catalogue: message keys and English sources → sentences of a language (gettext files)."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from gettext import c2py
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from config.languages import papers_only

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

    @property
    def program(self) -> bool:
        """Whether it is for a terminal of the machine: `comity doctor`."""
        return str(self.parts[0]).startswith("comity ")


Template: TypeAlias = tuple[str | Field | Line, ...]


@dataclass(frozen=True)
class _Entry:
    texts: tuple[str, ...]
    forms: tuple[Template, ...]
    plural: Callable[[int], int]

    def form(self, n: int | None) -> Template:
        which = self.plural(abs(n)) if n is not None and len(self.forms) > 1 else -1
        return self.forms[min(which, len(self.forms) - 1)]


class Catalogue:
    """A folder `<language>/LC_MESSAGES/<domain>.po`; a file is read when it is first needed."""

    def __init__(self, folder: Path, papers_only: frozenset[str] = frozenset()) -> None:
        self._folder = folder
        self._read: dict[tuple[str, str], dict[str, _Entry]] = {}
        found = {path.parent.name for path in folder.glob("*/LC_MESSAGES")}
        self.papers = (SOURCE, *sorted(found - {SOURCE}))
        """The languages that have a folder; English first."""
        self.languages = tuple(one for one in self.papers if one not in papers_only)
        """Those of them with every word, in which a whole message can be said."""

    def template(self, key: str, language: str, n: int | None = None) -> Template:
        """The sentence with this key: in the language, else in English, else the key in brackets.

        `n` chooses between plural forms where the sentence has them.
        """
        entry = self._entry(key, language) or self._entry(key, SOURCE)
        if entry is None:
            _log.error("missing_words", extra={"key": key})
            return (f"[{key}]",)
        return entry.form(n)

    def translated_source(self, text: str, language: str) -> str:
        """An English text of a declaration in this language, or as it is.

        Line breaks do not count: the msgid is the text with single spaces.
        """
        if language == SOURCE:
            return text
        entry = self._domain(language, DECLARED).get(" ".join(text.split()))
        return entry.texts[0] if entry else text

    def keys(self, language: str = SOURCE) -> frozenset[str]:
        """Every message key that the language has."""
        paths = (self._folder / language / "LC_MESSAGES").glob("*.po")
        names = sorted({path.stem for path in paths} - {DECLARED})
        return frozenset(key for name in names for key in self._domain(language, name))

    def texts(self, key: str, language: str = SOURCE) -> tuple[str, ...]:
        """The sentence as it stands in the file, one for each plural form; English as a fallback.

        Empty where there is none.
        """
        entry = self._entry(key, language) or self._entry(key, SOURCE)
        return entry.texts if entry else ()

    def fields(self, key: str, language: str = SOURCE) -> frozenset[Field]:
        """The places for parameters in all forms of the sentence, `n` too where it chooses."""
        entry = self._entry(key, language)
        if entry is None:
            return frozenset()
        number = [Field("n")] if len(entry.forms) > 1 else []
        return frozenset([*number, *(field for form in entry.forms for field in _fields(form))])

    def _entry(self, key: str, language: str) -> _Entry | None:
        return self._domain(language, key.partition(".")[0]).get(key)

    def _domain(self, language: str, name: str) -> dict[str, _Entry]:
        known = self._read.get((language, name))
        if known is None:
            known = self._load(language, name)
            self._read[language, name] = known
        return known

    def _load(self, language: str, name: str) -> dict[str, _Entry]:
        """One file; empty where there is none. Raises PoFileError when it is malformed."""
        path = self._folder / language / "LC_MESSAGES" / f"{name}.po"
        if language not in self.papers or not name.isidentifier() or not path.is_file():
            return {}
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language, domain=name, abort_invalid=True)
        read = ((message, _texts(message)) for message in catalogue if message.id)
        plural: Callable[[int], int] = c2py(catalogue.plural_expr)
        return {
            _key(message): _Entry(texts, tuple(map(_parsed, texts)), plural)
            for message, texts in read
            if all(texts) and not message.fuzzy
        }


OURS = Catalogue(FOLDER, papers_only())
translated_source = OURS.translated_source
keys = OURS.keys


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _texts(message: Message) -> tuple[str, ...]:
    text = message.string
    return (text,) if isinstance(text, str) else tuple(text or ("",))


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


def _fields(form: Template) -> list[Field]:
    flat = [
        part for piece in form for part in (piece.parts if isinstance(piece, Line) else (piece,))
    ]
    return [part for part in flat if isinstance(part, Field)]

"""A line as it was typed: where its words stand, before anybody knows what they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from commands.declare import Form
from commands.kinds.ids import left_out
from coordination.tlp import Tlp

_SPACES = re.compile("[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]")
_DASHES = re.compile("[\u2010-\u2015\u2212\uff0d]")
_QUOTES = str.maketrans(
    {"\u2018": None, "\u2019": None, "\u201c": None, "\u201d": None, "\u00ab": None, "\u00bb": None}
)
_WORD = re.compile(r"\s*(\S+)")
_NAME = re.compile(r"\s*(\S+)(?:\s+(\S+))?")
_OPTION = re.compile(r"-{0,2}([A-Za-z][A-Za-z_]*)=(\S*)")
"""Two dashes before it are a habit from elsewhere, and mean nothing more here."""
_MARKS = ('"', "“", "”", "„", "«")
_OPENS = re.compile(rf"\s*[-\u2010-\u2015]{{0,2}}[A-Za-z_]+=[{''.join(_MARKS)}]")
_CLOSES = re.compile(r"""["“”»](?=\s|$)""")
COMMON = ("as", "now", "preview", "keep")
"""Options that every command understands."""
SPACE, BREAK = "\u2423", "\u2424"
"""Stand in a value for a space and for the end of a line: `reason=Two\u2423certificates`."""
BEGINS = "\u2063"
"""An invisible sign before a text that would else be read as an option, or as quoted."""


def packed(text: str) -> str:
    """A text of several words as one value of a line; a quotation mark of its own is its own."""
    lines = _SPACES.sub(" ", text).strip().splitlines()
    made = BREAK.join(re.sub(r"\s", SPACE, line) for line in lines)
    return f"{BEGINS}{made}" if made.startswith(_MARKS) else made


def unpacked(value: str) -> str:
    """The text that `packed` wrote."""
    return value.removeprefix(BEGINS).replace(BREAK, "\n").replace(SPACE, " ")


def _spaced(text: str) -> str:
    """A text with plain spaces, as long as it was."""
    return text if text.isascii() else _SPACES.sub(" ", text)


def plain(word: str) -> str:
    """A word without what phones insert: smart quotes, hard spaces, typographic dashes."""
    if not word.isascii():
        word = _DASHES.sub("-", _SPACES.sub("", word)).translate(_QUOTES)
    return word.strip("\"'")


def unstopped(text: str) -> str:
    """An answer of one word, or of numbers, without the full stop that a phone or a habit adds."""
    text = text.strip()
    alone = not text.count(" ") or not any(map(str.isalpha, text))
    return (text.rstrip(".!") or text) if alone else text


def verbatim(text: str) -> str:
    """A free text as it stands in a line, even where its first word looks like an option."""
    text = text.strip()
    return f"{BEGINS}{text}" if Line(text).option() else text


@dataclass
class Line:
    """A cursor over what was typed; words are tidied, the rest stays verbatim."""

    text: str
    at: int = 0

    def __post_init__(self) -> None:
        self.even = _spaced(self.text)
        """The text with plain spaces."""
        self._keyed = "=" in self.text

    def words(self) -> list[str]:
        """The remaining words of this line, tidied."""
        return [plain(word) for word in self.spaced().split()]

    def spaced(self) -> str:
        """What is left, with plain spaces."""
        return self.even[self.at :]

    def take(self, count: int = 1) -> str:
        """The next words, tidied, with one space between them."""
        found = []
        for _ in range(count):
            match = _WORD.match(self.even, self.at)
            if match is None:
                break
            found.append(plain(match.group(1)))
            self.at = match.end()
        return " ".join(found)

    def peek(self) -> str:
        return self.next()[0]

    def next(self) -> tuple[str, int]:
        """The next word, and where it ends; the empty one at the end."""
        match = _WORD.match(self.even, self.at)
        return (plain(match.group(1)), match.end()) if match else ("", self.at)

    def rest(self) -> str:
        """What is left, verbatim."""
        return self.text[self.at :].strip().removeprefix(BEGINS)

    def value(self) -> str:
        """The value of the next word, an option's, as it was typed: a text keeps its signs."""
        word = self.spaced().split(maxsplit=1)[0]
        return unpacked(word.partition("=")[2])

    def between_marks(self) -> str | None:
        """The whole line with the words that the next option's value has between quotation marks.

        None where they are one word, or stand between none: a line's words end at spaces.
        """
        opens = _OPENS.match(self.even, self.at)
        closes = _CLOSES.search(self.even, opens.end()) if opens else None
        if opens is None or closes is None:
            return None
        inner = self.text[opens.end() : closes.start()].strip()
        if not re.search(r"\s", inner):
            return None
        return f"{self.text[: opens.end() - 1]}{packed(inner)}{self.text[closes.end() :]}"

    def with_option(self, key: str) -> str:
        """The whole line with this key at the option that comes next."""
        start = self.at + len(self.spaced()) - len(self.spaced().lstrip())
        return f"{self.text[:start]}{key}{self.text[self.text.index('=', start) :]}"

    def option(self) -> tuple[str, str] | None:
        """The next word as (key, value), when it is one."""
        word = self.peek() if self._keyed else ""
        match = _OPTION.fullmatch(word) if "=" in word else None
        return (match.group(1).lower(), match.group(2)) if match else None


@dataclass(frozen=True)
class Raw:
    """The answers that a line gives, still as text, by field; `common` are the shared options."""

    answers: dict[str, str]
    common: dict[str, str]


def address(line: Line, forms: dict[str, Form]) -> Form | None:
    """The form that the first words name, or None when they name none; moves past them."""
    match = _NAME.match(line.even, line.at)
    if match is None:
        return None
    noun, verb = plain(match.group(1)).lower(), match.group(2)
    form = forms.get(f"{noun} {plain(verb).lower()}") if verb else None
    if form is not None:
        line.at = match.end()
        return form
    form = forms.get(noun)
    if form is not None:
        line.at = match.end(1)
    return form


def label_of(text: str, forms: dict[str, Form]) -> tuple[Tlp, Tlp, Form] | None:
    """The label of what this line types: without its free text, with it, and the form.

    Needs no database, so that a line can be refused before anything of it is kept (T-10).
    A line that names no command has no label: None.
    """
    line = Line(text)
    form = address(line, forms)
    if form is None:
        return None
    given = _read(line, form)
    label = form.label
    if form.labels:
        field, by_value = form.labels
        # Only what stands before the free text answers the field; of two answers the stricter.
        head = Line(text[: line.at]).words()
        bare = [word.lower().lstrip("-").removeprefix(f"{field}=") for word in head]
        words = [word.removeprefix("tlp:") for word in bare]
        found = [by_value[word] for word in words if word in by_value]
        label = Tlp.highest(found) if found else label
    texts = bool(form.free and line.rest()) or not given.isdisjoint(form.texts)
    return label, Tlp.highest((label, form.text_label)) if texts else label, form


def has_text(text: str, form: Form) -> bool:
    """Whether the line carries free text that the form would keep."""
    return form.free is not None and bool(_tail(text, form).rest())


def without_text(text: str, form: Form) -> str:
    """The line cut before its free text."""
    return text[: _tail(text, form).at].rstrip()


def without_words(text: str, form: Form) -> str:
    """The line without its free text and without the texts that are given as `key=value`."""
    words = without_text(text, form).split()
    return " ".join(word for word in words if (Line(word).option() or ("",))[0] not in form.texts)


def complete(text: str, form: Form) -> bool:
    """Whether each required answer stands in the line, also where nothing else could imply it."""
    line = Line(text)
    address(line, {form.words: form})
    given = _read(line, form)
    if form.free and line.rest():
        given.add(form.free.name)
    return form.needed <= given


def _tail(text: str, form: Form) -> Line:
    """Where the free text begins: read as `parse.answers` reads it, without a database."""
    line = Line(text)
    address(line, {form.words: form})
    _read(line, form)
    return line


def _read(line: Line, form: Form) -> set[str]:
    """Move from its name to where the free text begins; the keys named, the fields answered."""
    given = _past_options(line)
    for field in form.by_word:
        word, end = line.next()
        begins = form.free is not None and not field.kind.likely(word)
        if word and field.name not in given and not left_out(field.kind, word) and not begins:
            line.at = end
            given.add(field.name)
        given |= _past_options(line)
    return given


def _past_options(line: Line) -> set[str]:
    """Move past every `key=value`; the keys."""
    keys = set()
    while option := line.option():
        keys.add(option[0])
        line.take()
    return keys

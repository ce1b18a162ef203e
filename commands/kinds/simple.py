"""Words, texts, numbers, yes and no, enumerations, labels, and lists of any of them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

from commands.call import Call
from commands.kinds.kind import Choice, Kind, Near, Widget, picked, resembles
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


class Text(str):
    """Free text: the rest of the line, verbatim."""


class Note(str):
    """A sentence or two that is asked for on its own, such as a reason."""


class TextKind(Kind[str]):
    """Text as it was typed, at most 8,000 characters."""

    widget = Widget.TEXT
    limit = 8000

    def __init__(self, made: type[str], *, free: bool) -> None:
        self.made = made
        self.free = free

    def read(self, text: str, call: Call, store: Store) -> str:
        if len(text) > self.limit:
            raise Refused("form", Said("form.too_long", limit=self.limit, length=len(text)))
        return self.made(text.strip())


class WordKind(Kind[str]):
    """One word, such as a reference or an account."""

    def __init__(self, made: type[str] = str) -> None:
        self.made = made

    def read(self, text: str, call: Call, store: Store) -> str:
        return self.made(text.strip())


class NumberKind(Kind[int]):
    """A whole number of zero or more."""

    widget = Widget.NUMBER
    example = "3"

    def read(self, text: str, call: Call, store: Store) -> int:
        if not text.strip().isdecimal():
            raise Refused("form", Said("form.number", typed=text.strip()[:60]))
        return int(text)


class FlagKind(Kind[bool]):
    """Yes or no."""

    widget = Widget.FLAG
    words = (Choice("yes", Said("form.yes")), Choice("no", Said("form.no")))

    def read(self, text: str, call: Call, store: Store) -> bool:
        return picked({"y": "yes", "n": "no"}.get(text.strip().lower(), text), self.words) == "yes"

    def show(self, value: bool) -> str:
        return "yes" if value else "no"

    def fixed(self) -> tuple[Choice, ...]:
        return self.words


class EnumKind(Kind[Any]):
    """One member of an enumeration; its words are `<enum name>.<value>` in the catalogue."""

    widget = Widget.SELECT

    def __init__(self, members: type[Enum]) -> None:
        self.members = members

    def likely(self, word: str) -> bool:
        return resembles(word, self.fixed())

    def read(self, text: str, call: Call, store: Store) -> Any:
        return self.members(picked(text, self.fixed()))

    def show(self, value: Any) -> str:
        return str(value.value)

    def fixed(self) -> tuple[Choice, ...]:
        return tuple(Choice(str(m.value), self.name(m)) for m in self.members)

    def name(self, member: Enum) -> Said:
        return Said(f"{self.members.__name__.lower()}.{member.value}")


class LabelKind(Kind[Tlp]):
    """A TLP 2.0 label, with or without `TLP:`."""

    widget = Widget.SELECT

    def read(self, text: str, call: Call, store: Store) -> Tlp:
        try:
            return Tlp.read(text)
        except ValueError:
            return Tlp.read(picked(text, self.fixed()))

    def show(self, value: Tlp) -> str:
        return value.value.removeprefix("TLP:")

    def fixed(self) -> tuple[Choice, ...]:
        return tuple(Choice(self.show(label), Said("form.label", label=label)) for label in Tlp)


class ListKind(Kind[tuple[Any, ...]]):
    """Several values of one kind, with commas between them; none stands twice."""

    widget = Widget.MULTI

    def __init__(self, kind: Kind[Any]) -> None:
        self.kind = kind
        self.example = kind.example

    def width(self, words: Sequence[str], call: Call, store: Store) -> int:
        used = 1
        while used < len(words) and words[used - 1].endswith(","):
            used += 1
        return used

    def read(self, text: str, call: Call, store: Store) -> tuple[Any, ...]:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        found = []
        for place, part in enumerate(parts):
            try:
                found.append(self.kind.read(part, call, store))
            except Near as no:
                others = [*parts[:place], *parts[place + 1 :]]
                rest = [self._word(other, call, store) for other in others]
                raise Near(part, no.near, rest, no.said.msgid) from None
        return tuple(dict.fromkeys(found))

    def _word(self, part: str, call: Call, store: Store) -> str:
        """The word for a number; what does not fit stays as it was typed."""
        try:
            return self.kind.show(self.kind.read(part, call, store))
        except Refused:
            return part

    def show(self, value: tuple[Any, ...]) -> str:
        return ",".join(self.kind.show(item) for item in value)

    def fixed(self) -> tuple[Choice, ...]:
        return self.kind.fixed()

    def choices(self, call: Call, store: Store) -> tuple[Choice, ...]:
        return self.kind.choices(call, store)

    def further(self) -> tuple[Choice, ...]:
        return self.kind.further()

    def called(self, word: str) -> tuple[str, ...]:
        return self.kind.called(word)

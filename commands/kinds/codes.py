"""Codes of the taxonomy: illicit practices and enabling factors, by code or by number."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from commands.call import Call
from commands.kinds.kind import Choice, Kind, Widget, by_words, picked, resembles
from config.taxonomy import Code, factors, practices
from coordination.said import Said
from storage.store import Store


class Practice(str):
    """A code of an illicit practice, such as IP-DOC."""


class Factor(str):
    """A code of an enabling factor, such as EF-CIV (T-50)."""


class PracticeKind(Kind[Practice]):
    """An illicit practice of the taxonomy."""

    widget = Widget.SELECT
    example = "IP-DOC"

    def likely(self, word: str) -> bool:
        return resembles(word, self.fixed())

    def read(self, text: str, call: Call, store: Store) -> Practice:
        return Practice(picked(text, self.fixed(), _called(practices())))

    def fixed(self) -> tuple[Choice, ...]:
        return tuple(map(_choice, practices()))


class FactorKind(Kind[Factor]):
    """An enabling factor of the taxonomy."""

    widget = Widget.SELECT
    example = "EF-CIV"

    def likely(self, word: str) -> bool:
        return resembles(word, self.fixed())

    def read(self, text: str, call: Call, store: Store) -> Factor:
        return Factor(picked(text, self.fixed(), _called(factors())))

    def fixed(self) -> tuple[Choice, ...]:
        return tuple(map(_choice, factors()))


def _choice(code: Code) -> Choice:
    return Choice(code.code, Said("form.code", name=code.names))


@cache
def _called(codes: tuple[Code, ...]) -> Mapping[str, Choice]:
    """Codes by their names, and by words of these, in every language."""
    return by_words({_choice(one): [name for _, name in one.names.by_language] for one in codes})

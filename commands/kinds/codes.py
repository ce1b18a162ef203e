"""Codes of the taxonomy: illicit practices and enabling factors, by code or by number."""

from __future__ import annotations

from commands.call import Call
from commands.kinds.kind import Choice, Kind, Widget, picked, resembles
from config.taxonomy import factors, practices
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
        return Practice(picked(text, self.fixed()))

    def fixed(self) -> tuple[Choice, ...]:
        return tuple(Choice(p.code, Said("form.code", name=p.names)) for p in practices())


class FactorKind(Kind[Factor]):
    """An enabling factor of the taxonomy."""

    widget = Widget.SELECT
    example = "EF-CIV"

    def likely(self, word: str) -> bool:
        return resembles(word, self.fixed())

    def read(self, text: str, call: Call, store: Store) -> Factor:
        return Factor(picked(text, self.fixed()))

    def fixed(self) -> tuple[Choice, ...]:
        return tuple(Choice(f.code, Said("form.code", name=f.names)) for f in factors())

"""Identifiers as people type them: any case, checked, and told when mistyped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any, TypeAlias

from commands.call import Call
from commands.kinds.kind import Choice, Kind, Near
from coordination import ids
from coordination.refused import Refused
from coordination.said import Said
from storage.store import Store

_ALIKE = 0.85
"""One sign of an id is another, or two have changed places; two ids are never so much alike."""


class Id(str):
    """An identifier of one of our things; `prefix` says which, `made_by` the acts that make one."""

    prefix = ""
    made_by: tuple[str, ...] = ()
    nothing = ""
    """A word that stands for none of them, where one may be left out."""
    likely = "POL"
    """The beginning of an example where several sorts are taken."""


class IncidentId(Id):
    """Such as INC-7Q4KD3N0Y."""

    prefix = "INC"
    made_by = ("incident open",)


class IncidentOrNone(IncidentId):
    """An incident, or `none`, which reads as an empty text."""

    nothing = "none"


class ReportId(Id):
    """Such as REP-7Q4KD3N0Y."""

    prefix = "REP"
    made_by = ("incident report",)


class ResponseId(Id):
    """Such as RES-7Q4KD3N0Y."""

    prefix = "RES"
    made_by = ("response suspend", "response message", "response unify", "response assist")


class PollId(Id):
    """Such as POL-7Q4KD3N0Y."""

    prefix = "POL"
    made_by = ("poll open",)


class MessageId(Id):
    """Such as MSG-7Q4KD3N0Y."""

    prefix = "MSG"
    made_by = ("message draft",)


class CommitmentId(Id):
    """Such as COM-7Q4KD3N0Y."""

    prefix = "COM"
    made_by = ("commitment offer",)


class PlanId(Id):
    """Such as PLA-7Q4KD3N0Y."""

    prefix = "PLA"
    made_by = ("plan open",)


class MeetingId(Id):
    """Such as MTG-7Q4KD3N0Y."""

    prefix = "MTG"
    made_by = ("meeting propose",)


class ActionId(Id):
    """Such as ACT-7Q4KD3N0Y."""

    prefix = "ACT"
    made_by = ("action announce",)


class AnyId(Id):
    """An identifier of any kind."""


class IdKind(Kind[Id]):
    """One identifier; a mistyped one is refused as mistyped, never looked up."""

    moves = True

    def __init__(self, made: type[Id], asked_by: type[Any] | None = None, field: str = "") -> None:
        self.made = made
        self.asked_by = asked_by
        self.field = field
        self.example = f"{made.prefix or made.likely}-7Q4KD3N0Y"

    def of(self, asked_by: type[Any], field: str) -> IdKind:
        """The same as the field of a command: what fits that can be offered."""
        return IdKind(self.made, asked_by, field)

    def read(self, text: str, call: Call, store: Store) -> Id:
        if self.made.nothing and text.strip().casefold() == self.made.nothing:
            return self.made("")
        identifier = ids.read(text)
        if identifier is None:
            self._alike(text, call, store)
            key = "form.id_mistyped" if ids.looks_like_one(text) else "form.id_expected"
            raise Refused("form", Said(key, typed=text.strip()[:60], example=self.example))
        if self.made.prefix and not identifier.startswith(f"{self.made.prefix}-"):
            raise Refused(
                "form", Said("form.id_of_other_kind", typed=identifier, example=self.example)
            )
        return self.made(identifier)

    def _alike(self, text: str, call: Call, store: Store) -> None:
        """Raises `Near` where an id with a slip is like one of those that could be picked."""
        if not ids.looks_like_one(text):
            return
        could = {choice.word: choice for choice in self.choices(call, store)}
        near = get_close_matches(text.strip().upper(), could, n=3, cutoff=_ALIKE)
        if near:
            # Their names may be above the label of a line that holds only ids (T-10).
            bare = [Choice(word, Said("form.line", line=word)) for word in near]
            raise Near(text, bare, key="form.id_near")

    def choices(self, call: Call, store: Store) -> tuple[Choice, ...]:
        """What the speaker may see and the command takes now, newest first; at most 100."""
        if self.asked_by is None or not self.made.prefix:
            return ()
        [listing] = _listing
        return tuple(listing(self.asked_by, self.field, self.made.prefix, call, store))


Listing: TypeAlias = Callable[[type[Any], str, str, Call, Store], Iterable[Choice]]
_listing: list[Listing] = []


def bind(listing: Listing) -> None:
    """Give the kinds what lists things: it stands above them, and is bound where all are known."""
    _listing[:] = [listing]


def left_out(kind: Kind[Any], word: str) -> bool:
    """Whether the word is no incident, nor says that there is none: the thread implies one."""
    if not isinstance(kind, IdKind) or not issubclass(kind.made, IncidentId):
        return False
    nothing = kind.made.nothing
    return not ids.looks_like_one(word) and not (nothing and word.casefold() == nothing)


def nobody_sees(identifier: str) -> Refused:
    """The one answer for what does not exist and for what the speaker may not see."""
    return Refused("not_found", Said("form.not_found", id=identifier))

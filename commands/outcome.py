"""What a command gives back: words, notices, cards, asks and files, none of them in a language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from commands.document import Document
from commands.picture import Picture
from commands.timeline import Timeline
from coordination.parties import Sees
from coordination.said import Said, dumped, loaded, sentence
from coordination.tlp import Tlp
from storage.canonical import Written, written_plain


@dataclass(frozen=True)
class Button:
    """An act that fits: its words, and the line that does it (`poll vote POL-… yes`)."""

    label: Said
    line: str


@dataclass(frozen=True)
class Page:
    """Words for people: a first line, lines, and what can be done now."""

    title: Said
    lines: tuple[Said, ...] = ()
    buttons: tuple[Button, ...] = ()

    def data(self) -> dict[str, Any]:
        """The page as JSON data, for the outbox."""
        return self._data

    @cached_property
    def written(self) -> Written:
        """The same as bytes, made once for all the places where it is kept."""
        return written_plain(self._data)

    @cached_property
    def _data(self) -> dict[str, Any]:
        return {
            "title": dumped(self.title),
            "lines": [dumped(line) for line in self.lines],
            "buttons": [[dumped(b.label), dumped(b.line)] for b in self.buttons],
        }

    @classmethod
    def read(cls, data: dict[str, Any]) -> Page:
        """The page that `data` wrote."""

        def said(item: Any) -> Said:
            return sentence(loaded(item))

        buttons = tuple(Button(said(label), line) for label, line in data["buttons"])
        return cls(said(data["title"]), tuple(map(said, data["lines"])), buttons)


@dataclass(frozen=True)
class Audience:
    """Which rooms of the group a notice is for.

    `sees` names kinds of rooms; `party` narrows CONCERNED and PARTY rooms; `people` are reached
    in their direct rooms, on `platform` if one is named and may hold it; `only` are the ids of the
    shared rooms where not all of these kinds may see it. The ceiling of each room is checked on
    top of this, twice.
    """

    sees: frozenset[Sees] = frozenset()
    party: str | None = None
    people: tuple[str, ...] = ()
    only: frozenset[str] | None = None
    platform: str = ""

    @classmethod
    def rooms(cls, *sees: Sees, party: str | None = None) -> Audience:
        return cls(frozenset(sees), party)

    @classmethod
    def persons(cls, *people: str) -> Audience:
        return cls(people=people)


@dataclass(frozen=True)
class File:
    """Bytes with a media type, a neutral name and alternative text."""

    name: str
    media_type: str
    content: bytes
    alternative: Said


class Method(StrEnum):
    """What a calendar is asked to do with an entry (iTIP, RFC 5546)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True)
class Invitation:
    """A calendar entry; it becomes an iCalendar file when it is sent, for each who gets it.

    `uid` never changes, `sequence` grows with each change; `stamp` is the instant of the act.
    `organizer` is the group's id, shown as `group`. Words and zone are the recipient's.
    """

    uid: str
    sequence: int
    method: Method
    start: datetime
    end: datetime
    stamp: datetime
    summary: Said
    description: Said
    organizer: str
    group: Said
    link: str = ""
    private: bool = True

    def data(self) -> dict[str, Any]:
        """The entry as JSON data, for the outbox."""
        found = {name: dumped(value) for name, value in vars(self).items() if name != "method"}
        return found | {"method": self.method.value}

    @classmethod
    def read(cls, data: dict[str, Any]) -> Invitation:
        """The entry that `data` wrote."""
        found: dict[str, Any] = {name: loaded(value) for name, value in data.items()}
        return cls(**found | {"method": Method(data["method"])})


@dataclass(frozen=True)
class Notice:
    """What rooms are told. `thread` is the id whose card the notice stands under, if any.

    A room whose ceiling is below `label` gets `below`, where it may hold `below_label`, or nothing.
    `mention` are the people who must act; only they are notified. `otherwise` is told where this
    reaches nobody on the platforms that the bot serves.
    """

    audience: Audience
    label: Tlp
    page: Page
    thread: str | None = None
    mention: tuple[str, ...] = ()
    below: Page | None = None
    below_label: Tlp = Tlp.CLEAR
    files: tuple[File | Document | Picture | Timeline | Invitation, ...] = ()
    otherwise: Notice | None = None


@dataclass(frozen=True)
class Card:
    """A live card: `key` such as `incident:INC-…`; its words are made from the newest state.

    The builder of its kind (the key's part before the colon) is in `commands.cards.BUILDERS`.
    """

    key: str
    audience: Audience
    label: Tlp
    thread: str | None = None


@dataclass(frozen=True)
class Ask:
    """One person must act: `line` is the command that the answer completes.

    The person gets `page` in the direct room and is mentioned; a number answers it.
    `key` closes it: asks with the same key and person are one.
    """

    person: str
    key: str
    line: str
    page: Page
    label: Tlp
    again: bool = False
    """The same question once more, to a person who is there and wants to see it."""


@dataclass(frozen=True)
class Due:
    """A line that the clock performs at `due` (UTC); `zone` is where the instant was meant.

    `key` is unique, such as `poll close POL-…`; the line's third word is the id it belongs to.
    """

    key: str
    due: datetime
    line: str
    zone: str = "UTC"


@dataclass(frozen=True)
class Outcome:
    """What a command made: said to the speaker, to rooms, and asked of people."""

    reply: Page | Said
    notices: tuple[Notice, ...] = ()
    cards: tuple[Card, ...] = ()
    asks: tuple[Ask, ...] = ()
    closes: tuple[str, ...] = ()
    """Keys of asks that need no answer any more; `key@person` closes one person's."""
    files: tuple[File | Document | Picture | Timeline, ...] = ()
    made: dict[str, str] = field(default_factory=dict)
    """Names of things made, such as {"incident": "INC-…"}."""
    shows: Tlp = Tlp.GREEN
    """The label of the reply itself."""
    about: str | None = None
    """The incident whose audit chain records the act; None for the group's chain."""
    deadlines: tuple[Due, ...] = ()
    """Lines that the clock will perform; a deadline of the same key is moved."""
    settles: tuple[str, ...] = ()
    """Keys of deadlines that fall away."""

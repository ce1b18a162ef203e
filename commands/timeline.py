"""A timetable that is shown as a picture: spans on a time axis, without a language or a colour.

It is data, like a page; it becomes PNG when it is sent, in its reader's words and dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from coordination.said import Said, dumped, loaded, sentence

KIND = "timeline"
"""How the outbox tells it from a table."""


class Stroke(StrEnum):
    """How a span is drawn: the more is settled, the fuller; none is better than another."""

    OUTLINE = "outline"
    """Put, and not accepted."""
    HATCHED = "hatched"
    """It rests."""
    LIGHT = "light"
    """It runs."""
    CROSSED = "crossed"
    """It runs past its day."""
    SOLID = "solid"
    """Done, says whoever does it."""
    DOUBLE = "double"
    """Done, and seen by somebody else."""
    NONE = "none"
    """No span: not complete, or not taken on."""


@dataclass(frozen=True)
class Span:
    """One row: who and what in words, from when to when (UTC), and its steps.

    `late_from` is where what is past its day began to be late; `steps` are instants, with whether
    each is reached.
    """

    number: int
    who: Said
    what: str
    state: Said
    stroke: Stroke
    starts: datetime
    ends: datetime | None
    late_from: datetime | None = None
    steps: tuple[tuple[datetime, bool], ...] = ()


@dataclass(frozen=True)
class Timeline:
    """A plan on a time axis; `now` is marked. `name` is neutral and has no ending."""

    name: str
    title: Said
    starts: datetime
    ends: datetime
    now: datetime
    spans: tuple[Span, ...]
    keys: tuple[tuple[Stroke, Said], ...]
    foot: tuple[Said, ...]
    alternative: Said

    def data(self) -> dict[str, Any]:
        """The timeline as JSON data, for the outbox."""
        return {
            "kind": KIND,
            "name": self.name,
            "title": dumped(self.title),
            "axis": dumped((self.starts, self.ends, self.now)),
            "spans": [_plain(span) for span in self.spans],
            "keys": [[stroke.value, dumped(said)] for stroke, said in self.keys],
            "foot": dumped(self.foot),
            "alternative": dumped(self.alternative),
        }

    @classmethod
    def read(cls, data: dict[str, Any]) -> Timeline:
        """The timeline that `data` wrote."""
        starts, ends, now = map(_instant, data["axis"])
        return cls(
            name=data["name"],
            title=_said(data["title"]),
            starts=starts,
            ends=ends,
            now=now,
            spans=tuple(map(_span, data["spans"])),
            keys=tuple((Stroke(stroke), _said(said)) for stroke, said in data["keys"]),
            foot=tuple(map(_said, data["foot"])),
            alternative=_said(data["alternative"]),
        )


def _plain(span: Span) -> dict[str, Any]:
    return {
        "number": span.number,
        "who": dumped(span.who),
        "what": span.what,
        "state": dumped(span.state),
        "stroke": span.stroke.value,
        "starts": dumped(span.starts),
        "ends": dumped(span.ends),
        "late_from": dumped(span.late_from),
        "steps": [[dumped(at), reached] for at, reached in span.steps],
    }


def _span(data: dict[str, Any]) -> Span:
    ends, late = (None if data[name] is None else _instant(data[name]) for name in _MAYBE)
    return Span(
        number=data["number"],
        who=_said(data["who"]),
        what=data["what"],
        state=_said(data["state"]),
        stroke=Stroke(data["stroke"]),
        starts=_instant(data["starts"]),
        ends=ends,
        late_from=late,
        steps=tuple((_instant(at), bool(reached)) for at, reached in data["steps"]),
    )


_MAYBE = ("ends", "late_from")


def _said(data: Any) -> Said:
    return sentence(loaded(data))


def _instant(data: Any) -> datetime:
    found = loaded(data)
    if not isinstance(found, datetime):
        raise TypeError("not an instant")
    return found

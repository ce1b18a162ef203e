"""A rehearsal as it is written: one step a line (commands.md, Rehearsals)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

_SPOKEN = re.compile(r"(?P<person>[\w.-]+)@(?P<room>[\w.:-]+):\s?(?P<text>.*)", re.DOTALL)
_CAPTURE = re.compile(r"\s+->\s+(?P<name>[a-z][a-z0-9_]*)\s*$")
_LATER = re.compile(r"\+(\d+)(s|m|h|d)")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class Unreadable(Exception):
    """The file is not a rehearsal: the line's number and what is wrong with it."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"line {line}: {what}")


@dataclass(frozen=True)
class Step:
    """One line: where it stands in the file, and what it was."""

    line: int
    text: str


@dataclass(frozen=True)
class Directory(Step):
    """The people, States and rooms: the first step, and again where an import changes them."""

    path: Path


@dataclass(frozen=True)
class Clock(Step):
    """The clock moves to an instant, or by a length."""

    to: datetime | None = None
    by: timedelta = timedelta()


@dataclass(frozen=True)
class Spoken(Step):
    """A person says a line in a room; `capture` keeps the id that the reply made."""

    person: str
    room: str
    said: str
    capture: str | None = None


@dataclass(frozen=True)
class Reacted(Step):
    """A person puts a sign on the message of a room that is about this id: `react P@ROOM ID`."""

    person: str
    room: str
    id: str


@dataclass(frozen=True)
class Expect(Step):
    """What must hold now: its words, the first of which says what kind it is."""

    words: tuple[str, ...]
    rest: str


@dataclass(frozen=True)
class Restart(Step):
    """The process ends without warning and starts again on the same database."""


def read(path: Path) -> list[Step]:
    """The steps of a file; raises `Unreadable`, or OSError when it cannot be opened."""
    steps: list[Step] = []
    for number, text in _lines(path.read_text(encoding="utf-8")):
        steps.append(_step(number, text, path))
    if not steps or not isinstance(steps[0], Directory):
        raise Unreadable(1, "the first line names the directory: directory FILE")
    return steps


def _lines(text: str) -> list[tuple[int, str]]:
    """Lines with their numbers; a backslash at the end goes on with the next one."""
    found: list[tuple[int, str]] = []
    open_at: int | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        more = line.endswith("\\")
        part = line[:-1] if more else line
        if open_at is not None:
            first, so_far = found[-1]
            found[-1] = (first, f"{so_far.rstrip()} {part.strip()}")
        elif line.strip() and not line.lstrip().startswith("#"):
            found.append((number, part.strip()))
        open_at = number if more else None
    return found


def _step(number: int, text: str, path: Path) -> Step:
    word, _, rest = text.partition(" ")
    rest = rest.strip()
    match word:
        case "directory":
            return Directory(number, text, _beside(rest, path))
        case "clock":
            return _clock(number, text, rest)
        case "restart":
            return Restart(number, text)
        case "react":
            return _reacted(number, text, rest)
        case "expect":
            return Expect(number, text, tuple(rest.split()), rest)
    spoken = _SPOKEN.fullmatch(text)
    if spoken is None:
        raise Unreadable(number, f"not a step: {word}")
    said = spoken["text"]
    capture = _CAPTURE.search(said)
    if capture:
        said = said[: capture.start()]
    name = capture["name"] if capture else None
    return Spoken(number, text, spoken["person"], spoken["room"], said.strip(), name)


def _reacted(number: int, text: str, rest: str) -> Reacted:
    who, _, id = rest.partition(" ")
    person, _, room = who.partition("@")
    if not (person and room and id):
        raise Unreadable(number, "react takes who, where and on what: react au1@draft {poll}")
    return Reacted(number, text, person, room, id.strip())


def _beside(name: str, path: Path) -> Path:
    """A file beside the rehearsal, or one that the product ships, such as demo/directory.toml."""
    beside = path.parent / name
    shipped = Path(__file__).parents[2] / "config" / name
    return beside if beside.exists() else shipped


def _clock(number: int, text: str, rest: str) -> Clock:
    later = _LATER.fullmatch(rest)
    if later:
        return Clock(number, text, by=timedelta(**{_UNITS[later[2]]: int(later[1])}))
    try:
        instant = datetime.fromisoformat(rest)
    except ValueError:
        raise Unreadable(number, "clock takes an instant such as 2026-03-09T09:00Z") from None
    if instant.tzinfo is None:
        raise Unreadable(number, "clock takes an instant with its zone, such as …T09:00Z")
    return Clock(number, text, to=instant)

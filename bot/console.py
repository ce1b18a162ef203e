"""The terminal as a room: speak as any person of the directory, and see what every room shows."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Self

from bot.named import known, meant
from bot.recording import Shown
from bot.render.folded import folded
from bot.render.pages import text
from bot.render.reader import Reader
from bot.runtime import Runtime
from bot.terminal import columns
from commands.heard import Incoming
from commands.meeting.available import Available
from commands.perform import Performed
from commands.second_look import answers, short
from commands.speaker import CONSOLE
from coordination.meeting.reply import LETTERS, read_reply
from coordination.refused import Refused
from coordination.said import Said

LATELY = 20
"""How many shown things are remembered: rooms of one act show them close together."""
PAPER = 40
"""Lines of a paper that are shown; the rest is in its file."""
OFFER = "→ "
"""How a line begins that a room offers, with that room's own sign."""
LONGEST_MOVE = 5
"""Digits of how far the clock is moved at once: a longer way leads past all calendars."""
BOLD, DIM, PLAIN = "\033[1m", "\033[2m", "\033[0m"

Move = Callable[[timedelta], Awaitable[None]]
"""Moves the clock of a drill; a running bot has none."""


@dataclass(frozen=True)
class Screen:
    """Where words go; colours, and lines broken for its columns, only on a terminal."""

    write: Callable[[str], object] = sys.stdout.write
    colours: bool = False
    width: Callable[[], int] | None = None

    @classmethod
    def here(cls, write: Callable[[str], object]) -> Self:
        """As this process's own output is: a terminal, or piped."""
        watched = sys.stdout.isatty()
        return cls(write, watched, columns if watched else None)

    def line(self, words: str, style: str = "") -> None:
        """One or more lines, in a style where the terminal has styles."""
        words = folded(words, self.width()) if self.width else words
        on, off = (style, PLAIN) if self.colours and style else ("", "")
        self.write(f"{on}{words}{off}\n")


class Console:
    """One person at a time at one terminal."""

    def __init__(
        self,
        runtime: Runtime,
        person: str,
        room: str,
        screen: Screen,
        move: Move | None = None,
        save: Path | None = None,
    ) -> None:
        self.runtime = runtime
        self.person = person
        self.room = room
        self._screen = screen
        self._move = move
        self._save = save
        self._stands: dict[str, set[str]] = {}
        """What was shown of late, with the rooms: what several show is written once."""
        self.spoken = False
        """Whether anything has been typed yet."""
        self._numbers = count(1)
        self._run = f"{runtime.now():%Y%m%d%H%M%S%f}"

    @property
    def prompt(self) -> str:
        return f"{self.person}@{self.room}> "

    def show(self, shown: Shown) -> None:
        """A room shows something: the speaker's own answers plainly, the rest with its room."""
        if shown.kind == "mark":
            return
        mine = shown.room in (self.person, f"{CONSOLE}:{self.person}")
        if shown.kind == "file":
            if self._save is not None:
                self._saved(shown, self._save)
            shown = replace(shown, text=self._begun(shown.text))
        if mine:
            self._screen.line(shown.text)
            return
        what = {"redact": Said("console.removed")}.get(shown.kind)
        change = Said("console.changed", room=shown.room) if shown.edits else None
        header = change or Said("console.in_room", room=shown.room)
        if not what and self._stood(shown):
            self._screen.line(_words(Said("console.also", room=shown.room)), BOLD)
            return
        self._screen.line(_words(what or header), BOLD)
        if shown.text:
            self._screen.line("\n".join(f"  {row}" for row in shown.text.splitlines()), DIM)

    def _begun(self, text: str) -> str:
        """The beginning of a paper that is longer than a screen, and where the rest is."""
        rows = text.splitlines()
        if len(rows) <= PAPER:
            return text
        key = "console.paper_goes_on" if self._save else "console.paper_not_kept"
        more = _words(Said(key, n=len(rows) - PAPER))
        return "\n".join([*rows[:PAPER], more])

    def _stood(self, shown: Shown) -> bool:
        """Whether another room showed the same just before; what a room offers is its own."""
        same = "\n".join(row for row in shown.text.splitlines() if not row.startswith(OFFER))
        rooms = self._stands.pop(same, set())
        also = bool(same and rooms) and shown.room not in rooms
        self._stands[same] = rooms | {shown.room} if also else {shown.room}
        while len(self._stands) > LATELY:
            del self._stands[next(iter(self._stands))]
        return also

    def _saved(self, shown: Shown, folder: Path) -> None:
        """Keep a file that a room was shown, in the room's own folder."""
        place = folder / Path(shown.room).name / Path(shown.name).name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(shown.content)
        self._screen.line(_words(Said("console.saved", path=str(place))), DIM)

    async def take(self, typed: str) -> bool:
        """Do what was typed; False when the person leaves."""
        word, _, rest = typed.strip().partition(" ")
        self.spoken = self.spoken or bool(word)
        match word:
            case "":
                return True
            case "/quit" | "/exit":
                return False
            case "/as" | "/in" | "/people" | "/rooms" | "/clock" | "/help":
                await self._own(word, rest.strip())
            case _:
                await self._say(typed)
        return True

    async def _own(self, word: str, rest: str) -> None:
        """A line for the terminal itself."""
        at = self.runtime.now()
        there = await self.runtime.database.run(lambda store: known(store, at))
        match word:
            case "/as" if person := meant(rest, there.people):
                self.person = person
            case "/in" if room := meant(rest, there.rooms | {"direct": ""}):
                self.room = room
            case "/clock":
                await self._clock(rest)
            case "/as" | "/people":
                self._list(there.people, "console.nobody", rest)
            case "/in" | "/rooms":
                self._list(there.rooms, "console.no_room", rest)
            case _:
                self._screen.line(_words(Said("console.help")))

    def _list(self, names: dict[str, str], unknown: str, named: str) -> None:
        """Those there are; first that what was named is not among them."""
        if named:
            self._screen.line(_words(Said(unknown, name=named)))
        for id, name in names.items():
            self._screen.line(f"  {id:<14}{name}")

    async def _clock(self, rest: str) -> None:
        units = {"m": "minutes", "h": "hours", "d": "days"}
        number, unit = rest.lstrip("+")[:-1], units.get(rest[-1:])
        if self._move is None:
            self._screen.line(_words(Said("console.no_clock")))
            return
        if unit is None or not number.isdecimal() or len(number) > LONGEST_MOVE:
            self._screen.line(_words(Said("console.clock")))
            return
        await self._move(timedelta(**{unit: int(number)}))
        self._screen.line(_words(Said("console.time", now=self.runtime.now())))

    async def _say(self, typed: str) -> Performed | None:
        """Say a line; an answer to an open question goes to the private room by itself."""
        private = self.room == "direct" or await self._answers(typed)
        event = f"{CONSOLE}.{self._run}.{next(self._numbers)}"
        room = self.person if private else self.room
        line = typed if private or typed.startswith("!") else f"!comity {typed}"
        heard = Incoming(CONSOLE, event, self.person, room, line, None, direct=private)
        done = await self.runtime.say(heard)
        return done[0] if done else None

    async def _answers(self, typed: str) -> bool:
        person = self.person
        draft = await self.runtime.database.run(lambda store: store.drafts.of(person))
        asks = await self.runtime.database.run(lambda store: store.asks.of(person))
        if typed.startswith("!"):
            return False
        if draft is not None and (not short(draft) or answers(typed)):
            return True
        if asks and answers(typed):
            return True
        times = any(ask.line.startswith(Available.form.words) for ask in asks)
        return times and _names_times(typed)


def _names_times(typed: str) -> bool:
    """Whether this says which times suit, such as `A C` or `none`."""
    try:
        read_reply(typed, len(LETTERS))
    except Refused:
        return False
    return True


def _words(said: Said) -> str:
    return text(said, Reader(shared=False))

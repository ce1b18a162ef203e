"""Plays a rehearsal's steps against the child process and checks what was expected."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.recording import Shown
from bot.rehearse.drill import standing
from bot.rehearse.process import Bot, Nursery, Wrong
from bot.rehearse.script import (
    Clock,
    Directory,
    Expect,
    Reacted,
    Restart,
    Spoken,
    Step,
    Unreadable,
)

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
_NAME = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class Unmet(Exception):
    """An expectation that did not hold: what was expected, and what came."""

    def __init__(self, expected: str, came: str) -> None:
        super().__init__(f"expected {expected}; came {came}")


@dataclass
class Play:
    """The state of one rehearsal while it runs."""

    nursery: Nursery
    url: str
    key: Path
    tell: Callable[[dict[str, Any]], None]
    now: datetime = START
    names: dict[str, str] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)
    last: dict[str, Any] = field(default_factory=dict)
    bot: Bot | None = None

    def step(self, step: Step) -> None:
        """Do one step; raises `Unmet`, or `Unreadable` for a step that cannot be done."""
        try:
            match step:
                case Directory() if self.bot is not None:
                    self.bot.restart(self.now, step.path)
                case Directory():
                    self.bot = Bot(self.nursery, self.url, self.key, step.path, self.now)
                case Clock():
                    self._clock(step)
                case Spoken():
                    self._say(step)
                case Reacted():
                    self._react(step)
                case Restart():
                    self._running(step).restart(self.now)
                case Expect():
                    self._expect(step)
        except Wrong as wrong:
            raise Unreadable(step.line, str(wrong)) from None
        self._take()

    def end(self) -> None:
        """The child ends; nothing is left behind."""
        if self.bot is not None:
            self.bot.end()

    def _running(self, step: Step) -> Bot:
        if self.bot is None:
            raise Unreadable(step.line, "the directory comes first")
        return self.bot

    def _take(self) -> list[Shown]:
        """What the rooms were shown since the last step."""
        fresh = self.bot.taken() if self.bot is not None else []
        self.shown += fresh
        return fresh

    def _clock(self, step: Clock) -> None:
        bot = self._running(step)
        to = step.to if step.to is not None else self.now + step.by
        if to < self.now:
            raise Unreadable(step.line, f"the clock is at {self.now.isoformat()} already")
        acts = bot.until(to)
        self.now = to
        self.tell(self._line(step, person="clock", acts=acts))

    def _say(self, step: Spoken) -> None:
        said = self._filled(step, step.said)
        self.last = self._running(step).say(step.person, step.room, said)
        self.tell(self._line(step, person=step.person, room=step.room, said=said, **self.last))
        if step.capture:
            made = list(self.last["made"].values())
            found = made or re.findall(r"\b[A-Z]{3,4}-[0-9A-Z]{9}\b", self.last["reply"])
            if not found:
                raise Unmet(f"an id for {step.capture}", self._came())
            self.names[step.capture] = found[0]

    def _react(self, step: Reacted) -> None:
        id = self._filled(step, step.id)
        self.last = self._running(step).react(step.person, step.room, id)
        said = f"a sign on {id}"
        self.tell(self._line(step, person=step.person, room=step.room, said=said, **self.last))

    def _line(self, step: Step, **values: Any) -> dict[str, Any]:
        notices = [
            {
                "room": one.room,
                "thread": one.thread,
                "label": one.label,
                "title": one.text.split("\n", 1)[0],
                "body": one.text,
                "edits": one.edits,
            }
            for one in self._take()
            if one.kind == "message"
        ]
        at = self.now.isoformat().replace("+00:00", "Z")
        return {"line": step.line, "at": at, **values, "notices": notices}

    def _filled(self, step: Step, text: str) -> str:
        def name(match: re.Match[str]) -> str:
            if match[1] not in self.names:
                raise Unreadable(step.line, f"nothing is called {{{match[1]}}}")
            return self.names[match[1]]

        return _NAME.sub(name, text)

    def _came(self) -> str:
        rule = f" {self.last['rule']}" if self.last.get("rule") else ""
        return f"{self.last.get('outcome', 'nothing')}{rule}: {self.last.get('reply', '')}"

    def _expect(self, step: Expect) -> None:
        match step.words:
            case ("done" | "asked" | "nothing" as wanted,):
                self._check(self.last.get("outcome") == wanted, step, self._came())
            case ("refused", *rule):
                held = self.last.get("outcome") == "refused"
                held = held and (not rule or self.last.get("rule") == rule[0])
                self._check(held, step, self._came())
            case ("reply", "contains" | "lacks" as how, *_):
                part = self._filled(step, step.rest.split(maxsplit=2)[2])
                held = (part in self.last.get("reply", "")) is (how == "contains")
                self._check(held, step, self._came())
            case ("room", room, "contains" | "lacks" as how, *_):
                part = self._filled(step, step.rest.split(maxsplit=3)[3])
                texts = list(standing(self.shown, room).values())
                held = any(part in text for text in texts) is (how == "contains")
                self._check(held, step, "\n---\n".join(texts) or "an empty room")
            case ("count", room, number) if number.isdecimal():
                count = len(standing(self.shown, room))
                self._check(count == int(number), step, str(count))
            case _:
                raise Unreadable(step.line, f"cannot expect “{step.rest}”")

    def _check(self, held: bool, step: Expect, came: str) -> None:
        if not held:
            raise Unmet(self._filled(step, step.rest), came)

"""The child process of a rehearsal: started, spoken to, killed and started again."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Self

from bot.recording import Shown


class Wrong(Exception):
    """The child could not do a step: an unknown person or room, a database it may not use."""


class Nursery:
    """The process of which lives are forked (`bot.rehearse.child`), one after the other.

    It is started when the first of them begins.
    """

    def __init__(self) -> None:
        self._started: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """It ends by itself where nobody speaks any more, or is ended."""
        process, self._started = self._started, None
        if process is None:
            return
        self._close(process.stdin)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()
        self._close(process.stdout)

    @staticmethod
    def _close(pipe: IO[str] | None) -> None:
        if pipe is not None:
            with contextlib.suppress(BrokenPipeError):
                pipe.close()

    @property
    def _process(self) -> subprocess.Popen[str]:
        if self._started is None:
            self._started = subprocess.Popen(
                (sys.executable, "-m", "bot.rehearse.child"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        return self._started

    def tell(self, given: object) -> None:
        """One line to the life that there is, or the start of one."""
        assert self._process.stdin is not None  # noqa: S101 - opened with a pipe
        self._process.stdin.write(json.dumps(given) + "\n")
        self._process.stdin.flush()

    def told(self) -> Iterator[dict[str, Any]]:
        """What it tells, as it comes."""
        assert self._process.stdout is not None  # noqa: S101 - opened with a pipe
        for line in self._process.stdout:
            yield json.loads(line)


class Bot:
    """The bot in a process of its own, on one database."""

    def __init__(
        self, nursery: Nursery, url: str, key: Path, directory: Path, now: datetime
    ) -> None:
        self._nursery = nursery
        self._arguments = (url, str(key), str(directory))
        self._lives = 0
        self._pid = 0
        self._alive = False
        self._fresh: list[Shown] = []
        self._known: set[str] = set()
        self._start(now)

    def _start(self, now: datetime) -> None:
        self._lives += 1
        self._alive = True
        self._nursery.tell([*self._arguments, now.isoformat(), f"life{self._lives}"])
        try:
            self._pid = self._answer("ready")["pid"]
        except Wrong:
            self._gone()
            raise

    def say(self, person: str, room: str, text: str) -> dict[str, Any]:
        """What became of a line; raises `Wrong` when nobody can say it there."""
        return self._ask({"do": "say", "person": person, "room": room, "text": text})

    def react(self, person: str, room: str, id: str) -> dict[str, Any]:
        """What became of a sign on the newest message of a room that has this id in its title."""
        return self._ask({"do": "react", "person": person, "room": room, "id": id})

    def until(self, instant: datetime) -> list[dict[str, Any]]:
        """What the clock performed on the way to this instant."""
        acts: list[dict[str, Any]] = self._ask({"do": "until", "instant": instant.isoformat()})[
            "acts"
        ]
        return acts

    def taken(self) -> list[Shown]:
        """What the rooms were shown since this was last asked."""
        fresh, self._fresh = self._fresh, []
        return fresh

    def restart(self, now: datetime, directory: Path | None = None) -> None:
        """SIGKILL, and a new life on the same database; another directory is imported then."""
        if directory is not None:
            self._arguments = (*self._arguments[:2], str(directory))
        if self._alive:
            os.kill(self._pid, signal.SIGKILL)
            self._gone()
        self._start(now)

    def end(self) -> None:
        """Let it end by itself."""
        if self._alive:
            with contextlib.suppress(BrokenPipeError):
                self._nursery.tell(None)
            self._gone()

    def _gone(self) -> None:
        """Wait until the life has ended: nothing of it holds the database any more."""
        while self._alive:
            with contextlib.suppress(Wrong):
                self._answer("gone")

    def _ask(self, step: dict[str, Any]) -> dict[str, Any]:
        if not self._alive:
            raise Wrong("the bot has ended")
        self._nursery.tell(step)
        return self._answer("done")

    def _answer(self, wanted: str) -> dict[str, Any]:
        """Read what the child tells until it answers."""
        for told in self._nursery.told():
            kind = told.pop("kind")
            if kind == "shown":
                self._show(told)
            elif kind == "wrong":
                raise Wrong(told["what"])
            elif kind == "gone":
                break
            elif kind == wanted:
                return told
        self._alive = False
        raise Wrong("the bot ended; its last words are above")

    def _show(self, told: dict[str, Any]) -> None:
        """The rooms outlive the bot: what it shows again with the same key is shown once."""
        if told["remote"] in self._known:
            return
        self._known.add(told["remote"])
        self._fresh.append(
            Shown(
                room=told["room"],
                remote=told["remote"],
                key=told["remote"],
                text=told["text"],
                thread=told["thread"],
                edits=told["edits"],
                label=told["label"],
                kind=told["what"],
            )
        )

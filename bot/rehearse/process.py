"""The child process of a rehearsal: started, spoken to, killed and started again."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.recording import Shown


class Wrong(Exception):
    """The child could not do a step: an unknown person or room, a database it may not use."""


class Bot:
    """The bot in a process of its own, on one database."""

    def __init__(self, url: str, key: Path, directory: Path, now: datetime) -> None:
        self._arguments = (url, str(key), str(directory))
        self._lives = 0
        self._fresh: list[Shown] = []
        self._known: set[str] = set()
        try:
            self._start(now)
        except Wrong:
            self.end()
            raise

    def _start(self, now: datetime) -> None:
        self._lives += 1
        command = (sys.executable, "-m", "bot.rehearse.child", *self._arguments)
        self._process = subprocess.Popen(
            (*command, now.isoformat(), f"life{self._lives}"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._answer("ready")

    def say(self, person: str, room: str, text: str) -> dict[str, Any]:
        """What became of a line; raises `Wrong` when nobody can say it there."""
        return self._ask({"do": "say", "person": person, "room": room, "text": text})

    def react(self, person: str, room: str, id: str) -> dict[str, Any]:
        """What became of a sign on the message about this id; raises `Wrong` for none there."""
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
        self._process.kill()
        self._gone()
        self._start(now)

    def end(self) -> None:
        """Let it end by itself, or end it."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._gone()

    def _gone(self) -> None:
        """It has ended: nothing of it is left open."""
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()

    def _ask(self, step: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None  # noqa: S101 - opened with a pipe
        self._process.stdin.write(json.dumps(step) + "\n")
        self._process.stdin.flush()
        return self._answer("done")

    def _answer(self, wanted: str) -> dict[str, Any]:
        """Read what the child tells until it answers."""
        assert self._process.stdout is not None  # noqa: S101 - opened with a pipe
        for line in self._process.stdout:
            told: dict[str, Any] = json.loads(line)
            kind = told.pop("kind")
            if kind == "shown":
                self._show(told)
            elif kind == "wrong":
                raise Wrong(told["what"])
            elif kind == wanted:
                return told
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

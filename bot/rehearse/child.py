"""The bot of a rehearsal, in a process of its own that can end without warning.

It reads one JSON object a line and answers with what its rooms show, as it shows it, and then
with what became of the step. It knows nothing of expectations.

Its first process has loaded everything and opened nothing: each life is a fork of it, so that a
restart takes no longer than the bot needs to take up its work. One life at a time reads and writes.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.recording import Shown
from bot.rehearse.drill import Act, Drill, Nowhere, words
from bot.rehearse.setup import Unusable, prepared
from commands.perform import Performed


def told(kind: str, **values: Any) -> None:
    """One line to the parent, flushed: what was shown is known even when this process is killed."""
    sys.stdout.write(json.dumps({"kind": kind, **values}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _shown(shown: Shown) -> None:
    told(
        "shown",
        room=shown.room,
        remote=shown.remote,
        text=shown.text,
        thread=shown.thread,
        label=shown.label,
        edits=shown.edits,
        what=shown.kind,
    )


def _became(done: Performed | None) -> dict[str, Any]:
    if done is None:
        return {"outcome": "nothing", "rule": None, "reply": "", "made": {}, "did": ""}
    return {
        "outcome": done.outcome,
        "rule": done.rule,
        "reply": words(done),
        "made": dict(done.made),
        "did": done.line,
    }


def _act(act: Act) -> dict[str, Any]:
    return {"at": act.at.isoformat(), "person": "clock", **_became(act.performed)}


async def _step(drill: Drill, step: dict[str, Any]) -> None:
    match step["do"]:
        case "say":
            done = await drill.say(step["person"], step["room"], step["text"])
            told("done", **_became(done))
        case "react":
            done = await drill.react(step["person"], step["room"], step["id"])
            told("done", **_became(done))
        case "until":
            acts = await drill.until(datetime.fromisoformat(step["instant"]))
            told("done", acts=[_act(act) for act in acts])


async def _serve(url: str, key: str, directory: str, start: str, run: str) -> None:
    instant = datetime.fromisoformat(start)
    database, platforms = await prepared(url, Path(key), Path(directory), instant)
    drill = Drill(database, platforms, instant, _shown, run=run)
    await drill.open()
    told("ready", pid=os.getpid())
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        if (step := json.loads(line)) is None:
            break
        try:
            await _step(drill, step)
        except Nowhere as wrong:
            told("wrong", what=str(wrong))
    await database.close()


def _live(given: list[str]) -> None:
    try:
        asyncio.run(_serve(*given))
    except Unusable as wrong:
        told("wrong", what=str(wrong))


def lives() -> None:
    """Begin a life with what each line gives; tell when it is gone, however it ended."""
    # Loaded late where a database is made, and then once for all lives.
    import storage.migrations.running  # noqa: F401

    while line := sys.stdin.readline():
        pid = os.fork()
        if not pid:
            return _live(json.loads(line))
        os.waitpid(pid, 0)
        told("gone")
    return None


if __name__ == "__main__":
    lives()

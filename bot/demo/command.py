"""`comity demo`: the whole thing on this machine, and gone afterwards."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from bot.console import Console, Screen
from bot.demo.served import NotStarted
from bot.demo.stage import Stage
from bot.prompt import Prompt, converse
from bot.recording import Shown
from bot.render.pages import text
from bot.render.reader import Reader
from bot.run_command import log_as_json
from bot.serve import Service
from bot.terminal import to_fit
from coordination.said import Said

TRY = (
    "incident open XV both practices=IP-DOC,IP-FEE Two birth certificates with the same number",
    "incident list",
    "help poll open",
    "today",
    "whoami",
)


IN_SLACK = (
    "/comity",
    "/comity incident open",
    "@Comity incident list",
    "/comity today",
    "/comity whoami",
)


def demo(keep: Path | None) -> int:
    """Run until Ctrl-C or `/quit`; everything is removed unless a folder is named to keep it."""
    folder = keep or Path(tempfile.mkdtemp(prefix="comity-demo-"))
    stage = Stage(folder, _progress)
    try:
        asyncio.run(_run(stage))
    except (KeyboardInterrupt, asyncio.CancelledError):
        pass  # that is how it is meant to end, as with `/quit`
    except NotStarted as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    finally:
        # A second Ctrl-C leaves things open, and so something to log, where the log is removed.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        logging.disable()
        stage.close()
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)
    _say(Said("demo.end") if keep is None else Said("demo.kept", folder=str(keep)))
    return 0


async def _run(stage: Stage) -> None:
    _end_in_order()
    log_as_json(stage.folder / "comity.log")
    speaking: list[Console] = []

    def told(shown: Shown) -> None:
        for one in speaking:
            if _heard(shown.room, one, stage):
                one.show(shown)

    began = time.monotonic()
    service = await stage.open(told)
    prompt = Prompt()
    screen = Screen.here(prompt.over)
    speaking.append(Console(service.runtime, "nl1", "draft", screen, save=stage.folder / "files"))
    serving = asyncio.create_task(service.serve())
    await stage.heard(serving)
    _welcome(stage, time.monotonic() - began)
    talking = asyncio.create_task(_talk(speaking[0], prompt))
    try:
        await asyncio.wait({serving, talking}, return_when=asyncio.FIRST_COMPLETED)
        for ended in (serving, talking):
            if ended.done() and not ended.cancelled():
                ended.result()
    finally:
        await _end(service, serving, talking)


def _end_in_order() -> None:
    """Let a closed terminal, or whoever ends us, do what Ctrl-C does, also while we start."""
    running = asyncio.current_task()
    if running is None:
        return
    for sign in (signal.SIGTERM, signal.SIGHUP):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(sign, running.cancel)


def _heard(room: str, console: Console, stage: Stage) -> bool:
    """Whether the terminal shows a room: of the private ones, that of whoever has spoken.

    Until then the welcomes would push away what the person is to type.
    """
    return room not in stage.people or (console.spoken and room == console.person)


async def _talk(console: Console, prompt: Prompt) -> None:
    """The terminal; where there is none, the demonstration just runs."""
    left = await converse(console, prompt)
    if not left and not sys.stdin.isatty():
        await asyncio.Event().wait()


async def _end(service: Service, *tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await service.close()


def _welcome(stage: Stage, seconds: float) -> None:
    _say(Said("demo.ready", seconds=round(seconds)))
    _say(Said("demo.homeserver_at", url=stage.synapse.url, password=stage.password))
    for line in ("demo.logins", "demo.in_matrix"):
        _say(Said(line))
    if stage.slack is not None:
        _say(Said("demo.slack_at", url=stage.slack.page_url))
        _lines(IN_SLACK)
    _say(Said("demo.try"))
    _lines(TRY)
    _say(Said("console.help"))


def _lines(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"    {line}\n")


def _progress(said: Said) -> None:
    _say(said)


def _say(said: Said) -> None:
    sys.stdout.write(to_fit(text(said, Reader()), sys.stdout) + "\n")
    sys.stdout.flush()

"""`comity demo` starts both servers with the bot on both, and leaves no process behind."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.demo.slack.server import PROGRAM
from tests.servers.slack.page import Page
from tests.servers.slack.person import Person

pytestmark = [
    pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64"),
    pytest.mark.timeout(200),
]

ROOT = Path(__file__).parents[3]


async def started(folder: Path) -> tuple[asyncio.subprocess.Process, str]:
    """The demonstration, once it is ready; gives the address of the Slack page."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--keep", str(folder)),
        cwd=ROOT,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    assert process.stdout is not None
    async with asyncio.timeout(120):
        async for line in process.stdout:
            found = re.search(r"Slack page: (http://127\.0\.0\.1:\d+)", line.decode())
            if found:
                return process, found[1]
    raise AssertionError("the demonstration ended")


async def shown(process: asyncio.subprocess.Process, words: str, seconds: float = 60) -> str:
    """Wait until the terminal shows them, which stand in a Matrix room that nobody has opened.

    Gives what it has shown until then.
    """
    assert process.stdout is not None
    seen = ""
    async with asyncio.timeout(seconds):
        async for line in process.stdout:
            seen += line.decode()
            if words in seen:
                return seen
    raise AssertionError("the demonstration ended")


def serving(folder: Path) -> list[str]:
    """The processes that work in this folder."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            inside = (place / "cwd").readlink().is_relative_to(folder)
        except OSError:
            continue
        if inside:
            found.append(place.name)
    return found


async def gone(process: asyncio.subprocess.Process, end: signal.Signals, folder: Path) -> None:
    """End it, and wait until nothing works in the folder any more."""
    process.send_signal(end)
    await asyncio.wait_for(process.wait(), 60)
    async with asyncio.timeout(60):
        while serving(folder):
            await asyncio.sleep(0.1)


async def test_a_person_writes_in_slack_and_nothing_is_left_however_it_ends(tmp_path: Path) -> None:
    process, address = await started(tmp_path / "demo")
    assert len(serving(tmp_path)) == 2
    async with aiohttp.ClientSession() as http:
        page = Page(address, http)
        await page.open()
        emily = Person("U0CA1", page)
        line = "incident open XV past practices=IP-DOC now=yes Two certificates"
        async with asyncio.timeout(60):
            while not any("Two certificates" in seen.words for seen in emily.told("C0STATES")):
                await emily.command(line, "C0STATES")
                await asyncio.sleep(3)
        green = await emily.sees("C0COORD", "INC-")
        assert "Two certificates" not in green.words
        await page.close()
    seen = await shown(process, "Two certificates")
    assert "Welcome" not in seen  # what to type is still on the screen when the prompt comes
    await gone(process, signal.SIGINT, tmp_path)
    process, _ = await started(tmp_path / "demo")
    assert len(serving(tmp_path)) == 2
    await gone(process, signal.SIGKILL, tmp_path)


@pytest.mark.parametrize(
    ("step", "end"),
    [
        ("Starting a Matrix homeserver", signal.SIGTERM),
        ("Importing the directory", signal.SIGHUP),
        ("Making the encrypted rooms", signal.SIGINT),
    ],
)
async def test_it_ends_in_order_in_the_middle_of_starting(
    tmp_path: Path, step: str, end: signal.Signals
) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo"),
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(tmp_path)},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    await shown(process, step, 120)
    async with asyncio.timeout(60):  # in the midst of it: the bot has signed in on Matrix
        while "rooms" in step and not list(tmp_path.glob("*/matrix/*")):
            await asyncio.sleep(0.01)
    await gone(process, end, tmp_path)
    assert process.stdout is not None
    said = (await process.stdout.read()).decode()
    assert "everything of the demonstration has been removed" in said.splitlines()[-1]
    assert "Traceback" not in said
    assert process.returncode == 0
    assert not list(tmp_path.iterdir())

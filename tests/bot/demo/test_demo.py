"""`comity demo` starts both servers with the bot on both, and leaves no process behind."""

from __future__ import annotations

import asyncio
import re
import signal
from pathlib import Path

import aiohttp
import pytest

from bot.demo.slack.server import PROGRAM
from tests.bot.demo.playing import Demo, serving
from tests.servers.slack.page import Page
from tests.servers.slack.person import Person

pytestmark = pytest.mark.timeout(200)

SERVERS = 1 + PROGRAM.exists()
"""The homeserver, and the Slack-compatible server where there is one for this machine."""
ANSWERED = {
    "incident open": "Who will see",
    "incident list": "1 incident",
    "help poll open": "Put a proposed response to the parties",
    "today": "this is your day",
    "whoami": "You are Noor",
}
"""What the lines that it proposes say first."""


async def signed_in(url: str, password: str, names: list[str]) -> None:
    """Sign in as each of them, as a Matrix client does."""
    async with aiohttp.ClientSession() as http:
        for name in names:
            user = {"type": "m.id.user", "user": name}
            login = {"type": "m.login.password", "identifier": user, "password": password}
            async with http.post(f"{url}/_matrix/client/v3/login", json=login) as answer:
                assert answer.status == 200, name


@pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64")
async def test_a_person_writes_in_slack_and_the_terminal_shows_it(tmp_path: Path) -> None:
    async with Demo.start(tmp_path) as demo:
        [address] = re.findall(r"Slack page: (http://127\.0\.0\.1:\d+)", await demo.ready())
        async with aiohttp.ClientSession() as http:
            page = Page(address, http)
            await page.open()
            emily = Person("U0CA1", page)
            line = "incident open XV past practices=IP-DOC now=yes Two certificates"
            await emily.command(
                line, "C0STATES"
            )  # the first is heard: it was said that it is ready
            await emily.sees("C0STATES", lambda m: "Two certificates" in m.words, 60)
            green = await emily.sees("C0COORD", "INC-")
            assert "Two certificates" not in green.words
            await page.close()
        seen = await demo.shown("Two certificates")  # in a Matrix room that nobody has opened
        assert "Welcome" not in seen  # what to type is still on the screen when the prompt comes
        await demo.ends(signal.SIGINT, tmp_path)


async def test_the_homeserver_logins_and_five_lines_that_it_prints_work(tmp_path: Path) -> None:
    async with Demo.start(tmp_path, typing=True) as demo:
        said = await demo.ready()
        [(url, password)] = re.findall(
            r"(http://127\.0\.0\.1:\d+) — the password .* is (\S+)", said
        )
        [accounts] = re.findall(r"^Accounts: (.*)$", said, re.MULTILINE)
        names = re.findall(r"(?:^|, )([a-z]+-?[a-z]*\d?) \(", accounts)
        assert {"nl1", "ca1", "anouk", "xv1", "emb-fr", "iss1", "bianca"} == set(names)
        await signed_in(url, password, names)
        lines = said.partition("Or type here")[2].splitlines()[1:-1]
        assert len(lines) == 5
        for line in map(str.strip, lines):
            await demo.types(line)
            [words] = [words for start, words in ANSWERED.items() if line.startswith(start)]
            await demo.shown(words)
            if line.startswith("incident open"):
                await demo.types("1")
                await demo.shown("is open.")
        await demo.types("/quit")
        await demo.shown("has been removed")
        assert await demo.process.wait() == 0
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
async def test_it_starts_again_in_a_kept_folder_however_it_has_ended(
    tmp_path: Path, end: signal.Signals
) -> None:
    kept = ("--keep", str(tmp_path / "demo"))
    async with Demo.start(tmp_path, *kept) as demo:
        before = re.findall(r"password .* is (\S+)", await demo.ready())
        assert len(serving(tmp_path)) == SERVERS
        await demo.ends(end, tmp_path)
    async with Demo.start(tmp_path, *kept) as demo:
        assert re.findall(r"password .* is (\S+)", await demo.ready()) == before
        assert len(serving(tmp_path)) == SERVERS
        await demo.ends(signal.SIGINT, tmp_path)


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
    async with Demo.start(tmp_path) as demo:
        await demo.shown(step, 120)
        async with asyncio.timeout(60):  # in the midst of it: the bot has signed in on Matrix
            while "rooms" in step and not list(tmp_path.glob("*/matrix/*")):
                await asyncio.sleep(0.01)
        said = await demo.ends(end, tmp_path)
        assert "everything of the demonstration has been removed" in said.splitlines()[-1]
        assert "Traceback" not in said
        assert demo.process.returncode == 0
    assert not list(tmp_path.iterdir())

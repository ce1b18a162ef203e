"""The Slack-compatible server serves the loopback only, and is never left behind."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.slack import Channel, LocalSlack, User, local_slack
from bot.demo.slack.server import NODE, PROGRAM
from tests.servers.node import node

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64")

EMILY = User("U0CA1", "Emily (CA)", "America/Toronto")
DRAFT = Channel("C0DRAFT", "coordination", (EMILY.id,))

STARTS_AND_WAITS = """
import sys, time
from pathlib import Path
from bot.demo.slack import LocalSlack
server = LocalSlack(Path(sys.argv[1]), (), ())
server.start()
print(server.port, server._process.pid, flush=True)
time.sleep(60)
"""


def listeners(port: int) -> set[str]:
    """The addresses (hexadecimal, as the kernel shows them) that listen on a port."""
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            local, stage = line.split()[1], line.split()[3]
            address, _, number = local.partition(":")
            if stage == "0A" and int(number, 16) == port:
                found.add(address)
    return found


def gone(pid: int) -> bool:
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.05)
    return False


async def test_the_app_signs_in_and_finds_its_people_and_channels(tmp_path: Path) -> None:
    async with local_slack(tmp_path, [EMILY], [DRAFT]) as server:
        client = AsyncWebClient(server.bot_token, base_url=server.api_url)
        us = await client.auth_test()
        assert (us["team_id"], us["user_id"]) == (server.team, server.bot)
        members = await client.conversations_members(channel=DRAFT.id)
        assert set(members["members"]) == {EMILY.id, server.bot}
        who = await client.users_info(user=EMILY.id)
        assert who["user"]["real_name"] == "Emily (CA)"


async def test_it_listens_on_the_loopback_alone(tmp_path: Path) -> None:
    async with local_slack(tmp_path, [EMILY], [DRAFT]) as server:
        assert listeners(server.port) == {"0100007F"}
    assert not server.running
    assert listeners(server.port) == set()


async def test_the_page_shows_instants_in_the_time_of_its_reader_and_fits_a_phone(
    tmp_path: Path,
) -> None:
    async with (
        local_slack(tmp_path, [EMILY], [DRAFT]) as server,
        aiohttp.ClientSession() as http,
        http.get(f"{server.page_url}/") as page,
    ):
        script = (NODE / "page.js").read_text()
        shown = await page.text()
        assert script in shown
        assert (NODE / "narrow.css").read_text() in shown
    words = (
        "by <!date^1767000000^{date_short_pretty} {time}|then>, not <!date^1767000000^{ago}|then>"
    )
    shows = f"console.log(JSON.parse({json.dumps(json.dumps(words))}))"
    with node("--eval", f"{{{script}\n{shows}}}", env={"TZ": "Asia/Manila"}) as reader:
        out, errors = reader.communicate(timeout=30)
    assert out.strip() == "by 29 Dec 2025 17:20, not then", errors


async def test_port_and_tokens_stay_when_it_starts_again(tmp_path: Path) -> None:
    async with local_slack(tmp_path, [EMILY], [DRAFT]) as first:
        was = (first.port, first.tokens)
    async with local_slack(tmp_path, [EMILY], [DRAFT]) as second:
        assert (second.port, second.tokens) == was
    assert (tmp_path / "tokens.json").stat().st_mode & 0o777 == 0o600
    assert was[1].bot in json.loads((tmp_path / "config.json").read_text())["apps"][0]["botToken"]


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_the_one_who_started_it_is_killed(tmp_path: Path, end: signal.Signals) -> None:
    command = [sys.executable, "-c", STARTS_AND_WAITS, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as starter:
        assert starter.stdout is not None
        port, pid = map(int, starter.stdout.readline().split())
        assert listeners(port) == {"0100007F"}
        starter.send_signal(end)
        starter.wait(10)
        assert gone(pid)


def test_killed_it_starts_again_on_the_same_folder(tmp_path: Path) -> None:
    server = LocalSlack(tmp_path, [EMILY], [DRAFT])
    server.start()
    server.kill()
    assert listeners(server.port) == set()
    server.start()
    assert listeners(server.port) == {"0100007F"}
    server.stop()

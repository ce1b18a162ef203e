"""The homeserver of the demonstration keeps its people over a loss of power, and ends with us."""

import subprocess
import sys
import time
from pathlib import Path

import aiohttp

from bot.demo.synapse import Synapse

STARTER = """
import sys, time
from pathlib import Path
from bot.demo.synapse import Synapse
homeserver = Synapse(Path(sys.argv[1]))
homeserver.start()
print(homeserver._process.pid, flush=True)
time.sleep(600)
"""


async def signed_in(synapse: Synapse, name: str, password: str) -> str:
    body = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": name},
        "password": password,
    }
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{synapse.url}/_matrix/client/v3/login", json=body) as answer,
    ):
        found = await answer.json()
        assert answer.status == 200, found
        return str(found["user_id"])


async def test_a_registered_person_signs_in_after_kill_and_restart(synapse: Synapse) -> None:
    assert synapse.register("vera", "a password") == "@vera:localhost"
    assert await signed_in(synapse, "vera", "a password") == "@vera:localhost"
    port = synapse.port
    synapse.kill()
    assert not synapse.running
    synapse.start()
    assert synapse.port == port
    assert await signed_in(synapse, "vera", "a password") == "@vera:localhost"


def test_registering_again_changes_nothing(synapse: Synapse) -> None:
    assert synapse.register("vito", "a password") == synapse.register("vito", "another one")


def test_the_homeserver_ends_when_its_starter_is_killed(server_data: Path) -> None:
    command = [sys.executable, "-c", STARTER, str(server_data / "orphan")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        homeserver = starter.stdout.readline().strip()
        starter.kill()
    end = time.monotonic() + 20
    while lives(homeserver) and time.monotonic() < end:
        time.sleep(0.05)
    assert homeserver.isdigit()
    assert not lives(homeserver)


def lives(pid: str) -> bool:
    """Whether the process is there, and not only waiting to be noticed by its new parent."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False

"""The lines of `docs/operations.md` for an administrator of Synapse do what the page says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from bot.demo.served import direct
from bot.demo.synapse import Synapse
from tests.deploy.test_operations import PAGE

NAME = "set-up"
"""The bot's in the place of the page's, which others on this homeserver have."""


def line_of(command: str) -> str:
    [line] = re.findall(rf"{command} [^\n`]*", PAGE.partition("## Matrix")[2].partition("## ")[0])
    return str(line)


def typed(synapse: Synapse, line: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Type a line of the page into a shell, with this homeserver in the place of the example's."""
    here = line.replace("http://127.0.0.1:8008", synapse.url).replace("example.org", "localhost")
    here = here.replace("--user comity", f"--user {NAME}").replace("@comity:", f"@{NAME}:")
    here = here.replace("/etc/matrix-synapse", str(synapse.data))
    programs = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    env = os.environ | variables | {"PATH": programs}
    return subprocess.run(
        ["bash", "-c", here], env=env, capture_output=True, text=True, check=False
    )


def asked(where: str, body: dict[str, Any] | None = None, token: str = "") -> dict[str, Any]:
    content = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    request = urllib.request.Request(where, content, headers)  # noqa: S310 (our own loopback)
    with direct.open(request) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


def signed_in(synapse: Synapse, account: str) -> str:
    """A token of the account, whose password is `secret`."""
    who = {"type": "m.id.user", "user": account}
    body = {"type": "m.login.password", "identifier": who, "password": "secret"}
    return str(asked(f"{synapse.url}/_matrix/client/v3/login", body)["access_token"])


def test_the_bot_s_account_is_made_and_its_limits_are_lifted(synapse: Synapse) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not on this machine")
    made = typed(synapse, line_of("register_new_matrix_user") + " --password secret")
    assert made.returncode == 0, made.stdout + made.stderr
    assert signed_in(synapse, f"@{NAME}:localhost")
    root = signed_in(synapse, synapse.register("root", "secret", admin=True))
    lifted = typed(synapse, line_of("curl") + " --fail", TOKEN=root)
    assert lifted.returncode == 0, lifted.stdout + lifted.stderr
    address = f"{synapse.url}/_synapse/admin/v1/users/@{NAME}:localhost/override_ratelimit"
    assert asked(address, token=root) == {"messages_per_second": 0, "burst_count": 0}

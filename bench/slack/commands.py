"""Slash commands as Slack sends them: no two have the same trigger, all are signed beforehand."""

from __future__ import annotations

import json
from itertools import count
from urllib.parse import urlencode

from bench.slack.server import ROOM, SECRET, TEAM, USER
from tests.servers.slack.signing import signed

_number = count(1)


def command(text: str, user: str = USER, channel: str = ROOM) -> dict[str, str]:
    """The form of a command."""
    number = next(_number)
    return {
        "token": "bench",
        "team_id": TEAM,
        "team_domain": "comity",
        "channel_id": channel,
        "channel_name": "privategroup",
        "user_id": user,
        "user_name": "somebody",
        "command": "/comity",
        "text": text,
        "api_app_id": "A0COMITY",
        "is_enterprise_install": "false",
        "response_url": f"http://127.0.0.1:9/commands/{TEAM}/{number}/secret",
        "trigger_id": f"{number}.bench",
    }


def request(form: dict[str, str], path: str) -> bytes:
    """The whole request, signed now."""
    body = urlencode(form).encode()
    headers = {
        "Host": "127.0.0.1",
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "Accept": "application/json,*/*",
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(len(body)),
        **signed(SECRET, body),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST {path} HTTP/1.1\r\n{head}\r\n".encode() + body


def envelope(form: dict[str, str]) -> tuple[str, str]:
    """The same for Socket Mode: its name, and its text."""
    name = f"envelope-{form['trigger_id']}"
    told = {"envelope_id": name, "type": "slash_commands", "accepts_response_payload": True}
    return name, json.dumps(told | {"payload": form})

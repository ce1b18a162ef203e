"""Which message somebody points at: by the platform's own link to it, or by its own name."""

from __future__ import annotations

import re
from urllib.parse import unquote

from coordination.parties import Room
from coordination.refused import Refused
from coordination.said import Said

_SLACK = re.compile(
    r"https://(?P<host>[^/\s]+)/archives/(?P<room>\w+)/p(?P<seconds>\d{10,})(?P<rest>\d{6})"
    r"(?P<thread>\?thread_ts=\d{10,}\.\d{6}&cid=\w+)?"
)
_SLACKS = re.compile(r"[a-z0-9][a-z0-9-]*(\.enterprise)?\.slack(-gov)?\.com")
"""The hosts of Slack's workspaces: nobody is led elsewhere by what somebody typed."""
_MATRIX = re.compile(r"https://matrix\.to/#/(?P<room>![^/?\s]+)/(?P<event>\$[^/?\s]+)")
_NAME = re.compile(r"\$[\w.:/+=-]{1,255}|\d{10,}\.\d{6}")
"""What Matrix and Slack call a message."""
_POINTS = frozenset({"matrix", "slack"})


def written(text: str, room: Room) -> str:
    """The platform's own name of the message that a link leads to; raises `Refused`.

    Only of this room: who reads one room need not read another.
    """
    plain = unquote(text.strip("<> "))
    if _NAME.fullmatch(plain):
        return plain
    if found := _SLACK.match(plain):
        event = f"{found['seconds']}.{found['rest']}"
    elif found := _MATRIX.match(plain):
        event = found["event"]
    else:
        raise Refused("form", Said("incident.pin_no_link"))
    remote = room.remote or ""
    if found["room"] not in (remote, remote.partition(":")[2]):  # Slack's stand in a workspace
        raise Refused("form", Said("incident.pin_elsewhere"))
    return event


def given(text: str) -> str:
    """The link of Slack's that was given, without anything else; empty for every other text.

    It begins with the name of a workspace, which nothing but Slack and its clients knows.
    """
    found = _SLACK.match(unquote(text.strip("<> ")).replace("&amp;", "&"))
    return found[0] if found and _SLACKS.fullmatch(found["host"].lower()) else ""


def slack_link(domain: str, channel: str, event: str, thread: str | None) -> str:
    """The link that “Copy link” gives for a message; its name alone where that cannot be made."""
    under = f"?thread_ts={thread}&cid={channel}" if thread and thread != event else ""
    made = f"https://{domain}.slack.com/archives/{channel}/p{event.replace('.', '')}{under}"
    return made if given(made) == made else event


def link(room: Room, event: str) -> str:
    """The platform's own link to a message of this room, without what only a client knows.

    Empty where none can be made: see `given`.
    """
    remote = room.remote or ""
    if room.platform != "matrix" or not (remote.startswith("!") and event.startswith("$")):
        return ""
    return f"https://matrix.to/#/{remote}/{event}"


def by_what(room: Room) -> str:
    """How one points at a message where this is said."""
    return room.platform if room.platform in _POINTS else "link"

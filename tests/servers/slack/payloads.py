"""What the server tells, made into what Slack tells."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from typing import Any

from bot.demo.slack.workspace import BOT, TEAM
from tests.servers.slack.facts import Facts
from tests.servers.slack.seen import Seen

DOMAIN = "ica"
"""The workspace's own name in the addresses of Slack's pages."""
SUBSCRIBED = frozenset(
    (
        "app_mention",
        "app_home_opened",
        "message.im",
        "member_joined_channel",
        "member_left_channel",
        "channel_shared",
        "channel_unshared",
        "channel_convert_to_private",
        "channel_convert_to_public",
        "channel_id_changed",
        "channel_archive",
        "channel_deleted",
        "channel_rename",
        "channel_left",
        "group_left",
        "group_archive",
        "group_deleted",
        "group_rename",
        "shared_channel_invite_accepted",
        "team_access_granted",
        "team_access_revoked",
        "tokens_revoked",
        "app_uninstalled",
        "user_change",
        "reaction_added",
    )
)
"""The events that the tests' app may subscribe to."""


def name_of(event: dict[str, Any]) -> str:
    """The event as a subscription calls it: a message is one of its kind of channel."""
    kind = str(event["type"])
    return f"message.{event.get('channel_type')}" if kind == "message" else kind


def altered(body: dict[str, Any]) -> dict[str, Any]:
    """An event as Slack tells it where a message was edited or removed; any other as it is.

    In a direct channel the kind of channel is told too; elsewhere a mention is told anew.
    """
    event = body["event"]
    if event["type"] != "message" or "previous_message" not in event:
        return body
    if str(event["channel"]).startswith("D"):
        return body | {"event": {"channel_type": "im"} | event}
    message = event.get("message") or {}
    if f"<@{BOT}>" not in message.get("text", ""):
        return body
    about = {"type": "app_mention", "channel": event["channel"], "event_ts": event["event_ts"]}
    return new_event(message | about, body["api_app_id"])


def event_told(body: dict[str, Any], facts: Facts) -> dict[str, Any]:
    """An event with the sender's own team, as the Events API tells it."""
    event = dict(body["event"])
    for name in ("message", "previous_message"):
        if name in event:
            event[name] = {"team": facts.team_of(event[name].get("user"))} | event[name]
    user = event.get("user")
    if isinstance(user, str):
        team = facts.team_of(user)
        event["team"] = team
        if team != TEAM:
            event |= {"user_team": team, "source_team": team}
    if event["type"] == "message" and "bot_id" not in event and "subtype" not in event:
        event.setdefault("client_msg_id", secrets.token_hex(8))
    shared = bool(facts.channels.get(str(event.get("channel")), {}).get("is_ext_shared"))
    return body | {"event": event, "is_ext_shared_channel": shared, "context_team_id": TEAM}


def new_event(event: dict[str, Any], app: str) -> dict[str, Any]:
    """An event that the server does not know of."""
    stamp = {"event_ts": f"{time.time():.6f}"}
    authorization = {"enterprise_id": None, "team_id": TEAM, "user_id": BOT, "is_bot": True}
    return {
        "token": "verification-token",
        "team_id": TEAM,
        "api_app_id": app,
        "event": stamp | event,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(time.time()),
        "authorizations": [authorization | {"is_enterprise_install": False}],
    }


def command_told(form: dict[str, str], facts: Facts) -> dict[str, str]:
    """A slash command; its trigger works from now on."""
    facts.triggers[form["trigger_id"]] = time.monotonic()
    return form


def interaction_told(payload: dict[str, Any], facts: Facts) -> dict[str, Any]:
    """A click or a submitted form, with the person's own team and the place it happened in."""
    told = payload | {"enterprise": None}
    told["user"] = payload["user"] | {"team_id": facts.team_of(payload["user"]["id"])}
    if "trigger_id" in payload:
        facts.triggers[payload["trigger_id"]] = time.monotonic()
    if payload["type"] == "block_actions":
        told |= _place(payload)
        if told["container"].get("is_ephemeral"):
            told.pop("message", None)  # Slack does not keep what only one person saw
        for action in told["actions"]:
            action["action_ts"] = f"{time.time():.6f}"
    return told


def shortcut_told(
    name: str, user: str, seen: Seen | None, team_of: Callable[[str], str]
) -> dict[str, Any]:
    """A shortcut that a person uses on a message, or on nothing."""
    told = {
        "type": "message_action" if seen else "shortcut",
        "callback_id": name,
        "team": {"id": team_of(user), "domain": DOMAIN},
        "user": {"id": user},
    }
    if seen is None:
        return told
    message = {"type": "message", "user": seen.user, "text": seen.text, "ts": seen.ts}
    thread = {"thread_ts": seen.thread} if seen.thread else {}
    message |= {"team": team_of(seen.user)} | thread
    return told | {"channel": {"id": seen.channel}, "message": message}


def _place(payload: dict[str, Any]) -> dict[str, Any]:
    message = payload.get("message")
    if not message:
        return {}  # App Home: see `World.home_told`
    container = dict(payload["container"])
    if message.get("thread_ts"):
        container["thread_ts"] = message["thread_ts"]
    if message.get("subtype") == "ephemeral":
        container["is_ephemeral"] = True
    return {"container": container}

"""From a payload of Slack to what the rest of the bot hears (pure).

Only signed ids count: names, which people change, are never read.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from json import loads
from typing import Any

from msgspec import DecodeError
from msgspec.json import decode

from bot.slack.address import is_direct, joined
from bot.slack.change import Change, change_of
from commands.heard import Incoming

NAME = "slack"
_LINK = re.compile(r"<(?:[^|<>]*\|)?([^|<>]*)>")
_CALLED = re.compile(r"^(?:[!/]comity\b\s*|!)", re.IGNORECASE)
_SAID = (None, "file_share", "thread_broadcast")
"""Kinds of messages that are words of a person, not about an earlier message."""
_WORDS = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def read(text: str) -> Any:
    """JSON as Slack sends it; raises ValueError for what is none."""
    try:
        return decode(text)
    except DecodeError:  # people can send half of a surrogate pair
        return loads(text)


def part(body: dict[str, Any], name: str) -> dict[str, Any]:
    """A nested object; empty where there is none."""
    found = body.get(name)
    return found if isinstance(found, dict) else {}


def spoken(text: str) -> str:
    """What the person typed: Slack's escapes and links undone."""
    plain = _LINK.sub(r"\1", text)
    for escaped, sign in _WORDS:
        plain = plain.replace(escaped, sign)
    return plain


def without_mention(text: str, bot_user: str) -> str:
    """A line that speaks to us by name, without the name."""
    return re.sub(rf"<@{re.escape(bot_user)}(?:\|[^>]*)?>[:,]?", " ", text).strip()


def instant(stamp: object) -> datetime | None:
    """Slack's seconds as an instant; None for what is none."""
    try:
        return datetime.fromtimestamp(float(str(stamp)), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def line(text: str, direct: bool) -> str:
    """As the receipt wants it: what is said to us in a shared room says so."""
    typed = text.strip()
    return typed if direct else f"!comity {_CALLED.sub('', typed)}"


def from_event(body: dict[str, Any], team: str, bot_user: str) -> Incoming | None:
    """A mention or a direct message to us, also changed or removed; None for what is neither."""
    event, channel = part(body, "event"), part(body, "event").get("channel")
    if not channel or (event.get("type") == "message" and not is_direct(str(channel))):
        return None  # people's own talk
    change = change_of(event)
    message = change.message if change else event
    user, text = message.get("user"), message.get("text")
    if message.get("subtype") not in _SAID or not (user and text):
        return None
    if message.get("bot_id") or user == bot_user:
        return None
    typed = spoken(without_mention(str(text), bot_user))
    home = _writers_team(message, body, team)
    thread = str(message["thread_ts"]) if message.get("thread_ts") else None
    direct = is_direct(str(channel))
    heard = Incoming(
        platform=NAME,
        event=_named(team, str(channel), message) or str(body.get("event_id")),
        account=joined(home, str(user)),
        room=joined(team, str(channel)),
        text=line(typed, direct),
        sent_at=instant(message.get("ts")),
        thread=thread,
        answers=thread if direct else None,  # what it hangs on is what was asked
        direct=direct,
        safe=home == team or (_organised(body, team) and home == str(body.get("team_id"))),
    )
    return heard if change is None else _changed(heard, change, str(body.get("event_id")))


def _named(team: str, channel: str, message: dict[str, Any]) -> str:
    """A message's own name, by which what tells of its change knows it; empty where it has none."""
    return joined(joined(team, channel), str(message["ts"])) if message.get("ts") else ""


def _changed(heard: Incoming, change: Change, event: str) -> Incoming:
    """The change of a line: dated by itself, or it would be as early as the line (DR-11)."""
    heard = heard._replace(event=event, replaces=heard.event, sent_at=instant(change.at))
    return heard._replace(text="", removed=True) if change.removed else heard


def from_reaction(body: dict[str, Any], team: str, bot_user: str) -> Incoming | None:
    """A sign that somebody put on a message of ours; which sign it was is not read (P-03)."""
    event = part(body, "event")
    item, user = part(event, "item"), event.get("user")
    channel, on = item.get("channel"), item.get("ts")
    ours = event.get("item_user") == bot_user and user != bot_user
    if not (ours and user and channel and on and item.get("type") == "message"):
        return None
    return Incoming(
        platform=NAME,
        event=str(body.get("event_id")),
        account=joined(_writers_team(event, body, team), str(user)),
        room=joined(team, str(channel)),
        text="",
        sent_at=None,
        answers=str(on),
        direct=is_direct(str(channel)),
        reaction=True,
    )


def from_command(
    body: dict[str, Any],
    team: str,
    signed_at: datetime | None,
    channel: str = "",
    *,
    own: bool = False,
) -> Incoming:
    """A slash command; Slack takes none inside a thread. `own`: as for `from_action`."""
    channel = channel or channel_of(body)
    return Incoming(
        platform=NAME,
        event=str(body.get("trigger_id")),
        account=account_of(body, team),
        room=joined(team, channel),
        text=f"!comity {str(body.get('text') or '').strip()}",
        sent_at=signed_at,
        direct=own,
        unseen=True,
    )


def from_action(
    body: dict[str, Any],
    team: str,
    text: str,
    signed_at: datetime | None,
    channel: str = "",
    *,
    own: bool = False,
) -> Incoming:
    """A button, a menu or a shortcut, as the line it stands for.

    `own`: the channel is known to be the app's direct channel with whoever did it.
    """
    channel = channel or channel_of(body)
    action = next((one for one in body.get("actions") or () if isinstance(one, dict)), {})
    return Incoming(
        platform=NAME,
        event=str(body.get("trigger_id") or f"{action.get('action_ts')}:{account_of(body, team)}"),
        account=account_of(body, team),
        room=joined(team, channel),
        text=line(text, own),
        sent_at=instant(action.get("action_ts")) or signed_at,
        thread=thread_of(body),
        direct=own,
        unseen=True,
    )


def account_of(body: dict[str, Any], team: str) -> str:
    """Who did it: the person's own team and id.

    Also where the app is installed for a whole organisation (Enterprise Grid): the organisation
    then names the install, and never a person's account where Slack gives the workspace.
    """
    user = body.get("user")
    if isinstance(user, dict):
        home = user.get("team_id") or part(body, "team").get("id") or team
        return joined(str(home), str(user.get("id")))
    home = body.get("user_team_id") or body.get("team_id") or team
    return joined(str(home), str(body.get("user_id")))


def visitor(body: dict[str, Any], team: str) -> str:
    """Who opened App Home; Slack shows it to people of its own workspaces alone."""
    return joined(str(body.get("team_id") or team), str(part(body, "event").get("user")))


def _writers_team(event: dict[str, Any], body: dict[str, Any], team: str) -> str:
    """The writer's own team; the workspace where Slack gives the writer's organisation, ours."""
    home = str(event.get("user_team") or event.get("team") or body.get("team_id") or team)
    inside = _organised(body, team) and home == team
    return str(body.get("team_id") or home) if inside else home


def _organised(body: dict[str, Any], team: str) -> bool:
    """Whether the install is that of the organisation whose workspace tells of this."""
    return str(body.get("enterprise_id")) == team


def channel_of(body: dict[str, Any]) -> str:
    """Where it was done; empty in App Home and for a global shortcut."""
    channel = body.get("channel_id") or part(body, "channel").get("id")
    return str(channel or part(body, "container").get("channel_id") or "")


def thread_of(body: dict[str, Any]) -> str | None:
    """The root of the thread it was done in, if it was in one."""
    root = part(body, "message").get("thread_ts") or part(body, "container").get("thread_ts")
    return str(root) if root else None


def kind_of(body: dict[str, Any]) -> str:
    """Under what the table of handlers knows a payload."""
    if "command" in body:
        return "command"
    kind = str(body.get("type"))
    return f"event:{part(body, 'event').get('type')}" if kind == "event_callback" else kind


def once(body: dict[str, Any]) -> str | None:
    """What names a payload for good, however often it comes; None where a repeat does no harm."""
    if body.get("type") == "block_suggestion":
        return None
    named = body.get("event_id") or body.get("trigger_id")
    return str(named) if named else None

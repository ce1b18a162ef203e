"""What a message looks like in Slack (pure)."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from bot.rooms import Message
from bot.slack.address import is_direct

EVENT_TYPE = "comity"
TEXT = 39_000
"""Signs in a message; Slack cuts off what is over 40,000."""


def escaped(text: str) -> str:
    """Words that Slack reads as they are: no mention, link or command hides in them."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def message_arguments(channel: str, message: Message) -> dict[str, Any]:
    """What chat.postMessage, chat.update and chat.postEphemeral share."""
    blocks = list(getattr(message, "blocks", ()))
    users = [account.partition(":")[2] for account in message.mention]
    called = " ".join(f"<@{user}>" for user in users if user) if not is_direct(channel) else ""
    text = escaped(message.plain)[:TEXT]
    return {"channel": channel, "text": f"{called} {text}".strip(), "blocks": blocks}


def marks(key: str) -> dict[str, Any]:
    """By which a message that may have been shown is found again, or taken once."""
    return {
        "metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": key}},
        "client_msg_id": client_id(key),
    }


def client_id(key: str) -> str:
    """The same id for the same key, in the form that Slack's clients use."""
    try:
        return str(UUID(hex=key))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, f"comity:{key}"))


def bears(shown: dict[str, Any], key: str) -> bool:
    """Whether a message in a channel is the one with this key."""
    metadata = shown.get("metadata")
    payload = metadata.get("event_payload") if isinstance(metadata, dict) else None
    if isinstance(payload, dict) and payload.get("key") == key:
        return True
    return shown.get("client_msg_id") == client_id(key)


def channel_name(name: str) -> str:
    """A name that Slack takes: small letters, digits and dashes, at most 80."""
    signs = (sign if sign.isalnum() else "-" for sign in name.casefold())
    words = [word for word in "".join(signs).split("-") if word]
    return "-".join(words)[:80].strip("-") or EVENT_TYPE

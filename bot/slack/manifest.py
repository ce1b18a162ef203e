"""The app's manifest: what an administrator pastes to make the app in a workspace."""

from __future__ import annotations

from typing import Any

from bot.slack.scopes import EVENTS, SCOPES

COMMAND = "/comity"
SHORTCUTS = (
    {
        "name": "Open an incident",
        "type": "global",
        "callback_id": "incident open",
        "description": "Tell the authorities of your group what seems to be happening",
    },
    {
        "name": "Add to an incident",
        "type": "message",
        "callback_id": "incident report",
        "description": "Report what this message says under an incident",
    },
    {
        "name": "Carry to other rooms",
        "type": "message",
        "callback_id": "incident relay",
        "description": "Carry this message, as its author's words, into an incident's other rooms",
    },
    {
        "name": "Keep in an incident",
        "type": "message",
        "callback_id": "incident pin",
        "description": "Keep this message in the timeline of an incident",
    },
)
"""The shortcuts; the identifier of each is the beginning of the line that it stands for."""
_ABOUT = (
    "Comity lives in the channels of authorities that act together against suspected illicit "
    "practices in intercountry adoption and child trafficking. It opens incidents, polls States, "
    "follows commitments and calls roundtables. It reads what is addressed to it, and nothing else."
)


def manifest(
    name: str, address: str, *, rotate: bool = False, everywhere: bool = False
) -> dict[str, Any]:
    """For HTTP at this address (with its path), or for Socket Mode where it is empty.

    `everywhere`: it may be installed once for a whole organisation (an E… id).
    """
    return {
        "_metadata": {"major_version": 2, "minor_version": 0},
        "display_information": {
            "name": name,
            "description": "Authorities act together: incidents, polls, commitments, roundtables",
            "long_description": _ABOUT,
            "background_color": "#1d3b53",
        },
        "features": _features(name, address),
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": _at(address) | {"bot_events": sorted(EVENTS)},
            "interactivity": _interactive(address),
            "org_deploy_enabled": everywhere,
            "socket_mode_enabled": not address,
            "token_rotation_enabled": rotate,
        },
    }


def _features(name: str, address: str) -> dict[str, Any]:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": name, "always_online": True},
        "shortcuts": [dict(one) for one in SHORTCUTS],
        "slash_commands": [_command(address)],
    }


def _command(address: str) -> dict[str, Any]:
    command = {
        "command": COMMAND,
        "description": "What waits for you, and everything that can be done here",
        "usage_hint": "[today | incident open | poll vote | help …]",
        "should_escape": False,
    }
    return command | ({"url": address} if address else {})


def _at(address: str) -> dict[str, Any]:
    return {"request_url": address} if address else {}


def _interactive(address: str) -> dict[str, Any]:
    lists = {"message_menu_options_url": address} if address else {}
    return {"is_enabled": True} | _at(address) | lists

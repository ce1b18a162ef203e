"""What the app may do in a workspace: the scope of each method that is called, and each event.

Nothing else is asked for at the installation. People's own talk in channels is not subscribed to.
"""

from __future__ import annotations

METHODS: dict[str, str] = {
    "apps.connections.open": "",
    "auth.test": "",
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.create": "groups:write",
    "conversations.history": "groups:history",
    "conversations.info": "groups:read",
    "conversations.invite": "groups:write",
    "conversations.kick": "groups:write",
    "conversations.members": "groups:read",
    "conversations.open": "im:write",
    "conversations.replies": "groups:history",
    "conversations.setTopic": "groups:write",
    "files.completeUploadExternal": "files:write",
    "files.delete": "files:write",
    "files.getUploadURLExternal": "files:write",
    "oauth.v2.access": "",
    "users.conversations": "groups:read",
    "users.info": "users:read",
    "views.open": "",
    "views.publish": "",
    "views.update": "",
}
"""Every method that is called, with the scope that allows it; empty where none is needed."""

EVENTS: dict[str, str] = {
    "app_home_opened": "",
    "app_mention": "app_mentions:read",
    "channel_archive": "channels:read",
    "channel_shared": "groups:read",
    "channel_unshared": "groups:read",
    "group_archive": "groups:read",
    "group_left": "groups:read",
    "group_unarchive": "groups:read",
    "member_joined_channel": "groups:read",
    "member_left_channel": "groups:read",
    "message.im": "im:history",
    "reaction_added": "reactions:read",
    "user_guest_status_changed": "users:read",
}
"""Every event that is subscribed to: what is said to the bot, or put on its own messages as a sign,
and what tells of a room's safety."""

REASONS: dict[str, str] = {
    "app_mentions:read": "`@Comity …` in a channel or thread",
    "channels:read": "to notice that a room has become public, and stop trusting it",
    "chat:write": "messages, cards, private replies",
    "commands": "`/comity` and the four shortcuts",
    "files:write": "calendar files and certificates",
    "groups:history": "only to look for a message of its own whose sending Slack never confirmed",
    "groups:read": "who is in a private channel, and with whom it is shared",
    "groups:write": "to make private channels, invite and remove",
    "im:history": "what is written to the bot in a direct message",
    "im:read": "the direct room of a person",
    "im:write": "to open a direct room",
    "reactions:read": "to tell who puts a 👎 on a poll that it is no objection, and how to object",
    "users:read": "whether somebody is a guest or of another organisation",
}
"""Each scope that is asked for, and why: those of the two tables, and three beside them."""

SCOPES = tuple(sorted(REASONS))
SOCKET_SCOPE = "connections:write"
"""Of the app-level token, which Socket Mode needs."""

"""A form that was sent, as the line that it became."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from bot.slack.address import is_direct, parted
from bot.slack.forms import Line
from bot.slack.incoming import from_action, part
from bot.slack.workspaces import Installed
from commands.heard import Incoming


def sent(install: Installed, body: dict[str, Any], at: datetime | None, line: Line) -> Incoming:
    """The line, in the room where the form was opened.

    The event is the view and what it says: each press has a trigger of its own, and the same words
    act once. Slack leaves a form open where our acknowledgement was late; whoever then says
    something else with it is heard.
    """
    channel = parted(line.room)[1]
    own = is_direct(channel)  # a form is never opened in another direct channel
    heard = from_action(body, install.team, line.text, at, channel, own=own)
    view = part(body, "view").get("id")
    event = f"view:{view}:{_named(install, line.text)}" if view else heard.event
    return heard._replace(event=event, room=line.room, thread=line.thread)


def _named(install: Installed, text: str) -> str:
    """A name for these words that tells nobody which they are: it outlives the receipt's words.

    Without the app's secret nobody can try whether they were a yes or a no.
    """
    secret = install.settings.signing_secret or install.settings.app_token
    key = hashlib.sha256(secret.encode()).digest()
    return hashlib.blake2b(text.encode(), key=key, digest_size=16).hexdigest()

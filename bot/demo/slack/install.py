"""Our app as it is installed in the demonstration's workspace."""

from __future__ import annotations

from pathlib import Path

from bot.demo.slack.server import LocalSlack
from bot.slack.platform import SlackPlatform
from bot.slack.reading import Reading
from bot.slack.settings import SOCKET, SlackSettings
from bot.steady import utc_now
from commands.deployment import Deployment
from config.settings import Workspace
from storage.database import Database

LACKS = frozenset(
    ("multi_select", "external_select", "datetime", "multiline", "initial", "dates", "buttons")
)
"""What forms on the server's page cannot have."""


def installed(
    server: LocalSlack, database: Database, key: bytes, folder: Path, platforms: frozenset[str]
) -> SlackPlatform:
    """The platform in Socket Mode; `platforms` are all that the bot is on."""
    tokens = server.tokens
    install = Workspace(
        team=server.team,
        bot_token=tokens.bot,
        app_token=tokens.app,
        signing_secret=tokens.signing_secret,
    )
    settings = SlackSettings(
        installs=(install,),
        key=key,
        store=folder,
        mode=SOCKET,
        api_url=server.api_url,
        lacks=LACKS,
        pace=0.0,  # nobody else uses this server
    )
    return SlackPlatform(settings, Reading(database, Deployment(platforms), LACKS, utc_now))

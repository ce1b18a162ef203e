"""A Slack-compatible server on the loopback, with a web page: for the demonstration and tests."""

from bot.demo.served import NotStarted
from bot.demo.slack.program import NotInstalled
from bot.demo.slack.server import LocalSlack, local_slack
from bot.demo.slack.workspace import Channel, Mode, Tokens, User

__all__ = [
    "Channel",
    "LocalSlack",
    "Mode",
    "NotInstalled",
    "NotStarted",
    "Tokens",
    "User",
    "local_slack",
]

"""Slack as tests need it: the Slack-compatible server, and before it what Slack does and it lacks.

async with slack(folder, users, channels, Mode.HTTP) as world:
    bot = SlackSettings(api=world.api_url, token=world.bot_token, ...)
    world.listens(bot_url)              # HTTP: where the bot takes what it is told
    emily = world.person("U0CA1")
    await emily.command("incident list", "C0DRAFT")
    assert not world.wrong              # what Slack would not have taken
"""

from bot.demo.slack import Channel, Mode, User
from tests.servers.slack.form import Form
from tests.servers.slack.person import Person
from tests.servers.slack.seen import Seen
from tests.servers.slack.spoiling import Broken, Busy, Held, Late, Lost, No
from tests.servers.slack.telling import Again, Deaf, Delayed, Twice
from tests.servers.slack.world import World, slack

__all__ = [
    "Again",
    "Broken",
    "Busy",
    "Channel",
    "Deaf",
    "Delayed",
    "Form",
    "Held",
    "Late",
    "Lost",
    "Mode",
    "No",
    "Person",
    "Seen",
    "Twice",
    "User",
    "World",
    "slack",
]

"""Slack asks to be left alone for a while: that is heeded, and then everything is shown."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.demo.slack import Mode
from bot.demo.slack.server import PROGRAM
from tests.servers.slack import Busy
from tests.stories.at_the_table import consulted
from tests.stories.conftest import NewSlackTown
from tests.stories.slack_town import TABLE, SlackTown

pytestmark = [
    pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64"),
    pytest.mark.timeout(240),
]
REST = 8


async def asked(here: SlackTown, method: str, since: int) -> float:
    """Wait until this method was called; gives when, in seconds."""
    async with asyncio.timeout(60):
        while method not in [name for name, _ in here.slack.desk.asked[since:]]:
            await asyncio.sleep(0.01)
    return time.monotonic()


async def test_a_card_is_edited_when_slack_has_rested(slack_town: NewSlackTown) -> None:
    here = await slack_town(Mode.HTTP)
    incident = await consulted(here)
    await here.quiet()
    before, done = len(here.slack.desk.asked), len(here.slack.calls)
    here.slack.spoil("chat.update", Busy(REST), times=1)
    line = f"incident report {incident} basis=fact It is in a third file now=yes"
    await here.person("dario").types(TABLE, line)
    refused = await asked(here, "chat.update", before)
    async with asyncio.timeout(60):
        while not (edits := [c for c in here.slack.calls[done:] if c.method == "chat.update"]):
            await asyncio.sleep(0.1)
    assert edits[0].at - refused >= REST - 1


async def test_app_home_is_drawn_though_slack_could_not_show_it_at_first(
    slack_town: NewSlackTown,
) -> None:
    here = await slack_town(Mode.HTTP)
    await here.quiet()
    paolo = here.person("pol1").person
    before = len(here.slack.desk.asked)
    here.slack.spoil("views.publish", Busy(1), times=1)
    await paolo.page.control("open-home", user=paolo.id)
    await asked(here, "views.publish", before)
    await paolo.page.until(lambda: "Paolo" in paolo.home, 60)

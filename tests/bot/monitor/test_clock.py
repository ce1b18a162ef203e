"""Somebody sets the machine's clock while the bot lives: operators are told, nothing moves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.demo.slack.server import PROGRAM
from tests.bot.monitor.conftest import NewRoundtable
from tests.stories.delegate import DIRECT

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64")
JUMPED, RIGHT = "The clock of my machine has jumped by {:,} seconds", "The clocks agree again."


@pytest.mark.rule("DR-11")
async def test_a_clock_set_forward_and_back_closes_nothing_and_is_told_of_once_each(
    roundtable: NewRoundtable,
) -> None:
    here = await roundtable()
    _, poll = await here.polled("poll open {0} closes=3h")
    paolo, chiara = here.person("pol1"), here.person("cwa1")
    for hours in (5, -5):
        here.machine.set_ahead = timedelta(hours=hours)
        await here.told(JUMPED.format(hours * 3_600))
        await (paolo if hours > 0 else chiara).says(DIRECT, f"poll vote {poll} yes")
        await (paolo if hours > 0 else chiara).gets("recorded on")
        here.machine.set_ahead = timedelta()
        before = here.read().count(RIGHT)
        await here.told_more(RIGHT, before)
    await here.quiet()
    assert len(here.read()) == 4
    assert await here.bot.look(lambda store: store.contacts.extensions(poll)) == []
    receipts = [line for line in here.bot.log if '"heard"' in line]
    assert len(receipts) == len(set(receipts))


async def test_a_platform_whose_clock_is_far_from_ours_is_told_of_once(
    roundtable: NewRoundtable,
) -> None:
    here = await roundtable()
    here.machine.shown_wrong = timedelta(minutes=2)
    await here.person("dario").types("table", "whoami")
    await here.told("The clock of Slack and the clock of my machine are")
    here.machine.shown_wrong = timedelta()
    await here.person("dario").types("table", "whoami")
    await here.told("The clock of Slack and the clock of my machine agree again")
    assert len(here.read()) == 2

"""Slack fails for a while: operators are told, States get more time, and all heals by itself."""

from __future__ import annotations

import pytest

from bot.demo.slack.server import PROGRAM
from tests.bot.monitor.conftest import NewRoundtable
from tests.bot.monitor.roundtable import until
from tests.servers.slack import Broken, Busy
from tests.servers.slack.spoiling import Way
from tests.stories.delegate import DIRECT
from tests.stories.slack_town import TABLE

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64")
AWAY, BACK = "I cannot reach Slack", "Slack is back"


@pytest.mark.rule("DR-11", "P-17")
async def test_a_socket_that_stays_down_is_an_outage_though_words_still_leave(
    roundtable: NewRoundtable,
) -> None:
    here = await roundtable()
    _, poll = await here.polled("poll open {0} closes=3h")
    here.slack.spoil("apps.connections.open", Broken(), times=1_000)
    here.slack.links.drop()
    slack = here.bot.service.runtime.platforms["slack"]
    await until(lambda: not slack.contact.there)  # type: ignore[attr-defined]
    here.slack.teller.delays = (0.5,) * 100
    paolo = here.person("pol1")
    await paolo.says(DIRECT, f"poll vote {poll} yes")
    here.machine.passes(20)
    await here.told(AWAY)
    here.slack.desk.spoiled.clear()
    await here.told(BACK)
    told = await paolo.hears("has more time", TABLE)
    assert poll in told.words
    await paolo.gets("recorded on")
    await paolo.hears(lambda m: "Extended: Slack was away" in m.words, TABLE)
    await here.quiet()
    assert len([words for words in here.read() if AWAY in words or BACK in words]) == 2


@pytest.mark.rule("DR-11", "P-17")
@pytest.mark.parametrize("way", [Busy(1), Broken(503)])
async def test_slack_that_takes_nothing_for_minutes_is_told_of_once_and_gets_what_waits(
    roundtable: NewRoundtable, way: Way
) -> None:
    here = await roundtable()
    dario = here.person("dario")
    here.slack.spoil("chat.*", way, times=1_000)
    await dario.types(TABLE, "whoami")
    patience = here.bot.service.runtime.sender.patience
    await until(lambda: bool(patience.failing("slack")))
    here.machine.passes(10)
    await here.bot.logs("operators_told")
    here.slack.desk.spoiled.clear()
    here.machine.passes(1)
    await dario.gets("Dario")
    await here.told(BACK)
    await here.quiet()
    assert len([words for words in here.read() if AWAY in words]) == 1


async def test_a_socket_that_drops_every_moment_loses_nothing_and_is_no_outage(
    roundtable: NewRoundtable,
) -> None:
    here = await roundtable()
    dario = here.person("dario")
    here.slack.teller.patience = 2.0
    here.slack.teller.delays = (0.2,) * 100
    for number in range(5):
        await dario.says(DIRECT, f"why DR-0{number + 1}")
        here.slack.links.drop()
        await here.slack.links.connected(1)
    for number in range(5):
        await dario.hears(f"DR-0{number + 1}", DIRECT)
    await here.quiet()
    assert here.read() == []

"""Slack takes our token no more: operators on the other platform read what only they can mend."""

from __future__ import annotations

import pytest

from bot.demo.slack.server import PROGRAM
from tests.bot.monitor.conftest import NewHalfAway
from tests.servers.slack import No
from tests.stories.slack_town import TABLE

pytestmark = [
    pytest.mark.xdist_group("synapse"),
    pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64"),
]
REFUSED, BACK = "Slack refuses me (token_revoked)", "Slack is back"


async def test_a_token_that_slack_takes_no_more_while_the_socket_lives_is_told_with_its_code(
    half_away: NewHalfAway,
) -> None:
    here = await half_away()
    otto = await here.delegate("op1", "ops")
    dario = here.person("dario")
    await here.heard_from("slack")
    here.slack.spoil("chat.*", No("token_revoked"), times=1_000)
    await dario.types(TABLE, "whoami")
    await here.passes(3)
    await otto.hears(REFUSED, "ops")
    here.slack.desk.spoiled.clear()
    await here.passes(2)
    await dario.gets("Dario")
    await otto.hears(BACK, "ops")
    told = [m.body for m in otto.told("ops") if "refuses me" in m.body or BACK in m.body]
    assert len(told) == 2
    assert not [m.body for m in otto.told("ops") if "cannot reach" in m.body]


async def test_a_token_that_slack_refuses_at_the_start_is_told_with_its_code(
    half_away: NewHalfAway,
) -> None:
    here = await half_away()
    otto = await here.delegate("op1", "ops")
    await here.bot.stop()
    here.slack.spoil("auth.test", No("token_revoked"), times=1_000)
    await here.bot.start()
    await here.passes(3)
    await otto.hears(REFUSED, "ops")
    here.slack.desk.spoiled.clear()
    await otto.hears(BACK, "ops")

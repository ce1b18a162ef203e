"""What `comity doctor` finds at Slack: its token, scopes, team, clock and way in."""

from __future__ import annotations

from dataclasses import replace

from bot.operate.finding import Grade
from bot.slack.scopes import SCOPES
from config.settings import Settings
from tests.bot.operate.doctored import findings
from tests.bot.operate.slack_like import slack


async def test_slack_is_well_with_its_scopes_and_its_clock(here: Settings) -> None:
    async with slack(",".join(SCOPES)) as account:
        found = await findings(replace(here, slack=account))
    checks = ("slack_token", "slack_scopes", "slack_clock", "slack_way_in")
    assert {found[check].grade for check in checks} == {Grade.OK}


async def test_scopes_that_are_missing_or_too_many_are_named(here: Settings) -> None:
    async with slack(",".join(SCOPES[1:])) as account:
        found = await findings(replace(here, slack=account))
        assert found["slack_scopes"].said["scopes"] == (SCOPES[0],)
        assert found["slack_scopes"].grade is Grade.FAILURE
    async with slack(",".join((*SCOPES, "channels:history"))) as account:
        found = await findings(replace(here, slack=account))
        assert found["slack_scopes"].said.msgid == "doctor.scopes_more"
    async with slack(None) as account:
        found = await findings(replace(here, slack=account))
        assert found["slack_scopes"].said.msgid == "doctor.scopes_unknown"


async def test_a_token_a_team_a_socket_or_a_clock_that_is_wrong_is_told(here: Settings) -> None:
    async with slack(None, error="token_revoked") as account:
        found = await findings(replace(here, slack=account))
        assert found["slack_token"].said["code"] == "token_revoked"
    async with slack(",".join(SCOPES), behind=120) as account:
        found = await findings(replace(here, slack=replace(account, app_token="xapp-wrong")))
        assert found["slack_clock"].grade is Grade.FAILURE
        assert found["slack_way_in"].grade is Grade.FAILURE
        found = await findings(replace(here, slack=replace(account, team="T0B")))
        assert found["slack_token"].said.msgid == "doctor.slack_other_team"
        without = replace(account, app_token="")
        assert (await findings(replace(here, slack=without)))["slack"].grade is Grade.FAILURE


async def test_http_needs_somebody_who_listens(here: Settings, free_port: int) -> None:
    async with slack(",".join(SCOPES)) as account:
        http = replace(account, mode="http", signing_secret="x", port=free_port)
        found = await findings(replace(here, slack=http))
        assert found["slack_way_in"].said.msgid == "doctor.slack_http_none"

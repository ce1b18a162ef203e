"""The workspaces the app is installed in: their tokens, and who we are there."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from bot.rooms import Impossible
from bot.slack.address import parted
from bot.slack.calls import Web
from bot.slack.settings import SlackSettings
from bot.slack.tokens import Tokens
from config.settings import Workspace

log = logging.getLogger(__name__)


@dataclass
class Installed:
    """One install; `team` is the workspace's id, or the organisation's on Enterprise Grid."""

    settings: Workspace
    web: Web
    team: str
    bot_user: str = ""
    bot: str = ""


class Workspaces:
    """Every install, found by its team."""

    def __init__(self, settings: SlackSettings) -> None:
        self._found: dict[str, Installed] = {}
        self.all: list[Installed] = []
        for install in settings.installs:
            tokens = Tokens(install, settings.store, settings.key)
            web = Web(settings.api_url, tokens.now)
            tokens.exchange = web
            self.all.append(Installed(install, web, install.team))

    async def sign_in(self) -> None:
        """Learn who we are everywhere; raises what Slack says, ValueError for a wrong team."""
        for one in self.all:
            answer = await one.web.ask("auth.test")
            team, organisation = str(answer.get("team_id")), answer.get("enterprise_id")
            if answer.get("is_enterprise_install") and organisation:
                team = str(organisation)
            if one.settings.team and one.settings.team != team:
                raise ValueError(f"[slack] the token of {one.settings.team} belongs to {team}")
            one.team, one.bot_user = team, str(answer.get("user_id"))
            one.bot = str(answer.get("bot_id"))
            self._found[team] = one
            log.info("slack.started", extra={"team": team, "account": one.bot_user})

    @property
    def teams(self) -> frozenset[str]:
        return frozenset(self._found)

    def of(self, team: str) -> Installed:
        """The install of this team; raises Impossible where there is none."""
        found = self._found.get(team)
        if found is None:
            raise Impossible("not_installed_there")
        return found

    def place(self, address: str) -> tuple[Web, str]:
        """With which install to ask about a room or account, and its id there."""
        team, id = parted(address)
        return self.of(team).web, id

    def named_in(self, body: dict[str, Any]) -> Installed | None:
        """The install that a payload is for; on Enterprise Grid its `team` may be null."""
        for team in _teams(body):
            if team in self._found:
                return self._found[team]
        return None

    async def close(self) -> None:
        for one in self.all:
            await one.web.close()


def _teams(body: dict[str, Any]) -> list[str]:
    """The ids in a payload that may name the install, the most particular first."""
    team, organisation = body.get("team"), body.get("enterprise")
    user = body.get("user")
    found = [
        *(one.get("team_id") for one in body.get("authorizations") or () if isinstance(one, dict)),
        body.get("team_id"),
        team.get("id") if isinstance(team, dict) else None,
        user.get("team_id") if isinstance(user, dict) else None,
        organisation.get("id") if isinstance(organisation, dict) else None,
        body.get("enterprise_id"),
    ]
    return [str(one) for one in found if one]

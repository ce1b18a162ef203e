"""The workspaces the app is installed in: their tokens, and who we are there."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Any

from bot.contact import Contact
from bot.rooms import Busy, Impossible, Unclear
from bot.slack.address import parted
from bot.slack.calls import Web
from bot.slack.settings import SlackSettings
from bot.slack.tokens import Tokens
from config.settings import Workspace

log = logging.getLogger(__name__)
LATER = 15.0
"""Seconds until a workspace that could not be reached is tried again."""


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
        self.contact = Contact(address=settings.api_url)
        self._found: dict[str, Installed] = {}
        self.all: list[Installed] = []
        self._told: set[str] = set()
        """Installs of which the log has that they could not be signed in to, and why."""
        for install in settings.installs:
            tokens = Tokens(install, settings.store, settings.key)
            web = Web(settings.api_url, tokens.now, self.contact)
            tokens.exchange = web
            self.all.append(Installed(install, web, install.team))

    async def sign_in(self) -> None:
        """Learn who we are everywhere; a workspace that cannot be reached is signed in to later.

        Raises, where there is none at all, what Slack says, or Impossible for a wrong team.
        """
        faults = [fault for one in self.all if (fault := await self._signed_in(one))]
        if not self._found and faults:
            raise faults[0]

    async def sign_in_late(self) -> None:
        """Until every workspace is signed in to."""
        while any(not one.bot_user for one in self.all):
            await asyncio.sleep(LATER)
            for one in self.all:
                if not one.bot_user:
                    await self._signed_in(one)

    async def _signed_in(self, one: Installed) -> Exception | None:
        try:
            answer = await one.web.ask("auth.test")
            team = _team(answer, one.settings.team)
        except (Busy, Unclear, Impossible) as fault:
            code = getattr(fault, "code", type(fault).__name__)
            if f"{one.team} {code}" not in self._told:
                self._told.add(f"{one.team} {code}")
                ids = {"team": one.team, "code": code}
                log.error("slack.not_started", extra=ids)  # noqa: TRY400
            return fault
        one.team, one.bot = team, str(answer.get("bot_id"))
        one.bot_user = str(answer.get("user_id"))
        self._found[team] = one
        log.info("slack.started", extra={"team": team, "account": one.bot_user})
        return None

    @property
    def teams(self) -> frozenset[str]:
        return frozenset(self._found)

    def of(self, team: str) -> Installed:
        """The install of this team; Busy before it is signed in to, Impossible without one.

        An organisation's install (Enterprise Grid) is that of each of its workspaces.
        """
        found = self._found.get(team) or self._found.get(self._organisation)
        if found is None:
            if any(not one.bot_user and one.team in ("", team) for one in self.all):
                raise Busy(LATER)
            raise Impossible("not_installed_there")
        return found

    @property
    def _organisation(self) -> str:
        return next((team for team in self._found if team.startswith("E")), "")

    def place(self, address: str) -> tuple[Web, str]:
        """With which install to ask about a room or account, and its id there."""
        team, id = parted(address)
        return self.of(team).web, id

    async def close(self) -> None:
        for one in self.all:
            await one.web.close()


def _team(answer: dict[str, Any], wanted: str) -> str:
    """The workspace's id, or the organisation's where the app is installed for all of it.

    Raises Impossible where it is not the one that the settings name.
    """
    organisation = answer.get("enterprise_id") if answer.get("is_enterprise_install") else None
    team = str(organisation or answer.get("team_id"))
    if wanted and wanted != team:
        log.error("slack.other_team", extra={"team": team, "wanted": wanted})
        raise Impossible("other_team")
    return team

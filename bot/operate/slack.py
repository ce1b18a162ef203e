"""Slack: each install's token, its scopes, Slack's clock, and the way that payloads come in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.operate.clocks import compared, of_header
from bot.operate.finding import Finding, doubtful, well, wrong
from bot.operate.machine import listens
from bot.rooms import Busy, Impossible, Unclear
from bot.slack.calls import Web
from bot.slack.scopes import SCOPES, SOCKET_SCOPE
from bot.slack.settings import HTTP, SlackSettings
from bot.slack.tokens import Tokens
from bot.steady import utc_now
from config.settings import UNREAD, SlackAccount, Workspace
from coordination.said import Said
from storage.keyring import Keyring

SECONDS = 10
_FAULTS = (SlackApiError, SlackClientError, aiohttp.ClientError, TimeoutError, OSError)


async def slack(account: SlackAccount, keyring: Keyring | None) -> list[Finding]:
    """Every install, then the way in."""
    try:
        edge = SlackSettings.of(account, (keyring or Keyring(bytes(32))).derived("slack"))
    except ValueError as fault:
        advice = Said("doctor.slack_settings_advice")
        return [wrong("slack", Said("doctor.slack_settings", why=str(fault)), advice)]
    found: list[Finding] = []
    for install in edge.installs:
        if UNREAD not in (install.bot_token, install.refresh_token, install.client_secret):
            found += await _install(edge, install, keyring)
    return [*found, *(await _ways_in(edge))]


async def _install(
    edge: SlackSettings, install: Workspace, keyring: Keyring | None
) -> list[Finding]:
    name = install.team or "slack"
    try:
        token = await _token(edge, install, keyring)
        before = utc_now()
        answer = await _client(edge, token).auth_test()
        after = utc_now()
    except (*_FAULTS, Busy, Unclear, Impossible) as fault:
        said = Said("doctor.slack_refused", team=name, code=_code(fault))
        return [wrong("slack_token", said, Said("doctor.slack_refused_advice"))]
    team = str(answer.get("team_id"))
    if install.team and team != install.team and answer.get("enterprise_id") != install.team:
        said = Said("doctor.slack_other_team", team=name, found=team[:40])
        return [wrong("slack_token", said, Said("doctor.slack_other_team_advice"))]
    headers = {key.lower(): value for key, value in dict(answer.headers).items()}
    found = [well("slack_token", Said("doctor.slack_token", team=team))]
    return [*found, *_headers(headers, team, before, after)]


def _headers(
    headers: dict[str, Any], team: str, before: datetime, after: datetime
) -> list[Finding]:
    """The scopes that the token has, and Slack's clock."""
    clock = compared("slack_clock", of_header(headers.get("date")), before, after)
    told = headers.get("x-oauth-scopes")
    if told is None:
        said, advice = Said("doctor.scopes_unknown", team=team), Said("doctor.scopes_advice")
        return [doubtful("slack_scopes", said, advice), clock]
    has = {part.strip() for part in str(told).split(",") if part.strip()}
    missing, more = sorted(set(SCOPES) - has), sorted(has - set(SCOPES))
    if missing:
        said = Said("doctor.scopes_missing", team=team, scopes=tuple(missing))
        return [wrong("slack_scopes", said, Said("doctor.scopes_advice")), clock]
    if more:
        said = Said("doctor.scopes_more", team=team, scopes=tuple(more))
        return [doubtful("slack_scopes", said, Said("doctor.scopes_more_advice")), clock]
    return [well("slack_scopes", Said("doctor.scopes", team=team)), clock]


async def _token(edge: SlackSettings, install: Workspace, keyring: Keyring | None) -> str:
    """The token in use; where tokens rotate, the kept one (exchanged if it is about to end)."""
    if not install.refresh_token or keyring is None:
        return install.bot_token
    tokens = Tokens(install, edge.store, edge.key)
    web = Web(edge.api_url, tokens.now)
    tokens.exchange = web
    try:
        return await tokens.now()
    finally:
        await web.close()


async def _ways_in(edge: SlackSettings) -> list[Finding]:
    if edge.mode == HTTP:
        if await listens(edge.host, edge.port):
            return [well("slack_way_in", Said("doctor.slack_http", port=str(edge.port)))]
        said = Said("doctor.slack_http_none", port=str(edge.port))
        return [doubtful("slack_way_in", said, Said("doctor.slack_http_advice"))]
    found = []
    for install in edge.installs:
        if install.app_token == UNREAD:
            continue
        name = install.team or "slack"
        try:
            await _client(edge, install.app_token).apps_connections_open(
                app_token=install.app_token
            )
        except _FAULTS as fault:
            said = Said("doctor.slack_socket_refused", team=name, code=_code(fault))
            advice = Said("doctor.slack_socket_advice", scope=SOCKET_SCOPE)
            found.append(wrong("slack_way_in", said, advice))
        else:
            found.append(well("slack_way_in", Said("doctor.slack_socket", team=name)))
    return found


def _client(edge: SlackSettings, token: str) -> AsyncWebClient:
    client = AsyncWebClient(token, base_url=edge.api_url, timeout=SECONDS, retry_handlers=[])
    if edge.api_url.startswith("http://127.0.0.1"):
        client.proxy = None
    return client


def _code(fault: Exception) -> str:
    """Slack's error code, or the kind of fault; never its text."""
    if isinstance(fault, SlackApiError):
        data = getattr(fault.response, "data", None)
        return str(data.get("error"))[:60] if isinstance(data, dict) else "no_answer"
    return str(getattr(fault, "code", "")) or type(fault).__name__

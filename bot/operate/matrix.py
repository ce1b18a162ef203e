"""Matrix: the homeserver answers, our session holds, and people see no shield beside our words."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp

from bot.matrix.crosssign import CrossSigning
from bot.matrix.crypto import STORE, Crypto
from bot.matrix.http import Homeserver, path
from bot.matrix.session import SESSION, Damaged, Kept
from bot.operate.clocks import compared, of_header
from bot.operate.finding import Finding, doubtful, well, wrong
from bot.operate.owners import name_of
from bot.rooms import Busy, Impossible, SignedOut, Unclear
from bot.steady import utc_now
from config.settings import MatrixAccount
from coordination.said import Said
from storage.keyring import Keyring

NEEDED = "v1.1"
"""Room versions and threads that we speak are in every server from here on."""
SECONDS = aiohttp.ClientTimeout(total=10)


@dataclass(frozen=True)
class _Answer:
    """What the homeserver said, and between which of our instants."""

    data: dict[str, Any]
    date: str | None
    before: datetime
    after: datetime


async def matrix(account: MatrixAccount, keyring: Keyring | None) -> list[Finding]:
    """Everything about the homeserver and our device there."""
    try:
        answer = await _versions(account.homeserver)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as fault:
        said = Said("doctor.homeserver_away", fault=type(fault).__name__)
        return [wrong("homeserver", said, Said("doctor.homeserver_away_advice"))]
    versions = answer.data.get("versions") or []
    if NEEDED not in versions:
        said = Said("doctor.homeserver_old", needed=NEEDED)
        return [wrong("homeserver", said, Said("doctor.homeserver_old_advice"))]
    found = [
        well("homeserver", Said("doctor.homeserver", newest=str(versions[-1])[:20])),
        compared("homeserver_clock", of_header(answer.date), answer.before, answer.after),
    ]
    return found + await _session(account, keyring)


async def _versions(homeserver: str) -> _Answer:
    where = homeserver.rstrip("/") + "/_matrix/client/versions"
    async with aiohttp.ClientSession(timeout=SECONDS) as session:
        before = utc_now()
        async with session.get(where) as reply:
            after = utc_now()
            reply.raise_for_status()
            data = json.loads(await reply.read())
            date = reply.headers.get("Date")
    if not isinstance(data, dict):
        raise ValueError("no object")  # noqa: TRY004 - a malformed answer, as json says
    return _Answer(data, date, before, after)


async def _session(account: MatrixAccount, keyring: Keyring | None) -> list[Finding]:
    file = account.store / SESSION
    try:
        session = Kept(account.store).read(SESSION) if file.is_file() else {}
    except OSError as no:
        said = Said("doctor.file_hidden", path=str(file), why=str(no.strerror))
        advice = Said("doctor.file_hidden_advice", account=name_of(os.geteuid()))
        return [wrong("session", said, advice)]
    except Damaged:
        said = Said("doctor.session_damaged", path=str(file))
        return [wrong("session", said, Said("doctor.session_damaged_advice"))]
    if "token" not in session:
        return [_not_yet(account)]
    if not (account.store / STORE).is_file():
        advice = Said("doctor.device_keys_gone_advice")
        return [wrong("session", Said("doctor.device_keys_gone"), advice)]
    server = Homeserver(account.homeserver)
    server.token = session["token"]
    try:
        return await _signed_in(account, server, keyring, str(session["device"]))
    except SignedOut:
        return [wrong("session", Said("doctor.signed_out"), Said("doctor.signed_out_advice"))]
    except (Busy, Unclear, Impossible) as fault:
        said = Said("doctor.homeserver_away", fault=type(fault).__name__)
        return [wrong("session", said, Said("doctor.homeserver_away_advice"))]
    finally:
        await server.close()


def _not_yet(account: MatrixAccount) -> Finding:
    """Before the first start a password is needed."""
    if account.password:
        said, advice = Said("doctor.session_none"), Said("doctor.session_none_advice")
        return doubtful("session", said, advice)
    return wrong("session", Said("doctor.password_none"), Said("doctor.password_none_advice"))


async def _signed_in(
    account: MatrixAccount, server: Homeserver, keyring: Keyring | None, device: str
) -> list[Finding]:
    who = await server.ask("GET", path("account", "whoami"))
    if who.get("user_id") != account.user:
        said = Said("doctor.session_foreign", account=str(who.get("user_id"))[:100])
        return [wrong("session", said, Said("doctor.session_foreign_advice"))]
    found = [well("session", Said("doctor.session", account=account.user, device=device))]
    if keyring is None:
        return found
    key, kept = keyring.derived("matrix"), Kept(account.store)
    signing = CrossSigning(server, Crypto(server, kept, key), kept, account.user, device, key)
    if await signing.shield():
        advice = Said("doctor.shield_advice")
        return [*found, wrong("cross_signing", Said("doctor.shield"), advice)]
    return [*found, well("cross_signing", Said("doctor.no_shield"))]

"""`comity run`: the bot as it is configured."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import signal
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from bot import lasting
from bot.attend import refusal
from bot.keys import KeyLost, keyring_of
from bot.matrix.platform import MatrixPlatform
from bot.matrix.settings import MatrixSettings
from bot.monitor.door import NotOpened
from bot.rooms import Platform
from bot.serve import Service
from bot.slack.incoming import NAME as SLACK
from bot.steady import Now, Steady
from bot.tables import out_of_date
from commands.deployment import Deployment
from config.settings import Settings
from coordination.said import Said
from storage.database import Database
from storage.keyring import Keyring
from storage.leader import seat_of
from storage.sole import Taken, sole
from storage.store import Store

LIVE_NAME = "run"
_OURS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class NotReady(Exception):
    """The bot cannot start as it is configured, or not go on; says what to do."""

    def __init__(self, said: Said | str) -> None:
        super().__init__(said)
        self.said = said


class JsonLines(logging.Formatter):
    """One JSON object a line: an event by name, with ids and never content."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "log": record.name,
            "message": self._said(record),
        }
        line |= {k: v for k, v in vars(record).items() if k not in _OURS}
        if record.exc_info and record.exc_info[0] is not None:
            # A traceback names places in our code; an exception's own text might be content.
            line["error"] = record.exc_info[0].__name__
            line["where"] = self._where(record.exc_info[2])
        return json.dumps(line, default=str, ensure_ascii=False)

    @staticmethod
    def _said(record: logging.LogRecord) -> str:
        """What is told; asyncio's own words go on with a task's exception, which may be content."""
        said = record.getMessage()
        return said.partition("\n")[0] if record.name == "asyncio" else said

    @staticmethod
    def _where(trace: Any) -> str:
        places = []
        while trace is not None:
            code = trace.tb_frame.f_code
            places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
            trace = trace.tb_next
        return " ".join(places[-6:])


def log_as_json(file: Path | None = None) -> None:
    """Structured logs on standard error, or in a file."""
    handler = logging.StreamHandler(sys.stderr) if file is None else logging.FileHandler(file)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for quiet in ("alembic", "apscheduler", "nio", "peewee", "slack_sdk", "slack_bolt"):
        logging.getLogger(quiet).setLevel(logging.WARNING)


async def run(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; raises `NotReady`."""
    log_as_json()
    service = await service_of(settings)
    try:
        with sole(settings.database.url):
            await _served(service)
    except Taken:
        raise NotReady(Said("cli.served_already")) from None
    except NotOpened as wrong:
        where = {"host": wrong.host, "port": str(wrong.port)}
        raise NotReady(Said("cli.port", **where, why=wrong.why)) from None
    except Exception as fault:
        if code := refusal(fault):
            logging.getLogger("comity.run").exception("platform_refused")
            raise NotReady(Said("cli.platform_refused", code=code)) from None
        raise
    finally:
        await service.close()


async def _served(service: Service) -> None:
    """From its start until somebody tells it to end."""
    await service.start(LIVE_NAME)
    lasting.settle()
    serving = asyncio.create_task(service.serve())
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, serving.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await serving


async def service_of(settings: Settings, now: Steady | None = None) -> Service:
    """The service that the settings describe, by this clock; raises `NotReady`."""
    if not (settings.matrix.homeserver or settings.slack.installs):
        raise NotReady(
            "no platform is configured: [matrix] needs homeserver, user and password, "
            "[slack] needs team, bot_token and app_token"
        )
    if wrong := await out_of_date(settings.database.url):
        raise NotReady(wrong)
    try:
        keys = await keyring_of(settings)
    except KeyLost as lost:
        raise NotReady(lost.said) from None
    database = await Database.open(settings.database.url, keys)
    await database.lengthen()
    now = now or Steady()
    try:
        platforms = _platforms(settings, database, keys, now)
    except NotReady:
        await database.close()
        raise
    return Service(
        database,
        platforms,
        {"matrix": settings.matrix.user},
        now,
        seat=partial(seat_of, settings.database.url),
        monitoring=settings.monitor,
        folder=settings.matrix.store if settings.matrix.homeserver else Path(),
    )


def _platforms(
    settings: Settings, database: Database, keys: Keyring, now: Now
) -> dict[str, Platform]:
    """Those that are set up; raises `NotReady`."""
    found: dict[str, Platform] = {}
    if settings.matrix.homeserver:
        found["matrix"] = _matrix(settings, database, keys)
    if settings.slack.installs:
        names = frozenset((*found, SLACK))
        found[SLACK] = _slack(settings, database, keys, names, now)
    return found


def _slack(
    settings: Settings, database: Database, keys: Keyring, names: frozenset[str], now: Now
) -> Platform:
    """`names` are all the platforms that the bot is on."""
    # Slack's own library takes memory: whoever does without Slack does without it.
    from bot.slack.platform import SlackPlatform
    from bot.slack.reading import Reading
    from bot.slack.settings import SlackSettings

    try:
        edge = SlackSettings.of(settings.slack, keys.derived("slack"))
    except ValueError as wrong:
        raise NotReady(str(wrong)) from None
    return SlackPlatform(edge, Reading(database, Deployment(names), edge.lacks, now))


def _matrix(settings: Settings, database: Database, keys: Keyring) -> MatrixPlatform:
    account = settings.matrix

    async def known(name: str, room: str) -> bool:
        def look(store: Store) -> bool:
            if store.directory.person_of_account("matrix", name) is not None:
                return True
            return store.directory.room_by_remote("matrix", room) is not None

        return await database.run(look)

    return MatrixPlatform(
        MatrixSettings(
            homeserver=account.homeserver,
            user=account.user,
            store=account.store,
            pickle_key=keys.derived("matrix"),
            known=known,
            password=account.password or None,
            allowed_homeservers=account.allowed_homeservers,
            trusted_homeservers=account.trusted_homeservers,
        )
    )

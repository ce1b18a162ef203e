"""An upgrade loses no deadline of what an older version kept."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import Connection, text

from bot.rehearse.drill import Drill
from storage.database import Database, _migrating, migrate
from storage.keyring import Keyring
from storage.migrations.running import scripts
from storage.store import Store
from tests.commands.conftest import START
from tests.commands.deciding import CLOSES, consulted, done, vote

BEFORE = "0024_embassy"
"""The version that knew no review, no last day and no measure to begin."""
KINDS = ("response remind", "response lapse", "action begin")
SUSPEND = "new=pause ongoing=continue reason=urgent expires=2026-12-01 Suspend new adoptions"


def _older(connection: Connection) -> None:
    """The tables and deadlines as the older version left them."""
    connection.rollback()
    config = scripts()
    config.attributes["connection"] = connection
    with connection.begin():
        for kind in KINDS:
            connection.execute(text("DELETE FROM deadline WHERE kind = :kind"), {"kind": kind})
        command.downgrade(config, BEFORE)


def _waiting(store: Store) -> dict[str, datetime]:
    found = (store.deadlines.waiting("ica", kind, 50) for kind in KINDS)
    return {one.key: one.due_at for several in found for one in several}


async def _started(url: str, keys: Keyring, at: datetime) -> Drill:
    drill = Drill(await Database.open(url, keys), ["matrix", "slack"], at, run=f"{at:%d}")
    await drill.open()
    await drill.runtime.begin()
    return drill


async def _suspended(drill: Drill) -> str:
    """The id of an adopted suspension; Italy's own measure is still to begin."""
    incident = await consulted(drill)
    line = f"response suspend {incident} {SUSPEND}"
    response = (await done(drill, "au1", "draft", line)).made["response"]
    line = f"poll open {response} rule=simple_majority closes=2026-03-16T15:00Z"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    await vote(drill, poll, NL="yes", FR="yes", IT="yes", AU="yes", CA="yes", IL="yes")
    await done(drill, "it1", "draft", f"action announce {incident} checks starts=2026-04-20 Twice")
    await drill.until(CLOSES + timedelta(hours=1))
    await done(drill, "nl1", "draft", f"commitment offer {incident} 2027-06-01 now=yes We pause")
    return response


@pytest.mark.rule("T-43")
@pytest.mark.parametrize("late", [False, True])
async def test_reviews_and_last_days_are_kept_by_an_upgrade(
    filled_url: str, keys: Keyring, late: bool
) -> None:
    drill = await _started(filled_url, keys, START)
    response = await _suspended(drill)
    before = await drill.runtime.database.run(_waiting)

    assert len(before) == 4
    await drill.runtime.database.close()
    await _migrating(filled_url, _older)
    await migrate(filled_url)
    review = before[f"response remind {response} 1"]
    drill = await _started(filled_url, keys, review + timedelta(days=3) if late else drill.now)
    after = await drill.runtime.database.run(_waiting)
    again = await drill.runtime.database.run(_waiting)
    assert after == again
    if not late:
        assert after == before
    await drill.until(max(drill.now, review) + timedelta(hours=1))
    await drill.runtime.begin()
    assert f"response remind {response} 1" not in await drill.runtime.database.run(_waiting)
    assert any("effect" in told for told in drill.texts("direct:it1"))
    await drill.runtime.database.close()

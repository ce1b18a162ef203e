"""An upgrade loses no deadline of what an older version kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import Connection, text

from bot.rehearse.drill import Drill
from coordination.message.record import Message
from coordination.poll.annex import AnnexKind
from coordination.poll.stage import Stage
from storage.database import Database, _migrating, migrate
from storage.keyring import Keyring
from storage.migrations.running import scripts
from storage.store import Store
from tests.commands.conftest import START
from tests.commands.deciding import CLOSES, consulted, done, poll_of, put, vote
from tests.commands.messages import consulting, drafted, must

BEFORE = "0024_embassy"
"""The version that knew no review, no last day and no measure to begin."""
KINDS = ("response remind", "response lapse", "action begin")
SUSPEND = "new=pause ongoing=continue reason=urgent expires=2026-12-01 Suspend new adoptions"


def _older(connection: Connection, version: str = BEFORE) -> None:
    """The tables and deadlines as the older version left them."""
    connection.rollback()
    config = scripts()
    config.attributes["connection"] = connection
    with connection.begin():
        for kind in KINDS:
            connection.execute(text("DELETE FROM deadline WHERE kind = :kind"), {"kind": kind})
        command.downgrade(config, version)


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
    line = f"action announce {incident} checks consulted=yes starts=2026-04-20 Twice"
    await done(drill, "it1", "draft", line)
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


@pytest.mark.rule("DR-33")
async def test_a_letter_that_an_older_version_kept_is_looked_at(drill: Drill) -> None:
    poll = (await put(drill, "rule=simple_majority"))["poll"]
    line = f"poll enter {poll} PH no 2026-03-09T09:00Z Note verbale 12/2026"
    await done(drill, "sec1", "direct", line)
    before = await drill.runtime.database.run(_looks)
    await drill.runtime.database.run(lambda store: _unset(store, "poll unseen"))
    await drill.runtime.begin()
    assert list(before) == [f"poll unseen {poll} PH"]
    assert await drill.runtime.database.run(_looks) == before


@pytest.mark.rule("DR-33")
async def test_a_letter_that_lapsed_while_an_older_version_ran_lapses_aloud_after_the_upgrade(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=simple_majority")
    await vote(drill, made["poll"], NL="yes", FR="yes", CA="yes", IT="yes", AU="yes")
    line = f"poll enter {made['poll']} PH no 2026-03-09T09:00Z Note verbale 12/2026"
    await done(drill, "sec1", "direct", line)
    await drill.runtime.database.run(lambda store: _unset(store, "poll unseen"))
    drill.now = CLOSES + timedelta(days=9)
    await drill.runtime.begin()
    await drill.until(drill.now + timedelta(hours=24))  # it is night in Manila
    after = await poll_of(drill, made)
    assert [one.party for one in after.annexes if one.kind is AnnexKind.LETTER_LAPSED] == ["PH"]
    assert after.stage is Stage.ADOPTED
    for who in ("direct:ph1", "direct:anouk", "direct:sec1"):
        assert any("No second person" in text for text in drill.texts(who)), who


@pytest.mark.rule("DR-33")
async def test_what_became_of_letters_is_kept_by_an_upgrade(filled_url: str, keys: Keyring) -> None:
    drill = await _started(filled_url, keys, START)
    poll = (await put(drill, "rule=simple_majority"))["poll"]
    for code in ("PH", "CO", "IL"):
        line = f"poll enter {poll} {code} no 2026-03-09T09:00Z Note verbale 12/2026"
        await done(drill, "sec1", "direct", line)
    await done(drill, "anouk", "direct", f"poll countersign {poll} PH yes")
    await done(drill, "anouk", "direct", f"poll countersign {poll} CO no")
    await drill.until(CLOSES + timedelta(days=5))
    before = await drill.runtime.database.run(_letters)
    assert before == {
        "PH": ("confirmed", "anouk"),
        "CO": ("declined", "anouk"),
        "IL": ("lapsed", None),
    }
    await drill.runtime.database.close()
    await _migrating(filled_url, lambda there: _older(there, "0030_subdivision"))
    await migrate(filled_url)
    drill = await _started(filled_url, keys, drill.now)
    assert await drill.runtime.database.run(_letters) == before
    await drill.runtime.database.close()


def _letters(store: Store) -> dict[str, tuple[str, str | None]]:
    """What became of each party's letter, and who has seen it."""
    rows = store.connection.execute(text("SELECT party, became, seen_by FROM poll_position"))
    return {one.party: (one.became, one.seen_by) for one in rows}


@pytest.mark.rule("DR-34")
async def test_a_message_that_an_older_version_opened_for_signature_gets_its_time(
    drill: Drill,
) -> None:
    msg = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {msg}")
    await drill.runtime.database.run(lambda store: _endless(store, msg))
    await drill.runtime.begin()
    end = (await drill.runtime.database.run(lambda store: _message(store, msg))).sign_until
    assert end is not None
    assert end > drill.now
    await drill.runtime.begin()
    again = await drill.runtime.database.run(lambda store: _message(store, msg))
    assert again.sign_until == end
    due = await drill.runtime.database.run(lambda store: store.deadlines.of(msg))
    assert [one.due_at for one in due if one.kind == "message overdue"] == [end]
    assert any(one.kind == "message remind" for one in due)


def _looks(store: Store) -> dict[str, datetime]:
    return {one.key: one.due_at for one in store.deadlines.waiting("ica", "poll unseen", 50)}


def _unset(store: Store, *kinds: str) -> None:
    """As if deadlines of these kinds had never been known."""
    for kind in kinds:
        store.connection.execute(text("DELETE FROM deadline WHERE kind = :kind"), {"kind": kind})


def _endless(store: Store, id: str) -> None:
    store.messages.save(replace(_message(store, id), sign_until=None))
    _unset(store, "message remind", "message overdue")


def _message(store: Store, id: str) -> Message:
    found = store.messages.get(id)
    assert found is not None
    return found

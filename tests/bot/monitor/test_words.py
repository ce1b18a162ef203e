"""What operators read of storms, a full database, a new leader: once each, and never much."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.contact import Contact
from bot.few import ALONE, Few
from bot.lead import Lead
from bot.monitor.operators import AT_MOST, Operators
from bot.monitor.telling import LIMITED, STORM, Telling
from bot.runtime import Runtime
from commands.deployment import Deployment
from coordination.said import Said
from storage.database import Database
from storage.keyring import Keyring
from storage.leader import Alone

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Told:
    """Operators who only log, and what they are told by."""

    def __init__(self, database: Database, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
        self.now, self._log = START, caplog
        here = Deployment(frozenset(), live=False)
        runtime = Runtime(database, {}, here, lambda: self.now)
        self.lead = Lead(Alone())
        self.operators = Operators(database, {}, here, lambda: self.now, asyncio.Event())
        self.few = Few(lambda: self.now)
        storms = {"operators.dead_letters": self.few}
        self.telling = Telling(runtime, self.lead, self.operators, folder, storms)

    @property
    def words(self) -> list[str]:
        told = [one for one in self._log.records if one.message == "operators_told"]
        return [one.__dict__["said"] for one in told]


@pytest.fixture
async def told(migrated_sqlite_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Told:
    database = await Database.open(migrated_sqlite_url, Keyring(bytes(range(32))))
    return Told(database, tmp_path, caplog)


async def test_a_storm_of_unreadable_messages_is_told_once_and_once_that_it_is_over(
    told: Told,
) -> None:
    await told.lead.look()
    for _ in range(STORM + 5):
        told.telling.undecryptable()
        await told.telling.look({})
    told.now += 11 * MINUTE
    await told.telling.look({})
    await told.telling.look({})
    assert told.words == ["operators.undecryptable", "operators.decryptable"]


async def test_a_homeserver_that_holds_us_back_is_told_once_with_what_to_do(told: Told) -> None:
    await told.lead.look()
    for held in (0, LIMITED - 1, LIMITED, LIMITED + 3, 1, 0, 0, 2):
        await told.telling.slow({"matrix": held})
    assert told.words == ["operators.limited", "operators.unlimited"]


def test_what_was_held_back_counts_for_two_minutes() -> None:
    at = START
    contact = Contact(lambda: at)
    contact.slowed()
    at += MINUTE
    contact.slowed()
    assert contact.slow() == 2
    at += MINUTE + timedelta(seconds=1)
    assert contact.slow() == 1


async def test_one_that_takes_the_lead_says_so_and_the_first_one_does_not(told: Told) -> None:
    await told.telling.look({})
    await told.lead.look()
    await told.telling.look({})
    await told.telling.look({})
    assert told.words == ["operators.leader"]


async def test_only_the_leader_says_that_something_began_and_who_said_so_says_that_it_ended(
    told: Told,
) -> None:
    await told.telling.database(away=True, full=False)
    assert told.words == []
    await told.lead.look()
    await told.telling.database(away=True, full=True)
    told.lead.won.clear()
    await told.telling.database(away=False, full=False)
    assert told.words == ["operators.database_full", "operators.database_back"]


async def test_after_twenty_words_in_ten_minutes_it_says_so_and_is_silent(told: Told) -> None:
    for number in range(2 * AT_MOST):
        await told.operators.say(Said("operators.clock_right"), f"one:{number}")
        told.now += timedelta(seconds=1)
    assert told.words == ["operators.clock_right"] * (AT_MOST - 1) + ["operators.enough"]
    told.now += 11 * MINUTE
    await told.operators.say(Said("operators.clock_right"), "later")
    assert told.words[-1] == "operators.clock_right"


async def test_many_dead_letters_are_a_few_words_and_one_for_the_rest(told: Told) -> None:
    alone = [number for number in range(50) if told.few.alone(str(number))]
    assert alone == list(range(ALONE))
    assert told.few.alone("0")
    await told.telling.look({})
    assert told.words == []
    told.now += MINUTE
    await told.telling.look({})
    await told.telling.look({})
    assert told.words == ["operators.dead_letters"]
    told.now += 20 * MINUTE
    assert told.few.alone("50")

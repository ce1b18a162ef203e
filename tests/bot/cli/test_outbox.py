"""`comity outbox`, on both kinds of database."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.operate.record import CHAIN
from bot.steady import utc_now
from storage.outbox import Outgoing
from storage.store import Store
from tests.bot.cli.place import Place
from tests.commands.conftest import START

MINUTE = timedelta(minutes=1)


def two_letters(store: Store) -> list[int]:
    """Two rows of one thread that the platform refused, and one that was sent."""
    for name in ("first", "second", "third"):
        words = {"text": f"secret of {name}"}
        new = Outgoing("coord", "message", name, words, "g", thread="INC-1", platform="matrix")
        store.outbox.add(new, START)
    numbers = []
    for _ in range(2):
        [item] = store.outbox.claim(START, MINUTE)
        store.outbox.dead(item, "M_FORBIDDEN")
        numbers.append(item.id)
    [item] = store.outbox.claim(START, MINUTE)
    store.outbox.sent(item, "$3")
    return numbers


@pytest.fixture
def place(tmp_path: Path, migrated_url: str) -> Place:
    return Place(tmp_path / "place", migrated_url)


@pytest.fixture
def letters(place: Place) -> list[int]:
    found: list[int] = asyncio.run(place.ask(two_letters))
    return found


def test_operators_see_what_stands_aside_by_its_ids_alone(
    place: Place, letters: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert place.comity("outbox", "list") == 0
    told = capsys.readouterr().out
    assert [line.split()[0] for line in told.splitlines()] == list(map(str, letters))
    assert "M_FORBIDDEN" in told
    assert "secret" not in told


def test_a_letter_that_is_revived_is_sent_in_its_place_and_one_that_is_dropped_never(
    place: Place, letters: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = letters
    assert place.comity("outbox", "revive", str(second), "--yes") == 0
    assert place.comity("outbox", "drop", "--yes") == 0
    told = capsys.readouterr().out
    assert "1 row waits to be sent" in told
    assert "1 row was dropped" in told
    claimed = asyncio.run(place.ask(lambda store: store.outbox.claim(utc_now(), MINUTE)))
    assert [(item.id, item.payload) for item in claimed] == [(second, {"text": "secret of second"})]
    recorded = asyncio.run(place.ask(lambda store: store.audit.entries(CHAIN)))
    acts = [(one.entry["act"], one.entry["rows"]) for one in recorded]
    assert acts == [("outbox revive", [second]), ("outbox drop", [first])]
    assert place.comity("outbox", "list") == 0
    assert "Nothing stands aside" in capsys.readouterr().out


def test_a_row_that_does_not_stand_aside_stops_all_of_it(
    place: Place, letters: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    sent = max(letters) + 1
    assert place.comity("outbox", "revive", str(letters[0]), str(sent), "--yes") == 2
    assert str(sent) in capsys.readouterr().err
    assert len(asyncio.run(place.ask(lambda store: store.letters.all()))) == 2


def test_nothing_is_sent_or_dropped_without_being_agreed_to(
    place: Place, letters: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert place.comity("outbox", "drop", str(letters[0])) == 1
    assert "Add --yes" in capsys.readouterr().err
    assert len(asyncio.run(place.ask(lambda store: store.letters.all()))) == 2

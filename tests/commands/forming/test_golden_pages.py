"""The golden scenario as Slack shows it: every page of it keeps to Slack's limits."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.rehearse.drill import Drill
from bot.rehearse.script import Clock, Spoken, read
from bot.render.blocks import split
from bot.render.reader import Reader
from bot.slack import home
from bot.slack.modal import view
from commands.board import BUILDERS
from commands.forming import home as pages
from commands.outcome import Page
from storage.database import Database
from storage.keyring import Keyring
from storage.store import Store
from tests.commands.conftest import START
from tests.commands.forming.filling import Hand
from tests.servers.contract import wrong

GOLDEN = Path(__file__).parents[2] / "rehearsals" / "golden.rehearsal"
READER = Reader(zone="Europe/Amsterdam")


@pytest_asyncio.fixture
async def played(filled_sqlite: str, keys: Keyring) -> AsyncIterator[tuple[Drill, list[Page]]]:
    """The golden scenario, played to its end, with every answer that was given."""
    database = await Database.open(filled_sqlite, keys)
    drill = Drill(database, ["matrix", "slack"], START)
    await drill.open()
    names: dict[str, str] = {}
    answers: list[Page] = []
    for step in read(GOLDEN):
        match step:
            case Clock():
                await drill.until(step.to if step.to is not None else drill.now + step.by)
            case Spoken():
                text = re.sub(r"\{([a-z]\w*)\}", lambda found: names[found[1]], step.said)
                done = await drill.say(step.person, step.room, text)
                if done is not None and done.page is not None:
                    answers.append(done.page)
                if step.capture and done is not None:
                    names[step.capture] = _captured(done.made, done.page)
    yield drill, answers
    await database.close()


def _captured(made: object, page: Page | None) -> str:
    found = list(made.values()) if isinstance(made, dict) else []
    ids = re.findall(r"\b[A-Z]{3,4}-[0-9A-Z]{9}\b", repr(page))
    return str((found or ids or ["-"])[0])


def faults(page: Page) -> list[str]:
    found = []
    for words in split(page, READER):
        message = {"channel": "C1", "text": words.plain, "blocks": list(words.blocks)}
        found += wrong("chat.postMessage", message)
    return found


def cards(store: Store) -> list[Page]:
    """Every live card as each room would have it."""
    keys = store.connection.exec_driver_sql("SELECT DISTINCT key FROM card").scalars().all()
    found = []
    for key in keys:
        kind, _, id = str(key).partition(":")
        made = (BUILDERS[kind](store, id, room) for room in store.directory.rooms())
        found += [one.page for one in made if one is not None]
    return found


async def test_every_page_of_the_golden_scenario_keeps_to_the_limits(
    played: tuple[Drill, list[Page]],
) -> None:
    drill, answers = played
    shown = await drill.runtime.database.run(cards)
    assert len(answers) > 100
    assert len(shown) > 20
    assert [fault for page in (*answers, *shown) for fault in faults(page)] == []
    sent = [one for one in drill.shown if one.blocks]
    assert sent
    for one in sent:
        message = {"channel": "C1", "text": one.text, "blocks": list(one.blocks)}
        assert wrong("chat.postMessage", message) == []
    await _everything_offered_opens(drill, (*answers, *shown))
    await _homes(drill)


async def _everything_offered_opens(drill: Drill, shown: tuple[Page, ...]) -> None:
    """Every button of every page is a form, a review, or a line that is heard as it is."""
    lines = {button.line for page in shown for button in page.buttons}
    hand = Hand(drill, "anouk", "draft")
    opened = [found for line in sorted(lines) if (found := await hand.opens(line))]
    assert opened
    for step in opened:
        drawn = view(step, READER, frozenset())
        assert wrong("views.open", {"trigger_id": "1", "view": drawn}) == []


async def _homes(drill: Drill) -> None:
    """Everybody's own page."""
    everybody = await drill.runtime.database.run(lambda store: store.directory.everybody())
    for person in everybody:

        def drawn(store: Store, id: str = person.id) -> tuple[tuple[pages.Part, ...] | None, bool]:
            account = store.directory.account_of(id, "slack") or "-"
            return pages.home(store, "slack", account, drill.now), account != "-"

        parts, known = await drill.runtime.database.run(drawn)
        assert (parts is not None) == known
        page = home.view(parts, ("incident open",), READER)
        assert wrong("views.publish", {"user_id": "U1", "view": page}) == []

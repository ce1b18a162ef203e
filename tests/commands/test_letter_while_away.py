"""An outage of ours costs no State its letter: the second person has the time anew (DR-33)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.commitment import Stage
from storage.store import Store
from tests.commands.deciding import CLOSES, done, newest, put
from tests.commands.messages import must
from tests.commands.test_commitment_letter import entered, kept
from tests.commands.test_message_letter import entering, frozen

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


async def away(drill: Drill, length: timedelta) -> None:
    """Nothing is heard or performed for so long; then what fell due, and the platform is back."""

    def heard(store: Store) -> None:
        store.contacts.heard("matrix", drill.now, again=True)

    await drill.runtime.database.run(heard)
    drill.now += length
    await drill.until(drill.now)
    await drill.runtime.database.run(heard)


def told(drill: Drill, *people: str) -> list[str]:
    return [text for who in people for text in drill.texts(f"direct:{who}")]


@pytest.mark.rule("DR-11", "DR-33")
async def test_a_signature_by_letter_waits_anew_once_the_bot_is_back(drill: Drill) -> None:
    msg = await frozen(drill)
    await must(drill, "fr1", f"message extend {msg} 2026-05-01T12:00Z")
    await must(drill, "sec1", entering(drill, msg, "PH"))
    await away(drill, 8 * DAY)
    assert not any("so it is no answer" in text for text in told(drill, "ph1", "sec1"))
    await must(drill, "anouk", f"message countersign {msg} PH yes")
    assert "Signed so far: 2 of" in words(await must(drill, "anouk", f"message show {msg}"))


@pytest.mark.rule("DR-11", "DR-33")
async def test_a_letter_lapses_after_its_time_anew(drill: Drill) -> None:
    msg = await frozen(drill)
    await must(drill, "fr1", f"message extend {msg} 2026-05-01T12:00Z")
    await must(drill, "sec1", entering(drill, msg, "PH"))
    await away(drill, 8 * DAY)
    back = drill.now

    def from_now_on(store: Store) -> None:
        store.contacts.heard("matrix", back + 30 * DAY, again=False)

    await drill.runtime.database.run(from_now_on)
    await drill.until(back + 2 * DAY)
    assert not any("so it is no answer" in text for text in told(drill, "ph1"))
    await drill.until(back + 6 * DAY)
    assert any("so it is no answer" in text for text in told(drill, "ph1"))


@pytest.mark.rule("DR-11", "DR-33")
async def test_a_vote_by_letter_waits_anew_once_the_bot_is_back(drill: Drill) -> None:
    made = await put(drill, "rule=simple_majority")
    poll = made["poll"]
    line = f"poll enter {poll} PH no 2026-03-09T09:00Z Note verbale 12/2026"
    await done(drill, "sec1", "direct", line)
    await drill.until(CLOSES + 10 * MINUTE)
    await away(drill, 8 * DAY)
    assert not any("No second person" in text for text in told(drill, "ph1", "anouk"))
    assert "waits for a second person" in newest(drill, "direct:sec1")
    await done(drill, "anouk", "direct", f"poll countersign {poll} PH yes")


@pytest.mark.rule("DR-11", "DR-33")
async def test_a_commitment_by_letter_waits_anew_once_the_bot_is_back(drill: Drill) -> None:
    id = await entered(drill)
    await away(drill, 8 * DAY)
    made = await kept(drill, id)
    assert made.stage is Stage.OFFERED
    assert made.promise.confirm_by is not None
    assert made.promise.confirm_by > drill.now
    await done(drill, "anouk", "direct", f"commitment countersign {id} yes")
    assert (await kept(drill, id)).stage is Stage.ACTIVE

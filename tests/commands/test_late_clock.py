"""Every command of the clock performed hours and weeks late, by a bot that has just come back.

Whoever adds a command of the clock gives it a world in `late_worlds.py` and a line here.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

from bot.rehearse.drill import Drill
from commands.perform import Performed
from commands.table import FORMS
from coordination.parties import Role
from storage.database import Database
from storage.deadline import Deadline
from storage.keyring import Keyring
from storage.store import Store
from tests.commands import late_worlds as worlds
from tests.commands.conftest import PLATFORMS, START

HOURS, WEEKS = timedelta(hours=6), timedelta(weeks=5)
FAR = START + timedelta(days=1000)
LATE: dict[worlds.World, tuple[str, ...]] = {
    worlds.ad_referendum: ("poll recount", "incident idle"),
    worlds.announced: ("poll begin", "poll close"),
    worlds.availability: ("meeting prompt", "meeting missing"),
    worlds.away: ("poll outage",),
    worlds.board: ("board follow", "action begin"),
    worlds.clearance: ("clearance remind",),
    worlds.comments: ("message collect",),
    worlds.commitments: (
        "commitment lapse",
        "commitment overdue",
        "commitment remind",
        "commitment start",
    ),
    worlds.consultation: ("incident heard", "incident prompt"),
    worlds.corrigendum: ("message corrected",),
    worlds.informed: ("incident replies",),
    worlds.letter_of_a_response: ("message open", "poll close", "clearance start"),
    worlds.lifting: ("response lifted",),
    worlds.measure: ("action close", "action begin"),
    worlds.meeting: ("meeting remind",),
    worlds.mornings: ("today morning",),
    worlds.overdue: ("commitment late",),
    worlds.past_its_day: ("commitment head",),
    worlds.plan: ("plan status", "plan over"),
    worlds.poll: ("poll remind", "poll close"),
    worlds.poll_letter: ("poll unseen",),
    worlds.recurring: ("commitment period",),
    worlds.signatures: ("message remind", "message overdue", "message unseen"),
    worlds.suspension: ("commitment force", "response lapse", "response remind"),
}
"""A world, and what the clock has to do in it."""
STALE: dict[worlds.World, tuple[str, ...]] = {
    worlds.poll: ("closes soon", "has not answered", "your answer on"),
    worlds.availability: ("When can",),
    worlds.consultation: ("has given no view", "What does"),
    worlds.commitments: ("Due on", "to be confirmed until"),
    worlds.recurring: ("Due on",),
    worlds.meeting: ("Soon", "has begun", "Tomorrow"),
    worlds.signatures: ("a reminder: will your State sign",),
    worlds.suspension: ("is to be looked at again",),
}
"""What nobody wants to read weeks after it was due."""


def test_each_command_of_the_clock_is_performed_late() -> None:
    clock = {form.words for form in FORMS.values() if Role.CLOCK in form.by}
    assert clock - {words for done in LATE.values() for words in done} == set()


class Life:
    """One life of the bot after another, on the same database; each begins with empty hands."""

    def __init__(self, url: str, keys: Keyring) -> None:
        self._url, self._keys, self._count = url, keys, 0

    async def begin(self, now: datetime) -> Drill:
        self._count += 1
        database = await Database.open(self._url, self._keys)
        return Drill(database, PLATFORMS, now, run=f"life{self._count}")

    async def lived(self, now: datetime) -> tuple[list[Performed], list[tuple[str, str]]]:
        """A life of an instant: what the clock did, and each new message with its room."""
        drill = await self.begin(now)
        await drill.runtime.sender.start()
        acts = await drill.runtime.receiver.perform_all()
        await drill.runtime.sender.drain()
        await drill.runtime.database.close()
        shown = [(one.room, one.text) for one in drill.shown if one.kind == "message"]
        return acts, shown


@pytest.fixture
def life(filled_sqlite: str, keys: Keyring) -> Life:
    return Life(filled_sqlite, keys)


async def waiting(drill: Drill) -> list[Deadline]:
    return await drill.runtime.database.run(lambda store: store.deadlines.due(FAR, 1000))


@pytest.mark.parametrize("late", [HOURS, WEEKS], ids=["hours", "weeks"])
@pytest.mark.parametrize("world", LATE, ids=lambda world: world.__name__)
async def test_what_falls_due_while_the_bot_is_down_is_done_once_and_nothing_stale_is_said(
    life: Life, world: worlds.World, late: timedelta, caplog: pytest.LogCaptureFixture
) -> None:
    drill = await life.begin(START)
    await drill.begin()
    await world(drill)
    start = drill.now
    ends = [max(one.due_at + late, start) for one in await waiting(drill)]
    await drill.runtime.database.close()
    lives = sorted(set(ends)) if late is HOURS else [max(ends)]
    acts: list[Performed] = []
    told: list[tuple[str, str]] = []
    for now in lives:
        done, shown = await life.lived(now)
        acts += done
        told += shown
        assert [one for one, count in Counter(shown).items() if count > 1] == []
        # Once more, after one more death: everything was done, and nothing is said twice.
        assert await life.lived(now) == ([], [])
    did = {" ".join(one.line.split()[:2]) for one in acts}
    assert set(LATE[world]) <= did
    assert {one.outcome for one in acts} <= {"done", "refused"}
    assert all(one.rule for one in acts if one.outcome == "refused")
    assert not [one for one in caplog.records if one.message in ("due_failed", "trial_failed")]
    assert not [text for room, text in told if room == "operators"]
    if late is WEEKS:
        most = Counter(room for room, _ in told)
        assert {room: n for room, n in most.items() if n > MOST} == {}
        said = "\n".join(text.partition("\n")[0] for _, text in told)
        assert [words for words in STALE.get(world, ()) if words in said] == []


MOST = 9
"""Messages that one room gets at most of one world after weeks."""


@pytest.mark.parametrize("world", LATE, ids=lambda world: world.__name__)
async def test_the_same_line_of_the_clock_a_second_time_fails_in_nothing(
    life: Life, world: worlds.World, caplog: pytest.LogCaptureFixture
) -> None:
    drill = await life.begin(START)
    await drill.begin()
    await world(drill)
    before = await waiting(drill)
    now = max([drill.now, *(one.due_at for one in before)]) + WEEKS
    await drill.runtime.database.close()
    await life.lived(now)
    drill = await life.begin(now)

    def again(store: Store) -> None:
        store.deadlines.set(*before)

    await drill.runtime.database.run(again)
    await drill.runtime.database.close()
    acts, shown = await life.lived(now)
    assert {one.outcome for one in acts} <= {"done", "refused"}
    assert not [one for one in caplog.records if one.message == "due_failed"]
    assert not [text for room, text in shown if room == "operators"]

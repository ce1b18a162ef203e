"""Who has not said when it can come is reminded once, and the chair learns who is missing."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.rehearse.drill import Drill
from tests.commands.meetings import done, proposed
from tests.commands.test_after_days_away import away, fresh

DAY = timedelta(days=1)
ZONES = {"IT": "Europe/Rome", "AU": "Australia/Sydney", "CO": "America/Bogota"}


def prompts(drill: Drill, person: str) -> list[str]:
    return [text for text in drill.texts(f"direct:{person}") if "Not said yet" in text]


@pytest.mark.performs("meeting prompt", "meeting missing")
async def test_who_has_not_said_when_is_reminded_once_in_the_own_working_hours(
    drill: Drill,
) -> None:
    meeting = await proposed(drill)
    await done(drill, "nl1", "direct", f"meeting available {meeting} A")
    acts = await drill.until(drill.now + 7 * DAY)
    assert prompts(drill, "nl1") == []
    for person in ("it1", "au1", "co1"):
        [again] = prompts(drill, person)
        assert "Whoever chairs is told on" in again
    for party, zone in ZONES.items():
        [at] = [a.at for a in acts if a.performed.line == f"meeting prompt {meeting} {party}"]
        local = at.astimezone(ZoneInfo(zone))
        assert (local.weekday() < 5, 9 <= local.hour < 17) == (True, True)
    [missing] = [text for text in drill.texts("direct:anouk") if "Not everybody has said" in text]
    assert "No answer yet" in missing
    assert "Italy" in missing
    assert "Netherlands" not in missing.partition("No answer yet")[2].partition("\n")[0]
    assert f"meeting convene {meeting} A" in missing


@pytest.mark.parametrize("end", ["convene {} A", "cancel {} No longer needed"])
async def test_nobody_is_reminded_of_what_is_convened_or_called_off(drill: Drill, end: str) -> None:
    meeting = await proposed(drill)
    await done(drill, "anouk", "draft", f"meeting {end.format(meeting)}")
    await drill.until(drill.now + 7 * DAY)
    assert prompts(drill, "it1") == []
    assert not any("Not everybody" in text for text in drill.texts("direct:anouk"))


async def test_late_it_is_asked_while_it_helps_and_not_once_the_times_are_over(
    drill: Drill,
) -> None:
    await proposed(drill)
    before = drill.texts("direct:it1")
    await away(drill, drill.now + 10 * DAY)
    [again] = [text for text in fresh(drill, "it1", before) if "Not said yet" in text]
    assert "Whoever chairs is told" not in again  # that was due by now, and is told now
    await proposed(drill)
    before, chair = drill.texts("direct:it1"), drill.texts("direct:anouk")
    await away(drill, drill.now + 30 * DAY)
    assert not any("Not said yet" in text for text in fresh(drill, "it1", before))
    assert not any("Not everybody" in text for text in fresh(drill, "anouk", chair))


async def test_nobody_is_told_of_as_missing_before_the_own_time_is_over(drill: Drill) -> None:
    meeting = await proposed(drill, more="band=06-24 invite=NL,CO")

    async def told_at() -> datetime:
        due = await drill.runtime.database.run(
            lambda store: store.deadlines.get(f"meeting missing {meeting}")
        )
        assert due is not None
        return due.due_at

    before = await told_at()
    # Manila's second working day is over before Bogotá's.
    await done(drill, "anouk", "draft", f"meeting invite {meeting} PH")
    assert await told_at() >= before

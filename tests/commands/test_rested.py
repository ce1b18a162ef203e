"""A commitment that rests: nothing falls due meanwhile, and nothing is overdue at once (4.4)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import done, refused
from tests.commands.test_commitment import AT, card, offer

LATER = AT + timedelta(days=10)


@pytest.mark.performs("commitment suspend", "commitment resume")
@pytest.mark.rule("U-35")
async def test_what_is_taken_up_after_its_day_gets_a_day_to_come(drill: Drill) -> None:
    id = await offer(drill)
    await done(drill, "it1", "draft", f"commitment suspend {id} Elections")
    await drill.until(LATER)
    asked = await drill.say("it1", "direct", f"commitment resume {id}")
    assert asked is not None
    assert "Its day has passed: Mon 4 May" in words(asked)
    answered = await drill.say("it1", "direct", "2026-06-01")
    assert answered is not None
    assert answered.outcome == "done", words(answered)
    acts = await drill.until(LATER + timedelta(days=2))
    assert f"commitment overdue {id}" not in [act.performed.line for act in acts]
    shown = await card(drill, id)
    assert "1 Jun" in shown
    assert "Elections" in shown


async def test_what_is_taken_up_before_its_day_keeps_it(drill: Drill) -> None:
    id = await offer(drill)
    await done(drill, "it1", "draft", f"commitment suspend {id} Elections")
    await done(drill, "it1", "draft", f"commitment resume {id}")
    assert "4 May" in await card(drill, id)


async def test_a_day_for_what_rested_is_not_before_now(drill: Drill) -> None:
    id = await offer(drill)
    await done(drill, "it1", "draft", f"commitment suspend {id} Elections")
    await drill.until(LATER)
    rule, _ = await refused(drill, "it1", "draft", f"commitment resume {id} until=2026-05-06")
    assert rule == "DR-31"
    assert "It rests for now" in await card(drill, id)


async def test_a_day_named_for_what_was_reported_done_by_mistake_is_not_lost(drill: Drill) -> None:
    id = await offer(drill)
    await done(drill, "it1", "draft", f"commitment done {id} Circular 7")
    line = f"commitment resume {id}"
    rule, said = await refused(drill, "it1", "draft", f"{line} until=2026-06-01")
    assert (rule, "without one" in said) == ("form", True)
    await done(drill, "it1", "draft", line)


async def test_what_gets_more_time_while_it_rests_is_said_to_rest_on(drill: Drill) -> None:
    id = await offer(drill)
    await done(drill, "it1", "draft", f"commitment suspend {id} Elections")
    line = f"commitment extend {id} 2026-06-01T15:00Z"
    sure = await drill.say("it1", "draft", f"{line} preview=yes The register opens in May")
    assert sure is not None
    assert "It rests until you take it up again" in words(sure)
    longer = await drill.say("it1", "direct", "1")
    assert longer is not None
    assert longer.outcome == "done", words(longer)
    for part in ("1 Jun 2026", "It still rests", f"commitment resume {id}"):
        assert part in words(longer)
    assert "It rests for now, and nothing falls due meanwhile. The day set for it is Mon 1 Jun" in (
        await card(drill, id)
    )


async def test_what_gets_more_time_while_it_runs_is_not_said_to_rest(drill: Drill) -> None:
    id = await offer(drill)
    longer = await done(
        drill, "it1", "draft", f"commitment extend {id} 2026-06-01T15:00Z The register opens"
    )
    assert "rests" not in words(longer)

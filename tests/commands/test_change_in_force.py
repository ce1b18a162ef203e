"""A measure stands until a change of it is in force, or it is lifted (T-43, X23, 4.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.response.stage import Stage
from tests.commands.deciding import VOTERS, done, newest, refused, response_of, stage_of, vote
from tests.commands.test_review_and_lift import REVIEW, in_force

OTHER = "Pause every adoption for ever"
CLOSING = datetime(2026, 6, 8, 15, tzinfo=UTC)


async def changed(drill: Drill, more: str = "review=2026-06-01") -> Mapping[str, str]:
    """A suspension in force and under review, of which the sponsor has put a change."""
    made = await in_force(drill, more)
    await drill.until(REVIEW)
    await done(drill, "anouk", "draft", f"incident review {made['incident']}")
    later = "review=2026-10-01 expires=2026-12-01" if "expires" in more else "review=2026-10-01"
    await done(drill, "au1", "draft", f"response amend {made['response']} {later} {OTHER}")
    return made


async def put(drill: Drill, made: Mapping[str, str], answer: str) -> str:
    """The poll on the change, which every State has answered so, once it is over."""
    line = f"poll open {made['response']} rule=simple_majority closes={CLOSING:%Y-%m-%dT%H:%MZ}"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    await vote(drill, poll, **dict.fromkeys(VOTERS, answer))
    await drill.until(CLOSING + timedelta(minutes=6))
    return str(poll)


async def stood(drill: Drill, made: Mapping[str, str]) -> None:
    """The measure is under review as it was before the change was put."""
    now = await response_of(drill, made)
    assert (now.stage, now.title) == (Stage.UNDER_REVIEW, "Pause new adoptions")
    assert await stage_of(drill, made) == "under_review"
    board = words(await done(drill, "nl1", "draft", f"board show {made['incident']}"))
    assert "Pause new adoptions" in board
    assert OTHER not in board
    line = f"incident continue {made['incident']} review=2026-09-01 It is still needed"
    await done(drill, "anouk", "draft", line)
    assert (await response_of(drill, made)).stage is Stage.IN_FORCE


@pytest.mark.rule("T-43", "DR-26")
async def test_a_change_that_is_rejected_leaves_in_force_what_was(drill: Drill) -> None:
    made = await changed(drill)
    poll = await put(drill, made, "no")
    result = newest(drill, "draft")
    assert result.startswith(f"🗳 Not adopted: {OTHER}")
    assert "What stood before stays as it was, under review: Pause new adoptions" in result
    assert OTHER in words(await done(drill, "nl1", "direct", f"poll show {poll}"))
    await stood(drill, made)


@pytest.mark.rule("T-43")
async def test_a_change_that_is_withdrawn_leaves_in_force_what_was(drill: Drill) -> None:
    made = await changed(drill)
    line = f"response withdraw {made['response']} We put it otherwise"
    told = words(await done(drill, "au1", "draft", line))
    assert "What stood before stays as it was, under review: Pause new adoptions" in told
    await stood(drill, made)


@pytest.mark.rule("T-43")
async def test_while_a_change_is_put_everybody_reads_what_stands(drill: Drill) -> None:
    made = await changed(drill)
    stands = "Version 1 stands until this is decided: Pause new adoptions"
    put = next(t for t in reversed(drill.texts("draft")) if "A change is put to the group" in t)
    assert stands in put
    assert "no longer count" not in put
    shown = words(await done(drill, "nl1", "direct", f"response show {made['response']}"))
    card = next(text for text in reversed(drill.texts("draft")) if text.startswith("📄"))
    for text in (shown, card):
        assert stands in text
    board = words(await done(drill, "nl1", "draft", f"board show {made['incident']}"))
    assert "Pause new adoptions" in board
    for line in ("incident lift", "incident continue"):
        _, said = await refused(drill, "anouk", "draft", f"{line} {made['incident']} It is time")
        assert f"A change of {made['response']} is put and undecided" in said
        assert f"poll open {made['response']}" in said


@pytest.mark.rule("T-43", "DR-30")
async def test_a_change_that_is_adopted_is_in_force_with_the_commitments_that_run(
    drill: Drill,
) -> None:
    made = await changed(drill)
    await put(drill, made, "yes")
    await drill.until(CLOSING + timedelta(hours=1))
    now = await response_of(drill, made)
    assert (now.stage, now.title, now.version) == (Stage.IN_FORCE, OTHER, 2)
    assert await stage_of(drill, made) == "in_force"


@pytest.mark.rule("T-43")
async def test_a_change_of_a_change_that_fails_leaves_in_force_what_was(drill: Drill) -> None:
    made = await changed(drill)
    line = f"response amend {made['response']} {OTHER} and ever"
    await done(drill, "au1", "draft", line)
    await put(drill, made, "no")
    await stood(drill, made)
    assert (await response_of(drill, made)).version == 4


@pytest.mark.rule("T-43")
async def test_what_stands_lapses_on_its_own_last_day_also_while_a_change_is_put(
    drill: Drill,
) -> None:
    made = await changed(drill, "review=2026-06-01 expires=2026-06-04")
    line = f"poll open {made['response']} rule=simple_majority closes=2026-06-08T15:00Z"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    await drill.until(datetime(2026, 6, 5, 9, tzinfo=UTC))
    assert "Pause new adoptions" in next(t for t in drill.texts("xv") if "has lapsed" in t)
    await vote(drill, poll, **dict.fromkeys(VOTERS, "no"))
    await drill.until(CLOSING + timedelta(minutes=6))
    assert (await response_of(drill, made)).stage is Stage.NOT_ADOPTED
    assert await stage_of(drill, made) == "consultation"
    assert "stays as it was" not in newest(drill, "draft")


@pytest.mark.rule("T-43", "DR-16")
async def test_until_an_adopted_change_is_in_force_the_text_before_it_stands(
    drill: Drill,
) -> None:
    made = await changed(drill)
    line = f"response amend {made['response']} starts=2026-07-01 {OTHER}"
    await done(drill, "au1", "draft", line)
    poll = await put(drill, made, "yes")
    show = f"response show {made['response']}"
    stands = "Version 1 stands until this is in force: Pause new adoptions"
    assert stands in words(await done(drill, "nl1", "direct", show))
    line = f"poll annul {poll} closes=2026-06-12T15:00Z The French text was another one"
    asked = (await done(drill, "anouk", "draft", line)).made["poll"]
    await vote(drill, asked, **dict.fromkeys(VOTERS, "yes"))
    await done(drill, "anouk", "draft", f"poll close {asked}")
    assert "Version 1 stands until this is decided" in words(
        await done(drill, "nl1", "direct", show)
    )
    await done(drill, "au1", "draft", f"response withdraw {made['response']} It was wrong")
    await stood(drill, made)

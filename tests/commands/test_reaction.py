"""A sign on the message of a poll: no vote, no objection, and whoever gave it learns so once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill
from coordination.poll.stage import Stage
from storage.store import Store
from tests.commands.deciding import CLOSES, poll_of, put, receive

ANNOUNCED = CLOSES + timedelta(minutes=5)


async def entries(drill: Drill, made: Mapping[str, str]) -> int:
    """How much stands in the group's audit and in the incident's."""

    def count(store: Store) -> int:
        return sum(len(store.audit.entries(one)) for one in ("group:ica", made["incident"]))

    return await drill.runtime.database.run(count)


async def reacts(drill: Drill, person: str, room: str, made: Mapping[str, str]) -> bool:
    """Whether somebody who puts a sign on the poll's message there was told anything of it."""
    before = len(drill.shown)
    await drill.react(person, room, made["poll"])
    return len(drill.shown) > before


@pytest.mark.rule("DR-09", "DR-32")
async def test_a_thumb_under_silence_is_no_objection_and_its_giver_is_told_how_to_object_once(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=silence")
    await receive(drill, made["poll"])
    before = await entries(drill, made)
    assert await reacts(drill, "nl1", "draft", made)
    note = drill.texts("direct:nl1")[-1]
    assert "is not an objection" in note
    assert f"poll object {made['poll']}" in note
    assert not await reacts(drill, "nl1", "draft", made)
    assert not await reacts(drill, "nl1", "direct", made)
    await drill.react("it1", "draft", made["response"])  # the text itself
    assert "is not an objection" in drill.texts("direct:it1")[-1]
    assert await entries(drill, made) == before
    await drill.until(ANNOUNCED)
    assert (await poll_of(drill, made)).stage is Stage.ADOPTED


@pytest.mark.rule("DR-09")
async def test_the_sign_of_somebody_without_a_voice_is_told_to_the_voter_of_that_state(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=silence")
    assert await reacts(drill, "fr2", "draft", made)
    assert "is not an objection" in drill.texts("direct:fr1")[-1]


@pytest.mark.rule("DR-09", "DR-22")
async def test_a_sign_of_whoever_does_not_decide_or_that_comes_too_late_is_not_kept(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=silence")
    assert not await reacts(drill, "xv1", "full", made)
    await receive(drill, made["poll"])
    await drill.until(ANNOUNCED)
    assert not await reacts(drill, "nl1", "draft", made)


@pytest.mark.rule("DR-32")
async def test_a_sign_on_a_ballot_is_no_vote(drill: Drill) -> None:
    made = await put(drill)
    assert await reacts(drill, "nl1", "direct", made)
    assert "is not an answer" in drill.texts("direct:nl1")[-1]
    votes = await drill.runtime.database.run(lambda store: store.polls.votes(made["poll"]))
    assert votes == []

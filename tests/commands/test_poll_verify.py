"""A chair counts a decision again in the room, from the record and the audit alone (C20)."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import update

from bot.rehearse.drill import Drill
from storage.poll.tables import poll_vote
from storage.store import Store
from tests.commands.certified import decided
from tests.commands.deciding import done, put, refused, vote


def _answered_otherwise(poll: str, store: Store) -> None:
    this = (poll_vote.c.poll == poll, poll_vote.c.party == "CA")
    store.connection.execute(update(poll_vote).where(*this).values(answer="yes"))


async def counted(drill: Drill, person: str, poll: str) -> str:
    """What a person is told where it asks for the count in private."""
    await done(drill, person, "direct", f"poll verify {poll}")
    return drill.texts(f"direct:{person}")[-1]


@pytest.mark.performs("poll verify")
@pytest.mark.rule("DR-28")
async def test_a_decision_is_counted_again_in_the_room_from_its_votes_and_the_audit(
    drill: Drill,
) -> None:
    poll = (await decided(drill))["poll"]
    said = await counted(drill, "anouk", poll)
    assert f"{poll} holds" in said
    assert "give the same outcome. For 5, against 1, abstaining 1" in said
    assert "The audit has the entries of all 9 answers, by their receipts" in said


@pytest.mark.rule("DR-22", "DR-29")
async def test_who_sees_the_outcome_alone_hears_that_it_holds_and_no_number(drill: Drill) -> None:
    poll = (await decided(drill))["poll"]
    said = await counted(drill, "xv1", poll)
    assert f"{poll} holds" in said
    for word in ("For 5", "9 answers", "Canada", "entry of"):
        assert word not in said


async def test_an_answer_that_was_changed_behind_the_commands_is_found_and_named(
    drill: Drill,
) -> None:
    poll = (await decided(drill))["poll"]
    await drill.runtime.database.run(partial(_answered_otherwise, poll))
    said = await counted(drill, "anouk", poll)
    assert f"{poll} does not hold" in said
    assert "The audit has no entry in which Canada gave the answer" in said
    apart = await counted(drill, "xv1", poll)
    assert f"{poll} does not hold" in apart
    assert "Canada" not in apart


@pytest.mark.rule("DR-28")
async def test_what_is_open_is_not_counted_and_strangers_are_told_nothing(drill: Drill) -> None:
    poll = (await put(drill))["poll"]
    rule, said = await refused(drill, "anouk", "draft", f"poll verify {poll}")
    assert rule == "DR-28"
    assert "once it is over" in said
    rule, _ = await refused(drill, "iss1", "direct", f"poll verify {poll}")
    assert rule == "not_found"


@pytest.mark.rule("DR-28", "DR-29")
async def test_of_what_was_withdrawn_nobody_is_told_that_its_votes_gave_the_outcome(
    drill: Drill,
) -> None:
    poll = (await put(drill))["poll"]
    await vote(drill, poll, NL="yes", IT="no")
    await done(drill, "anouk", "draft", f"poll withdraw {poll} for the roundtable")
    await done(drill, "au1", "direct", f"poll consent {poll} yes")
    for person in ("anouk", "xv1"):
        said = await counted(drill, person, poll)
        assert "there is no outcome to count" in said, person
        assert "outcome that was told" not in said, person

"""Who does not decide is told so, by rule and name, and nothing of the attempt stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.poll.vote import Answer
from tests.commands.deciding import CLOSES, done, put, refused


@pytest.mark.rule("T-30", "T-33", "DR-17", "DR-20", "DR-22")
@pytest.mark.parametrize(
    ("person", "rule"),
    [
        ("emb-fr", "T-30"),
        ("iss1", "T-33"),
        ("xv1", "DR-22"),
        ("anouk", "DR-17"),
        ("sec1", "DR-20"),
        ("rita", "not_found"),
    ],
)
async def test_who_does_not_decide_is_refused(drill: Drill, person: str, rule: str) -> None:
    made = await put(drill)
    found, _ = await refused(drill, person, "direct", f"poll vote {made['poll']} yes")
    assert found == rule
    assert not await drill.runtime.database.run(lambda store: store.polls.votes(made["poll"]))


@pytest.mark.rule("T-30", "T-33", "DR-22", "DR-29")
@pytest.mark.parametrize(
    ("person", "room", "rule"),
    [("emb-fr", "embassies", "T-30"), ("iss1", "full", "T-33"), ("xv1", "full", "DR-22")],
)
async def test_who_does_not_decide_is_not_sent_to_vote_in_private(
    drill: Drill, person: str, room: str, rule: str
) -> None:
    made = await put(drill)
    found, why = await refused(drill, person, room, f"poll vote {made['poll']} yes")
    assert found == rule
    assert "give it in private" not in why


@pytest.mark.rule("T-10")
async def test_the_words_of_a_refused_objection_do_not_stay_in_a_room_below_their_label(
    drill: Drill,
) -> None:
    made = await put(drill)
    rule, _ = await refused(drill, "ca1", "slack-coord", f"poll object {made['poll']} Paragraph 3")
    assert rule == "DR-32"
    told = drill.whispers("slack-coord", "T0COMITY:U0CA1")
    assert "Please delete your message there" in told[-1].text


@pytest.mark.rule("DR-29", "T-10")
async def test_who_objects_in_a_room_below_is_asked_for_the_words_at_once_though_it_is_night(
    drill: Drill,
) -> None:
    await drill.until(datetime(2026, 3, 10, 7, tzinfo=UTC))  # three in the morning in Ottawa
    poll = (await put(drill, "rule=consensus"))["poll"]
    said = await done(drill, "ca1", "slack-coord", f"poll object {poll} Paragraph 3")
    assert "I ask you for them in private" in words(said)
    kept = await done(drill, "ca1", "direct", "Paragraph 3 names a clinic")
    assert "word for word" in words(kept)
    [vote] = await drill.runtime.database.run(lambda store: store.polls.votes(poll))
    assert (vote.answer, vote.text) == (Answer.OBJECT, None)
    elsewhere = await done(drill, "nl1", "draft", f"poll object {poll}")
    assert "I have not kept them" not in words(elsewhere)


@pytest.mark.rule("DR-10", "DR-14")
async def test_where_votes_decide_a_request_for_time_leads_to_what_a_state_can_do(
    drill: Drill,
) -> None:
    poll = (await put(drill))["poll"]
    rule, why = await refused(drill, "co1", "direct", f"poll reserve {poll} Until Monday")
    assert rule == "DR-10"
    for line in (f"poll dissociate {poll}", f"poll state {poll}"):
        assert f"`{line}`" in why


@pytest.mark.rule("DR-22")
async def test_the_state_concerned_is_refused_by_its_name(drill: Drill) -> None:
    made = await put(drill)
    rule, why = await refused(drill, "xv1", "direct", f"poll vote {made['poll']} yes")
    assert rule == "DR-22"
    assert "Valdora is heard" in why


@pytest.mark.rule("DR-16")
async def test_an_answer_that_comes_late_is_offered_a_correction_of_the_record(
    drill: Drill,
) -> None:
    made = await put(drill)
    await drill.until(CLOSES + timedelta(minutes=5))
    line = f"poll vote {made['poll']} yes"
    rule, why = await refused(drill, "nl1", "direct", line)
    assert rule == "DR-16"
    assert f"`poll correct {made['poll']}`" in why
    _, why = await refused(drill, "anouk", "direct", line)
    assert "poll correct" not in why

"""Silence: long enough for every capital, broken by any objection, adopted at its expiry."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.poll.stage import Stage
from coordination.response.stage import Stage as ResponseStage
from tests.commands.deciding import (
    CLOSES,
    MOMENT,
    done,
    newest,
    poll_of,
    proposed,
    put,
    receive,
    refused,
    response_of,
    stage_of,
)

ANNOUNCED = CLOSES + timedelta(minutes=5)
SILENCE = "rule=silence"


@pytest.mark.rule("DR-08")
async def test_a_silence_leaves_every_capital_three_working_days(drill: Drill) -> None:
    await drill.until(datetime(2026, 4, 2, 14, tzinfo=UTC))
    made = await proposed(drill)
    line = f"poll open {made['response']} rule=silence closes="
    rule, said = await refused(drill, "anouk", "draft", f"{line}72h")
    assert rule == "DR-08"
    assert "Netherlands (Good Friday and Easter Monday)" in said
    assert f"{line}2026-04-09T15:00Z" in said
    rule, _ = await refused(drill, "anouk", "draft", f"{line}2026-04-09T14:59Z")
    assert rule == "DR-08"
    await done(drill, "anouk", "draft", f"{line}2026-04-09T15:00Z")
    card = newest(drill, "draft")
    assert card.startswith("🤫")
    assert "Not adopted yet, no number" in card
    assert "a reaction or a comment does not count" in card
    for room in ("draft", "direct:it1"):
        why = "decided by the working days of the Netherlands (Good Friday and Easter Monday)."
        assert f"How early it may end is {why}" in newest(drill, room), room


@pytest.mark.rule("DR-08")
async def test_a_silence_asks_nothing_takes_no_yes_and_is_never_adopted_early(
    drill: Drill,
) -> None:
    made = await put(drill, SILENCE)
    assert "nothing else is to be sent" in newest(drill, "direct:it1")
    rule, _ = await refused(drill, "it1", "direct", f"poll vote {made['poll']} yes")
    assert rule == "DR-08"
    rule, _ = await refused(drill, "anouk", "draft", f"poll close {made['poll']}")
    assert rule == "DR-08"
    rule, _ = await refused(
        drill, "au1", "draft", f"response amend {made['response']} Suspend new files"
    )
    assert rule == "DR-08"


@pytest.mark.rule("DR-08", "DR-11")
async def test_an_unbroken_silence_is_adopted_once_the_grace_is_over(drill: Drill) -> None:
    made = await put(drill, SILENCE)
    await receive(drill, made["poll"])
    await drill.until(ANNOUNCED - MOMENT)
    assert (await poll_of(drill, made)).stage is Stage.OPEN
    await drill.until(ANNOUNCED)
    poll = await poll_of(drill, made)
    assert (poll.stage, poll.number) == (Stage.ADOPTED, 1)
    assert "No objection from any of 8 parties" in newest(drill, "draft")
    assert "decision no. 1" in newest(drill, "xv")
    assert "Adopted, decision no. 1" in newest(drill, "direct:it1")


@pytest.mark.rule("DR-09")
@pytest.mark.parametrize("amend", ["", "amend=yes "])
async def test_an_objection_or_amendment_in_the_last_moment_breaks_it_for_good(
    drill: Drill, amend: str
) -> None:
    made = await put(drill, SILENCE)
    await drill.until(CLOSES - MOMENT)
    said = await done(drill, "au1", "draft", f"poll object {made['poll']} {amend}§3 is unclear")
    assert "broken the silence, for good" in words(said)
    poll = await poll_of(drill, made)
    assert (poll.stage, poll.number) == (Stage.BROKEN, None)
    assert (await response_of(drill, made)).stage is ResponseStage.NOT_ADOPTED
    assert await stage_of(drill, made) == "consultation"
    told = newest(drill, "draft")
    assert "Silence is broken, so not adopted" in told
    assert "Australia: “§3 is unclear”" in told
    assert "Silence is broken" in newest(drill, "xv")
    assert "Australia" not in newest(drill, "xv")
    for voter in ("fr1", "it1", "nl1"):  # in writing to every State, also where a room may not say
        assert "Silence is broken, so not adopted" in newest(drill, f"direct:{voter}")
    assert "Silence is broken" not in newest(drill, "direct:xv1")
    assert await drill.until(ANNOUNCED) == []


@pytest.mark.rule("DR-09")
async def test_a_no_under_silence_is_told_as_the_objection_that_it_is(drill: Drill) -> None:
    made = await put(drill, SILENCE)
    await done(drill, "ca1", "direct", f"poll vote {made['poll']} no")
    told = newest(drill, "draft")
    assert "Objection: Canada" in told
    assert "No: Canada" not in told


@pytest.mark.rule("DR-09")
async def test_an_objection_at_the_expiry_is_late(drill: Drill) -> None:
    made = await put(drill, SILENCE)
    await receive(drill, made["poll"])
    await drill.until(CLOSES)
    line = f"poll object {made['poll']} §3 is unclear"
    sent = CLOSES + timedelta(seconds=1)
    late = await drill.say("au1", "draft", line, sent_at=sent)
    assert late is not None
    assert "without effect: sent" in words(late)
    assert "an objection came too late" in newest(drill, "direct:anouk")
    await drill.until(ANNOUNCED)
    assert (await poll_of(drill, made)).stage is Stage.ADOPTED
    shown = words(await done(drill, "it1", "direct", f"poll show {made['poll']}"))
    assert "Australia objected too late, without effect" in shown


@pytest.mark.rule("DR-09", "DR-11")
async def test_an_objection_that_its_platform_delivered_late_breaks_it(drill: Drill) -> None:
    made = await put(drill, SILENCE)
    await drill.until(CLOSES + timedelta(seconds=40))
    line = f"poll object {made['poll']} §3 is unclear"
    said = await drill.say("au1", "draft", line, sent_at=CLOSES - timedelta(seconds=1))
    assert said is not None
    assert said.outcome == "done"
    assert (await poll_of(drill, made)).stage is Stage.BROKEN
    day = "Mon 16 Mar 2026"
    both = f"sent on {day}, 14:59:59 UTC, received on {day}, 15:00:40 UTC"
    assert both in words(await done(drill, "anouk", "direct", f"poll show {made['poll']}"))
    await drill.until(CLOSES + timedelta(hours=1))  # and nobody turns it round
    assert (await poll_of(drill, made)).stage is Stage.BROKEN


@pytest.mark.rule("DR-29", "T-10")
async def test_an_objection_counts_in_a_room_that_may_not_hold_its_words(drill: Drill) -> None:
    made = await put(drill, SILENCE)
    await done(drill, "ca1", "slack-coord", f"poll object {made['poll']} The mother is Ayla D.")
    assert (await poll_of(drill, made)).stage is Stage.BROKEN
    assert not any(shown.kind == "redact" for shown in drill.shown)  # Slack lets no app do it
    told = drill.whispers("slack-coord", "T0COMITY:U0CA1")
    assert any("Please delete your message there" in one.text for one in told)
    assert not any("Ayla" in shown.text for shown in drill.shown)
    await drill.until(drill.now + timedelta(hours=6))
    asked = [one for one in drill.texts("direct:ca1") if "did not take its words from that" in one]
    assert len(asked) == 1
    await done(drill, "ca1", "direct", "The registry is named wrongly.")
    assert "Canada: “The registry is named wrongly.”" in newest(drill, "draft")


@pytest.mark.rule("T-30", "T-33", "DR-22")
@pytest.mark.parametrize(
    ("person", "rule"), [("emb-fr", "T-30"), ("iss1", "T-33"), ("xv1", "DR-22")]
)
async def test_who_does_not_decide_breaks_no_silence(drill: Drill, person: str, rule: str) -> None:
    made = await put(drill, SILENCE)
    found, _ = await refused(drill, person, "direct", f"poll object {made['poll']} we object")
    assert found == rule
    assert (await poll_of(drill, made)).stage is Stage.OPEN


@pytest.mark.rule("DR-32")
async def test_under_a_majority_an_objection_is_a_no(drill: Drill) -> None:
    made = await put(drill)
    rule, said = await refused(drill, "au1", "draft", f"poll object {made['poll']} not so")
    assert rule == "DR-32"
    assert f"poll vote {made['poll']} no" in said


@pytest.mark.rule("DR-09", "DR-26")
async def test_after_a_break_only_a_changed_text_is_put_again(drill: Drill) -> None:
    made = await put(drill, SILENCE)
    await done(drill, "au1", "draft", f"poll object {made['poll']} §3 is unclear")
    rule, _ = await refused(drill, "anouk", "draft", f"poll open {made['response']}")
    assert rule == "stage"
    await done(drill, "au1", "draft", f"response amend {made['response']} Suspend new files")
    again = await done(drill, "anouk", "draft", f"poll open {made['response']} closes=20d")
    poll = await poll_of(drill, {"poll": again.made["poll"]})
    assert poll.previous == made["poll"]


@pytest.mark.rule("DR-09", "T-30")
async def test_an_objection_by_an_embassy_breaks_nothing_and_its_voter_hears_of_it(
    drill: Drill,
) -> None:
    made = await put(drill, SILENCE)
    rule, _ = await refused(drill, "emb-fr", "direct", f"poll object {made['poll']} We object.")
    assert rule == "T-30"
    assert (await poll_of(drill, made)).stage is Stage.OPEN
    for voter in ("fr1", "fr2"):
        told = newest(drill, f"direct:{voter}")
        assert "Léa has written an objection for France" in told
        assert f"poll object {made['poll']}" in told
        assert "We object." not in told
    assert "written an objection" not in newest(drill, "direct:it1")


@pytest.mark.rule("DR-09", "T-33")
async def test_an_objection_by_an_observer_is_told_to_nobody(drill: Drill) -> None:
    made = await put(drill, SILENCE)
    before = len(drill.shown)
    await refused(drill, "iss1", "direct", f"poll object {made['poll']} We object.")
    assert {one.room for one in drill.shown[before:]} == {"direct:iss1"}

"""The course of a poll: reminders, extension, withdrawal, early close, letters."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.poll.stage import Stage
from coordination.response.stage import Stage as ResponseStage
from tests.commands.deciding import (
    CLOSES,
    VOTERS,
    done,
    newest,
    poll_of,
    put,
    refused,
    response_of,
    vote,
)

ANNOUNCED = CLOSES + timedelta(minutes=5)
LATER = CLOSES + timedelta(days=2)


async def test_who_has_not_answered_is_reminded_at_the_own_desk(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", AU="yes")
    acts = await drill.until(CLOSES)
    reminded = {act.performed.line.partition("party=")[2]: act.at for act in acts}
    assert f"{reminded['PH']:%a %H:%M}" == "Mon 01:00"
    assert f"{reminded['CO']:%a %H:%M}" == "Fri 15:00"
    assert any("has not answered" in text for text in drill.texts("direct:it1"))
    assert not any("has not answered" in text for text in drill.texts("direct:nl1"))
    chair = newest(drill, "direct:anouk")
    assert "No answer yet from Canada, Colombia, France" in chair
    [room] = [text for text in drill.texts("draft") if "closes soon" in text]
    assert "Answered: 2 of 8" in room
    assert "Canada" not in room


@pytest.mark.rule("DR-10")
async def test_the_chair_extends_once_and_never_shortens(drill: Drill) -> None:
    made = await put(drill)
    line = f"poll extend {made['poll']}"
    for closes, rule in (("2026-03-16T14:00Z", "DR-10"), ("2026-03-18T15:00Z", None)):
        said = await drill.say("anouk", "draft", f"{line} {closes}")
        assert said is not None
        assert said.rule == rule
    rule, _ = await refused(drill, "anouk", "draft", f"{line} 2026-03-20T15:00Z")
    assert rule == "DR-10"
    assert "Wed 18 Mar — 16:00 The Hague" in newest(drill, "draft")
    await drill.until(ANNOUNCED)
    assert (await poll_of(drill, made)).stage is Stage.OPEN
    await drill.until(LATER + timedelta(minutes=5))
    assert (await poll_of(drill, made)).stage is Stage.LAPSED_NO_QUORUM


@pytest.mark.rule("DR-10")
async def test_a_room_that_was_told_that_a_vote_ends_is_not_told_so_again_by_an_extension(
    drill: Drill,
) -> None:
    made = await put(drill)
    await drill.until(CLOSES - timedelta(hours=5))

    def told() -> int:
        return sum("closes soon" in one.text for one in drill.shown if one.room == "draft")

    assert told() == 1
    line = f"poll extend {made['poll']} {CLOSES + timedelta(hours=2):%Y-%m-%dT%H:%MZ} now=yes"
    await done(drill, "anouk", "draft", line)
    await drill.until(CLOSES + timedelta(hours=1))
    assert told() == 1


@pytest.mark.rule("DR-28")
async def test_it_closes_early_only_when_all_have_answered(drill: Drill) -> None:
    made = await put(drill)
    line = f"poll close {made['poll']}"
    await vote(drill, made["poll"], **dict.fromkeys([p for p in VOTERS if p != "PH"], "yes"))
    rule, _ = await refused(drill, "anouk", "draft", line)
    assert rule == "DR-28"
    await vote(drill, made["poll"], PH="no")
    await done(drill, "anouk", "draft", line)
    assert (await poll_of(drill, made)).stage is Stage.ADOPTED
    assert await drill.until(ANNOUNCED) == []


@pytest.mark.rule("DR-28")
async def test_an_item_is_withdrawn_with_the_consent_of_its_sponsor(drill: Drill) -> None:
    made = await put(drill)
    rule, _ = await refused(drill, "au1", "direct", f"poll consent {made['poll']} yes")
    assert rule == "DR-28"
    await done(drill, "anouk", "draft", f"poll withdraw {made['poll']} for the roundtable")
    assert (await poll_of(drill, made)).stage is Stage.OPEN
    rule, _ = await refused(drill, "co1", "direct", f"poll consent {made['poll']} yes")
    assert rule == "DR-28"
    await done(drill, "au1", "direct", f"poll consent {made['poll']} no")
    assert (await poll_of(drill, made)).stage is Stage.OPEN
    await done(drill, "anouk", "draft", f"poll withdraw {made['poll']} for the roundtable")
    await done(drill, "au1", "direct", f"poll consent {made['poll']} yes")
    assert (await poll_of(drill, made)).stage is Stage.WITHDRAWN
    assert (await response_of(drill, made)).stage is ResponseStage.PROPOSED
    assert "Withdrawn" in newest(drill, "draft")
    assert await drill.until(ANNOUNCED) == []


@pytest.mark.rule("DR-28")
async def test_a_sponsor_is_not_asked_any_more_once_its_poll_is_over(drill: Drill) -> None:
    made = await put(drill)
    await done(drill, "anouk", "draft", f"poll withdraw {made['poll']} for the roundtable")
    asked = f"consent:{made['poll']}"
    assert asked in await _asked_of(drill, "au1")
    await drill.until(ANNOUNCED)
    assert asked not in await _asked_of(drill, "au1")


async def _asked_of(drill: Drill, person: str) -> list[str]:
    asks = await drill.runtime.database.run(lambda store: store.asks.of(person))
    return [one.key for one in asks]


@pytest.mark.rule("DR-33")
async def test_a_position_by_note_counts_once_a_second_person_confirms_it(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", AU="no", CA="no")
    line = f"poll enter {made['poll']} PH yes 2026-03-09T08:00Z Note verbale 12"
    rule, _ = await refused(drill, "nl1", "direct", line)
    assert rule == "mandate"
    rule, _ = await refused(drill, "sec1", "direct", line.replace("-09T08", "-10T08"))
    assert rule == "DR-33"
    await done(drill, "sec1", "direct", line)
    assert "Philippines: yes, by note, Note verbale 12" in newest(drill, "direct:anouk")
    rule, _ = await refused(drill, "sec1", "direct", f"poll countersign {made['poll']} PH yes")
    assert rule == "DR-33"
    await done(drill, "anouk", "direct", "1")
    await drill.until(ANNOUNCED)
    assert any("Note verbale 12" in text for text in drill.texts("direct:ph1"))
    result = newest(drill, "draft")
    assert "For 3, against 2" in result
    assert "The Philippines answered from outside" in result


@pytest.mark.rule("DR-33")
async def test_a_position_that_is_not_confirmed_does_not_count(drill: Drill) -> None:
    made = await put(drill)
    await done(
        drill, "sec1", "direct", f"poll enter {made['poll']} PH yes 2026-03-09T08:00Z Note 12"
    )
    await done(drill, "anouk", "direct", f"poll countersign {made['poll']} PH no")
    assert not await drill.runtime.database.run(lambda store: store.polls.votes(made["poll"]))
    rule, _ = await refused(drill, "anouk", "direct", f"poll countersign {made['poll']} PH yes")
    assert rule == "DR-33"


@pytest.mark.performs("poll correct", "poll state")
@pytest.mark.rule("DR-14", "DR-16")
async def test_words_and_corrections_are_annexed_and_change_nothing(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", AU="yes", CA="no", PH="no")
    await done(drill, "ph1", "direct", f"poll state {made['poll']} We follow our own law.")
    rule, _ = await refused(drill, "ph1", "direct", f"poll correct {made['poll']} We abstain.")
    assert rule == "DR-16"
    await drill.until(ANNOUNCED)
    assert "Philippines: “We follow our own law.”" in newest(drill, "draft")
    assert "own law" not in newest(drill, "full")
    await done(drill, "ph1", "direct", f"poll correct {made['poll']} We meant to abstain.")
    assert "without effect on the outcome: “We meant to abstain.”" in newest(drill, "draft")
    assert (await poll_of(drill, made)).stage is Stage.ADOPTED
    await drill.until(ANNOUNCED + timedelta(hours=24))
    rule, _ = await refused(drill, "ph1", "direct", f"poll state {made['poll']} And more.")
    assert rule == "DR-14"


async def test_a_poll_goes_on_over_a_restart(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", AU="yes")
    again = Drill(drill.runtime.database, ["matrix", "slack"], drill.now, run="again")
    await again.open()
    await vote(again, made["poll"], CA="yes", NL="no")
    await again.until(ANNOUNCED)
    assert (await poll_of(again, made)).stage is Stage.LAPSED_NO_QUORUM
    assert await again.until(ANNOUNCED + timedelta(days=1)) == []


@pytest.mark.rule("DR-01", "DR-02")
async def test_the_agencies_of_a_roundtable_decide_with_the_same_words(drill: Drill) -> None:
    opened = await done(drill, "cwa1", "rt-it", "incident open IT both now=yes Fees at a home")
    incident = opened.made["incident"]
    await done(drill, "bianca", "rt-it", f"incident consult {incident}")
    made = await done(
        drill,
        "pol1",
        "rt-it",
        f"response unify {incident} IP-FEE new=pause ongoing=pause reason=urgent One register",
    )
    response = made.made["response"]
    line = f"poll open {response} closes=2026-03-16T15:00Z"
    poll = (await done(drill, "bianca", "rt-it", line)).made["poll"]
    assert "simple majority" in newest(drill, "rt-it")
    for person, answer in (("dario", "no"), ("cwa1", "yes"), ("pol1", "yes")):
        await done(drill, person, "direct", f"poll vote {poll} {answer}")
    await drill.until(ANNOUNCED)
    result = newest(drill, "rt-it")
    assert "decision no. 1" in result
    [yes] = [line for line in result.splitlines() if line.startswith("Yes: ")]
    assert "State police" in yes
    assert "Child-welfare authority" in yes
    assert "No answer: Casa Ponte" in words(
        await done(drill, "ngo1", "direct", f"poll show {poll}")
    )


@pytest.mark.rule("DR-10")
async def test_who_would_shorten_a_poll_is_offered_a_later_day(drill: Drill) -> None:
    made = await put(drill)
    rule, said = await refused(drill, "anouk", "draft", f"poll extend {made['poll']} 24h")
    assert rule == "DR-10"
    # Tuesday's office hours end last in Bogotá, at 17:00 there.
    assert f"`poll extend {made['poll']} 2026-03-17T22:00Z`" in said

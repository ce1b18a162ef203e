"""A text that is amended while it is voted on: answers, letters, and how long there is (DR-26)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill
from coordination.poll.stage import Stage
from tests.commands.deciding import (
    CLOSES,
    done,
    newest,
    poll_of,
    put,
    refused,
    vote,
)

ANNOUNCED = CLOSES + timedelta(minutes=5)


@pytest.mark.rule("DR-26")
async def test_votes_on_an_old_text_are_void_and_voters_are_asked_again(drill: Drill) -> None:
    made = await put(drill)
    old = (await poll_of(drill, made)).fingerprint[:8]
    await vote(drill, made["poll"], NL="yes", IT="yes", AU="yes", CA="yes", PH="yes")
    await done(drill, "au1", "draft", f"response amend {made['response']} Suspend new files")
    rule, _ = await refused(drill, "nl1", "direct", f"poll vote {made['poll']} yes on={old}")
    assert rule == "DR-26"
    assert "Suspend new files" in newest(drill, "direct:it1")
    await done(drill, "it1", "direct", "1")
    await drill.until((await poll_of(drill, made)).announced_at)
    poll = await poll_of(drill, made)
    assert (poll.version, poll.stage) == (2, Stage.LAPSED_NO_QUORUM)
    assert "1 of 8 answered" in newest(drill, "draft")


@pytest.mark.rule("DR-26")
async def test_an_amendment_in_the_last_hour_leaves_nobody_an_hour(drill: Drill) -> None:
    made = await put(drill)
    before = await poll_of(drill, made)
    await drill.until(before.closes_at - timedelta(hours=1))
    await done(drill, "au1", "draft", f"response amend {made['response']} Suspend new files")
    told = newest(drill, "draft")
    assert "The time to answer begins anew." in told
    await drill.until(ANNOUNCED)
    poll = await poll_of(drill, made)
    assert poll.stage is Stage.OPEN
    assert poll.closes_at - drill.now > (before.closes_at - before.opened_at) / 2
    await vote(drill, made["poll"], NL="yes", IT="yes", AU="yes", CA="yes", PH="yes")
    await drill.until(poll.announced_at)
    assert (await poll_of(drill, made)).stage is Stage.ADOPTED


@pytest.mark.rule("DR-26")
async def test_a_text_that_is_amended_again_and_again_is_read_as_long_as_the_first_each_time(
    drill: Drill,
) -> None:
    made = await put(drill)
    poll = await poll_of(drill, made)
    first = poll.closes_at - poll.opened_at
    for more in ("files", "files and matches", "files and proposals"):
        await drill.until(poll.closes_at - timedelta(hours=1))
        await done(drill, "au1", "draft", f"response amend {made['response']} Suspend new {more}")
        poll = await poll_of(drill, made)
        assert first <= poll.closes_at - drill.now < first + timedelta(days=3), more
    assert [one.kind.value for one in poll.annexes] == ["amended"] * 3
    assert {one.party for one in poll.annexes} == {"AU"}


@pytest.mark.rule("DR-26", "DR-11")
async def test_an_answer_that_was_sent_before_the_text_was_amended_is_none_to_the_new_text(
    drill: Drill,
) -> None:
    made = await put(drill)
    sent = drill.now
    await drill.until(sent + timedelta(minutes=1))
    await done(drill, "au1", "draft", f"response amend {made['response']} Suspend new files")
    line = f"poll vote {made['poll']} yes"
    said = await drill.say("nl1", "direct", line, sent_at=sent)
    assert said is not None
    assert (said.outcome, said.rule) == ("refused", "DR-26")
    said = await drill.say("nl1", "direct", line, sent_at=drill.now)
    assert said is not None
    assert said.outcome == "done"


@pytest.mark.rule("DR-26", "DR-33")
async def test_a_letter_on_the_old_text_is_void_and_the_office_is_told_and_asked_no_more(
    drill: Drill,
) -> None:
    made = await put(drill)
    line = f"poll enter {made['poll']} PH yes 2026-03-09T08:00Z Note verbale 12"
    await done(drill, "sec1", "direct", line)
    await drill.until(drill.now + timedelta(minutes=1))
    await done(drill, "au1", "draft", f"response amend {made['response']} Suspend new files")
    for person in ("sec1", "anouk"):
        [told] = [
            text for text in drill.texts(f"direct:{person}") if "answers the old text" in text
        ]
        assert "the Philippines" in told, person
    waits = await drill.runtime.database.run(
        lambda store: store.asks.about(f"position:{made['poll']}:PH")
    )
    assert not waits
    rule, said = await refused(drill, "sec1", "direct", line.replace("verbale 12", "verbale 13"))
    assert rule == "DR-26"
    assert "answers the old text" in said


@pytest.mark.rule("DR-26")
async def test_an_amendment_shows_what_it_changes_in_the_text_that_was_read(drill: Drill) -> None:
    made = await put(drill)
    line = f"response amend {made['response']} Suspend new and announced adoptions"
    await done(drill, "au1", "draft", line)
    told = newest(drill, "draft")
    assert "§1 was: Suspend new adoptions — is now: Suspend new ⟨and announced⟩ adoptions" in told
    assert "§2 was" not in told


@pytest.mark.rule("DR-28", "DR-26")
async def test_while_a_poll_is_open_nobody_but_the_sponsor_changes_its_text(drill: Drill) -> None:
    made = await put(drill)
    line = f"response amend {made['response']} Something else"
    rule, said = await refused(drill, "anouk", "draft", line)
    assert rule == "DR-28"
    assert "Australia" in said
    assert f"poll withdraw {made['poll']}" in said
    await done(drill, "au1", "draft", line)

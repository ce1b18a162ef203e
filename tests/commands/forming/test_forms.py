"""Forms: opened from a line, corrected at the field, reviewed, and turned into a line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, inspect, select, table

from bot.rehearse.drill import Drill, words
from commands.forming import Errors, Review, Shape, suggestions
from commands.forming.shape import KEEP, SEND
from storage.store import Store
from tests.commands.deciding import put
from tests.commands.forming.filling import Hand, Read, names, text_of
from tests.commands.incidents import opened, said

FILLED = {"state": "XV", "practices": "IP-DOC", "timing": "both", "text": "Two certificates"}


async def everything(drill: Drill) -> list[tuple[str, int]]:
    """How many rows stand in each table."""

    def counted(store: Store) -> list[tuple[str, int]]:
        run = store.connection.scalar
        tables = inspect(store.connection).get_table_names()
        return [(one, run(select(func.count()).select_from(table(one))) or 0) for one in tables]

    return await drill.runtime.database.run(counted)


async def test_a_line_with_answers_missing_opens_its_form_filled_in_as_far(asking: Drill) -> None:
    shape = await Hand(asking, "nl1", "draft").shape("incident open Valdora")
    assert names(shape) == ["state", "practices", "timing", "text"]
    assert shape.fields[0].initial == "XV"
    assert [asked.optional for asked in shape.fields] == [False, True, False, False]
    assert shape.more == 2


async def test_a_form_leaves_no_trace_until_its_line_is_heard(asking: Drill) -> None:
    hand = Hand(asking, "nl1", "draft")
    before = await everything(asking)
    shape = await hand.shape("incident open")
    review = await hand.submits(shape.carried, **FILLED)
    assert isinstance(review, Review)
    line = await hand.acts(review.carried, way=SEND)
    assert await everything(asking) == before
    assert (await said(asking, "nl1", "draft", line)).outcome == "done"


async def test_a_review_says_who_sees_it_and_offers_to_keep_it(asking: Drill) -> None:
    hand = Hand(asking, "nl1", "draft")
    shape = await hand.shape("incident open")
    review = await hand.submits(shape.carried, **FILLED)
    assert isinstance(review, Review)
    assert [way.word for way in review.ways] == [SEND, KEEP]
    assert "incident.sees.full" in text_of(review.page)
    kept = await said(asking, "nl1", "draft", await hand.acts(review.carried, way=KEEP))
    assert "INC-" in words(kept)
    assert asking.texts("draft") == []


async def test_what_does_not_fit_is_said_at_its_question(asking: Drill) -> None:
    hand = Hand(asking, "nl1", "draft")
    shape = await hand.shape("incident open")
    step = await hand.submits(shape.carried, **FILLED | {"state": "Atlantis", "timing": ""})
    assert isinstance(step, Errors)
    assert set(step.fields) == {"state", "timing"}
    assert "Atlantis" in text_of(step.fields["state"])


async def test_an_answer_that_begun_a_line_badly_is_asked_again_with_the_reason(
    asking: Drill,
) -> None:
    shape = await Hand(asking, "nl1", "draft").shape("incident open Atlantis")
    assert shape.fields[0].initial == ""
    assert "Atlantis" in text_of(shape.fields[0].hint)


async def test_a_reason_that_a_rule_wants_is_the_next_step(asking: Drill) -> None:
    incident = await opened(asking, line="incident open XV both now=yes Birth certificates")
    hand = Hand(asking, "nl1", "draft")
    shape = await hand.shape(f"incident dismiss {incident}")
    assert names(shape) == ["reason"]
    assert "incident.why_dismiss" in text_of(shape.about)
    assert not shape.fields[0].optional
    reason = "A clerk’s slip.\nNothing more — “all” is well"
    line = await hand.acts(shape.carried, reason=reason)
    done = await said(asking, "nl1", "draft", line)
    assert done.outcome == "done", words(done)


@pytest.mark.rule("T-38")
async def test_what_rules_want_is_asked_on_one_page(asking: Drill) -> None:
    incident = await opened(asking, line="incident open XV both now=yes Birth certificates")
    for line in (
        f"incident inform {incident} now=yes They are annexed",
        f"incident consult {incident}",
    ):
        await said(asking, "anouk", "draft", line)
    hand = Hand(asking, "au1", "draft")
    shape = await hand.shape(f"response suspend {incident}")
    more = await hand.submits(shape.carried, text="New adoptions from Valdora")
    assert isinstance(more, Shape)
    assert names(more) == ["new", "ongoing", "reason"]
    # All three are wanted whatever is picked, also where safeguards are to be named first.
    assert [asked.optional for asked in more.fields] == [False, False, False]
    again = await hand.submits(more.carried, new="pause", ongoing="continue", reason="")
    assert isinstance(again, Shape)  # what was left out and is wanted all the same
    assert names(again) == ["reason"]
    line = await hand.acts(again.carried, reason="Urgent")
    assert (await said(asking, "au1", "draft", line)).outcome == "done"


async def test_a_bare_day_is_shown_back_before_it_counts(asking: Drill) -> None:
    incident = await opened(asking, line="incident open XV both now=yes Birth certificates")
    hand = Hand(asking, "nl1", "draft")
    review = await hand.review(f"commitment offer {incident} 2026-04-09 Pause new files")
    assert [way.word for way in review.ways] == [SEND]
    line = await hand.acts(review.carried)
    assert (await said(asking, "nl1", "draft", line)).outcome == "done"


async def test_a_review_that_fits_no_more_is_refused_in_private(asking: Drill) -> None:
    hand = Hand(asking, "nl1", "draft")
    shape = await hand.shape("incident open")
    review = await hand.submits(shape.carried, **FILLED)
    assert isinstance(review, Review)
    stale = replace(review.carried, answers={**FILLED, "state": "Atlantis"})
    line = await hand.acts(stale)  # no question is shown at which an error could stand
    assert (await said(asking, "nl1", "draft", line)).outcome == "refused"


async def test_a_complete_line_needs_no_form(asking: Drill) -> None:
    incident = await opened(asking, line="incident open XV both now=yes Birth certificates")
    hand = Hand(asking, "nl1", "draft")
    for line in (f"incident show {incident}", "today", "help", "", "no such thing"):
        assert await hand.opens(line) is None


@pytest.mark.rule("T-10")
async def test_a_room_is_asked_for_nothing_that_it_may_not_hold(asking: Drill) -> None:
    incident = await opened(asking, line="incident open XV both now=yes Birth certificates")
    hand = Hand(asking, "ca1", "slack-coord")
    assert await hand.opens("incident open") is None
    assert await hand.opens(f"incident update {incident}") is None
    report = await hand.shape(f"incident report {incident}")
    kinds = {choice.word for choice in report.fields[0].choices}
    assert "practice_and_procedure" in kinds
    assert "suspected_practice_report" not in kinds
    assert not report.fields[0].optional


@pytest.mark.rule("T-10")
async def test_words_that_a_room_may_not_hold_are_left_out_and_named(asking: Drill) -> None:
    incident = await opened(asking, line="incident open XV both now=yes Birth certificates")
    shape = await Hand(asking, "ca1", "slack-coord").shape(f"action announce {incident}")
    assert names(shape) == ["measure", "starts"]
    assert "forming.left_out" in text_of(shape.about)


@pytest.mark.rule("DR-29")
async def test_a_ballot_is_a_form_that_nobody_else_sees(drill: Drill) -> None:
    made = await put(drill)
    hand = Hand(drill, "nl1", "draft")
    shape = await hand.shape(f"poll vote {made['poll']}")
    assert names(shape) == ["answer"]
    assert "poll.ballot.alone" in text_of(shape.about)
    assert "offered.poll" in text_of(shape.about)  # with its end, on the reader's clock
    assert "poll.card.rule" in text_of(shape.about)
    assert "poll.ballot.until" not in text_of(shape.about)
    line = await hand.acts(shape.carried, answer="yes")
    assert line.startswith(f"poll vote {made['poll']} yes on=")


async def test_a_role_that_may_not_gets_no_form(asking: Drill) -> None:
    incident = await opened(asking, line="incident open XV both now=yes Birth certificates")
    assert await Hand(asking, "nl1", "draft").opens(f"incident consult {incident} x=") is None
    assert await Hand(asking, "emb-fr", "direct").opens("incident open") is None


async def test_what_may_be_left_out_is_shown_on_request_with_the_answers_so_far(
    asking: Drill,
) -> None:
    hand = Hand(asking, "nl1", "draft")
    shape = await hand.shape("incident open")
    wide = await hand.widens(shape.carried, state="XV", text="Two certificates")
    assert isinstance(wide, Shape)
    assert {"scope", "label"} < set(names(wide))
    assert {a.name: a.initial for a in wide.fields}["text"] == "Two certificates"
    assert wide.more == 0


async def test_long_answers_stay_in_the_form_where_it_cannot_carry_them(asking: Drill) -> None:
    hand = Hand(asking, "nl1", "draft")
    shape = await hand.shape("incident open")
    long = "Two certificates. " * 160
    review = await hand.submits(shape.carried, **FILLED | {"text": long})
    assert isinstance(review, Review)
    assert [asked.name for asked in review.fields] == ["text"]
    assert len(review.carried.text()) <= 3_000
    line = await hand.acts(review.carried, way=SEND, text=long)
    assert line.endswith(long.strip())


async def test_a_message_becomes_a_report_under_an_incident_that_is_picked(
    asking: Drill,
) -> None:
    incident = await opened(asking, line="incident open XV both now=yes Birth certificates")
    shape = await Hand(asking, "ca1", "draft").shape("incident report ? A third one\nwas seen")
    initial = {asked.name: asked.initial for asked in shape.fields}
    assert initial["incident"] == incident  # the only one there is
    assert initial["text"] == "A third one\nwas seen"
    [asked] = [asked for asked in shape.fields if asked.name == "incident"]
    assert incident in [choice.word for choice in asked.choices]


async def test_a_text_like_an_option_stays_a_text(asking: Drill) -> None:
    incident = await opened(asking, line="incident open XV both now=yes Birth certificates")
    hand = Hand(asking, "ca1", "draft")
    shape = await hand.shape(f"incident update {incident}")
    line = await hand.acts(shape.carried, text="label=none of theirs was seen")
    done = await said(asking, "ca1", "draft", line)
    assert done.outcome == "done", words(done)
    assert any("label=none of theirs" in text for text in asking.texts("draft"))


async def test_a_poll_is_opened_by_form(drill: Drill) -> None:
    made = await put(drill)
    shape = await Hand(drill, "anouk", "draft").shape(f"poll extend {made['poll']}")
    line = await Hand(drill, "anouk", "draft").acts(shape.carried, closes="2026-03-20T15:00Z")
    assert line == f"poll extend {made['poll']} 2026-03-20T15:00Z"


async def test_a_state_outside_the_directory_is_typed_or_found_by_searching(asking: Drill) -> None:
    hand = Hand(asking, "nl1", "draft")
    shape = await hand.shape("incident open Kenya")
    state = shape.fields[0]
    assert (state.initial, state.searched) == ("KE", True)
    assert [choice.word for choice in state.choices].count("KE") == 1
    assert "Kenya" in text_of(state.choices[-1].name)

    def typed(text: str) -> Read[list[str]]:
        return lambda s, here, d, now: [
            choice.word for choice in suggestions(s, here, shape.carried, "state", text, d, now)
        ]

    assert await hand.reads(typed("keny")) == ["KE"]
    assert (await hand.reads(typed("")))[0] in {choice.word for choice in state.choices}
    assert (await hand.reads(typed("nether"))).count("NL") == 1

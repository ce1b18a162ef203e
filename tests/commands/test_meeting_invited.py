"""Who may be invited, who may see, and what a roundtable is asked for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.meetings import card, convened, done, entries, incident, proposed, said


@pytest.mark.rule("T-24")
async def test_a_state_concerned_is_not_invited_before_it_is_informed(drill: Drill) -> None:
    about = await incident(drill)
    line = f"meeting propose {about} 2026-03-26 invite=NL,XV Common response"
    no = await said(drill, "anouk", "draft", line)
    assert (no.outcome, no.rule) == ("refused", "T-24")
    assert f"incident inform {about}" in words(no)


@pytest.mark.performs("meeting list")
async def test_whoever_is_not_at_the_table_gets_the_answer_for_what_does_not_exist(
    drill: Drill,
) -> None:
    meeting = await proposed(drill, await incident(drill))
    for who in ("xv1", "emb-fr", "iss1"):
        no = await said(drill, who, "direct", f"meeting show {meeting}")
        assert (no.outcome, no.rule) == ("refused", "not_found")
        assert meeting not in words(await done(drill, who, "direct", "meeting list"))
    assert not any(meeting in text for room in ("full", "xv") for text in drill.texts(room))


@pytest.mark.rule("T-16")
async def test_a_horizontal_meeting_invites_one_capacity_only_and_may_be_hidden(
    drill: Drill,
) -> None:
    line = "meeting propose none 2026-03-26 kind=horizontal_SO"
    no = await said(drill, "anouk", "draft", f"{line} invite=CO,NL Our practice")
    assert (no.outcome, no.rule) == ("refused", "T-16")
    made = await done(drill, "anouk", "direct", f"{line} band=00-24 hidden=yes Our practice")
    meeting = made.made["meeting"]
    assert (await said(drill, "nl1", "direct", f"meeting show {meeting}")).rule == "not_found"
    assert "Our practice" in words(await done(drill, "co1", "direct", f"meeting show {meeting}"))
    rooms = ("draft", "full", "slack-coord", "own-nl")
    assert not any(meeting in text for room in rooms for text in drill.texts(room))


@pytest.mark.rule("U-34")
async def test_a_roundtable_on_children_without_a_child_s_organisation_is_asked_why(
    drill: Drill,
) -> None:
    meeting = await proposed(drill, more="band=06-24 children=yes")
    asked = await said(drill, "anouk", "draft", f"meeting convene {meeting} A")
    assert asked.outcome == "asked"
    assert "children" in words(asked)
    done_ = await said(drill, "anouk", "direct", "None is free in March")
    assert done_.outcome == "done"
    assert "None is free in March" in await card(drill, meeting)


@pytest.mark.rule("U-34")
async def test_with_an_organisation_that_works_for_children_nobody_is_asked(drill: Drill) -> None:
    meeting = await proposed(drill, more="band=06-24 children=yes child_focused=1 invite=NL,iss")
    await done(drill, "anouk", "draft", f"meeting convene {meeting} A")
    assert [method for method, _ in entries(drill, "iss1")] == ["REQUEST"]


@pytest.mark.rule("U-32")
async def test_a_national_roundtable_lists_the_sectors_that_are_missing_and_goes_on(
    drill: Drill,
) -> None:
    line = "meeting propose none 2026-03-26 sectors=interior,health How we work"
    made = await done(drill, "bianca", "rt-it", line)
    assert "Foreign Affairs" in words(made)
    assert "Interior" not in words(made)
    meeting = made.made["meeting"]
    asked = await said(drill, "bianca", "rt-it", f"meeting convene {meeting} A")
    assert asked.outcome == "asked"
    assert (await said(drill, "bianca", "direct", "They join in April")).outcome == "done"
    assert [method for method, _ in entries(drill, "cwa1")] == ["REQUEST"]


@pytest.mark.rule("T-17")
async def test_a_special_commission_is_followed_and_never_convened_here(drill: Drill) -> None:
    meeting = await proposed(drill, more="band=06-24 kind=special_commission")
    no = await said(drill, "anouk", "draft", f"meeting convene {meeting} A")
    assert (no.outcome, no.rule) == ("refused", "T-17")


@pytest.mark.performs("meeting invite")
@pytest.mark.rule("T-33")
async def test_a_guest_below_the_label_learns_when_and_not_what(drill: Drill) -> None:
    meeting = await convened(drill, await incident(drill))
    await done(drill, "anouk", "draft", f"meeting invite {meeting} iss")
    page = words(await done(drill, "iss1", "direct", f"meeting show {meeting}"))
    assert "26 Mar" in page
    assert "Common response" not in page
    await drill.until(drill.now + timedelta(days=17))
    assert any("A reminder: Roundtable" in text for text in drill.texts("direct:iss1"))
    assert not any("Common response" in text for text in drill.texts("direct:iss1"))
    assert any("About: Common response" in text for text in drill.texts("direct:nl1"))
    await done(drill, "iss1", "direct", f"meeting attend {meeting}")


async def test_only_whoever_chairs_convenes(drill: Drill) -> None:
    meeting = await proposed(drill)
    for line in (f"meeting convene {meeting} A", f"meeting cancel {meeting} no"):
        assert (await said(drill, "nl1", "draft", line)).rule == "mandate"


@pytest.mark.rule("T-33")
async def test_an_officer_may_propose_and_an_observer_may_not(drill: Drill) -> None:
    line = "meeting propose none 2026-03-26 Common response"
    await done(drill, "co1", "draft", line)
    assert (await said(drill, "iss1", "direct", line)).rule == "T-33"


async def test_times_are_sought_in_at_most_two_weeks(drill: Drill) -> None:
    no = await said(drill, "anouk", "draft", "meeting propose none 2026-03-26..2026-04-30 X")
    assert (no.outcome, no.rule) == ("refused", "form")
    await done(drill, "anouk", "draft", "meeting propose none 2026-03-26..2026-04-08 X")


@pytest.mark.rule("T-10")
async def test_without_a_purpose_a_meeting_may_be_begun_in_an_open_room(drill: Drill) -> None:
    line = "meeting propose none 2026-03-26"
    no = await said(drill, "ca1", "slack-coord", f"{line} Common response")
    assert (no.outcome, no.rule) == ("refused", "T-10")
    assert (await said(drill, "ca1", "slack-coord", line)).outcome == "asked"

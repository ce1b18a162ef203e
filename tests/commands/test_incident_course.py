"""An incident's course: confirmed, the State informed, views, consultation, end and return."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from bot.rehearse.drill import Drill, words
from coordination.incident.stage import Stage
from storage.directory.tables import cooperation
from storage.store import Store
from tests.commands.incidents import everything, kept, opened, said

TOLD = "The group has noticed concerns with birth certificates."
REPLY = datetime(2026, 3, 16, 14, tzinfo=UTC)
"""Monday 16 March, 17:00 in Valdora: five of its working days after Monday 9 March."""


async def informed(drill: Drill) -> str:
    """An incident of which Valdora was informed and has acknowledged it."""
    id = await opened(drill)
    await said(drill, "nl1", "draft", f"incident inform {id} {TOLD}")
    await said(drill, "xv1", "direct", "1")
    return id


@pytest.mark.performs("incident report", "incident verify")
async def test_an_officer_confirms_on_two_parties_reports(drill: Drill) -> None:
    id = await opened(drill)
    await said(drill, "nl1", "draft", f"incident report {id} Another one")
    refused = await said(drill, "it1", "draft", f"incident verify {id}")
    assert refused.rule == "stage"
    await said(drill, "ca1", "draft", f"incident report {id} Fees of 9000 asked")
    assert (await said(drill, "it1", "draft", f"incident verify {id}")).outcome == "done"
    assert (await kept(drill, id)).stage is Stage.SUBSTANTIATED


async def test_two_agree_that_a_suspicion_is_without_ground(drill: Drill) -> None:
    id = await opened(drill)
    assert (await said(drill, "it1", "draft", f"incident dismiss {id}")).rule == "mandate"
    asked = await said(drill, "anouk", "direct", f"incident dismiss {id}")
    assert asked.outcome == "asked"
    await said(drill, "anouk", "direct", "A misprint in the register")
    assert (await kept(drill, id)).stage is Stage.SUSPECTED
    alone = await said(drill, "anouk", "direct", f"incident dismiss {id}")
    assert alone.rule == "stage"
    assert (await said(drill, "nl1", "direct", "1")).outcome == "done"
    assert (await kept(drill, id)).stage is Stage.UNFOUNDED
    assert "A misprint in the register" in everything(drill, "draft")


async def test_confirming_a_suspicion_drops_the_proposal_to_dismiss_it(drill: Drill) -> None:
    id = await opened(drill)
    await said(drill, "nl1", "direct", f"incident dismiss {id}")
    await said(drill, "nl1", "direct", "Not sure any more")
    await said(drill, "anouk", "direct", f"incident verify {id}")
    assert (await kept(drill, id)).stage is Stage.SUBSTANTIATED
    refused = await said(drill, "anouk", "direct", f"incident dismiss {id}")
    assert refused.rule == "stage"


@pytest.mark.rule("T-25")
async def test_the_state_is_told_in_its_room_and_asked_to_acknowledge(drill: Drill) -> None:
    id = await opened(drill)
    done = await said(drill, "nl1", "draft", f"incident inform {id} {TOLD}")
    assert "Still open: its acknowledgement" in words(done)
    assert TOLD in everything(drill, "xv")
    assert f"incident acknowledge {id}" in everything(drill, "direct:xv1")
    refused = await said(drill, "it1", "draft", f"incident acknowledge {id}")
    assert refused.rule == "mandate"
    answer = await said(drill, "xv1", "direct", "1")
    assert "Mon 16 Mar" in words(answer)
    assert "acknowledged that it was informed" in everything(drill, "draft")
    assert (await kept(drill, id)).stage is Stage.STATE_INFORMED
    again = await said(drill, "xv1", "xv", f"incident acknowledge {id}")
    assert again.rule == "stage"


@pytest.mark.rule("T-25")
async def test_another_channel_is_recorded_with_what_is_missing(drill: Drill) -> None:
    id = await opened(drill)
    line = f"incident inform {id} channel=note_verbale when=2026-03-09T08:00Z"
    done = await said(drill, "nl1", "draft", line)
    assert "which authority was told" in words(done)
    assert TOLD not in everything(drill, "xv")
    later = await said(drill, "nl1", "draft", line.replace("T08", "T10"))
    assert later.rule == "form"


async def test_informing_can_be_previewed_and_kept(asking: Drill) -> None:
    id = await opened(asking, line="incident open XV both now=yes Birth certificates")
    preview = await said(asking, "nl1", "draft", f"incident inform {id} {TOLD}")
    assert "Asked to acknowledge: Mira" in words(preview)
    await said(asking, "nl1", "direct", "keep")
    assert asking.texts("xv") == []
    assert TOLD in everything(asking, "own-nl")
    assert (await kept(asking, id)).informed == ()


@pytest.mark.rule("DR-22")
async def test_a_state_outside_the_group_is_told_another_way(drill: Drill) -> None:
    id = await opened(drill, line="incident open DE both Something in another State")
    refused = await said(drill, "nl1", "draft", f"incident inform {id} {TOLD}")
    assert "channel=note_verbale" in words(refused)


@pytest.mark.rule("T-25")
async def test_the_chair_learns_when_the_time_for_a_reply_is_over(drill: Drill) -> None:
    id = await informed(drill)
    before = len(drill.texts("direct:anouk"))
    acts = await drill.until(REPLY)
    assert [(act.at, act.performed.outcome) for act in acts] == [(REPLY, "done")]
    note = drill.texts("direct:anouk")[-1]
    assert len(drill.texts("direct:anouk")) == before + 1
    assert f"incident stance {id} no_reply state=XV" in note


@pytest.mark.rule("T-25")
async def test_nothing_is_said_when_the_reply_is_there(drill: Drill) -> None:
    id = await informed(drill)
    await said(drill, "xv1", "xv", f"incident stance {id} disputes It is not so.")
    before = drill.texts("direct:anouk")
    await drill.until(REPLY)
    assert drill.texts("direct:anouk") == before


@pytest.mark.rule("T-26", "T-27")
async def test_a_view_is_printed_with_its_author_and_a_statement_word_for_word(
    drill: Drill,
) -> None:
    id = await informed(drill)
    done = await said(drill, "xv1", "xv", f"incident stance {id} lacks_means We need help, a lot.")
    assert "Technical assistance comes before a suspension" in words(done)
    shown = everything(drill, "draft")
    assert "Valdora says of itself that it lacks the means." in shown
    assert "“We need help, a lot.”" in shown
    assert f"response assist {id}" in shown


@pytest.mark.rule("T-27")
async def test_an_early_view_of_neglect_asks_for_a_reason_that_is_told(drill: Drill) -> None:
    id = await informed(drill)
    asked = await said(drill, "nl1", "draft", f"incident stance {id} neglecting")
    assert asked.outcome == "asked"
    assert "Valdora" in words(asked)
    done = await said(drill, "nl1", "direct", "Four new cases since")
    assert done.outcome == "done"
    assert "View of the Netherlands: Valdora is not taking it up." in everything(drill, "draft")
    assert "Four new cases since" in everything(drill, "draft")


@pytest.mark.rule("DR-22")
async def test_a_state_that_disputes_it_reads_only_the_outcome_and_can_still_speak(
    drill: Drill,
) -> None:
    id = await informed(drill)
    await said(drill, "xv1", "xv", f"incident stance {id} disputes It is not so.")
    assert (await said(drill, "xv1", "xv", f"incident update {id} Hello")).rule == "not_found"
    again = await said(drill, "xv1", "xv", f"incident stance {id} addressing")
    assert again.outcome == "done"


async def test_a_view_of_a_state_that_does_not_know_is_refused_with_the_way(drill: Drill) -> None:
    id = await opened(drill)
    refused = await said(drill, "nl1", "draft", f"incident stance {id} addressing")
    assert refused.rule == "stage"


@pytest.mark.performs("incident waive")
@pytest.mark.rule("T-24")
async def test_going_on_without_informing_is_told_with_its_reason(drill: Drill) -> None:
    id = await opened(drill)
    asked = await said(drill, "anouk", "draft", f"incident waive {id}")
    assert asked.outcome == "asked"
    await said(drill, "anouk", "direct", "A child may be at risk")
    assert "A child may be at risk" in everything(drill, "draft")
    assert drill.texts("full") == drill.texts("xv") == []
    done = await said(drill, "anouk", "draft", f"incident consult {id}")
    assert done.outcome == "done"
    assert (await kept(drill, id)).stage is Stage.CONSULTATION


@pytest.mark.rule("T-24", "T-28")
async def test_consulting_first_keeps_it_visible_that_nobody_was_informed(drill: Drill) -> None:
    id = await opened(drill)
    line = f"incident consult {id}"
    assert (await said(drill, "nl1", "draft", line)).rule == "mandate"
    done = await said(drill, "anouk", "draft", line)
    assert "Not yet informed: Valdora" in words(done)
    assert f"response suspend {id}" in words(done)
    meet = f"meeting propose {id} kind=central_authorities_concerned"
    assert meet in words(done)
    proposed = words(await said(drill, "anouk", "draft", f"{meet} dates=2026-03-24 All of us"))
    assert "Not invited: Valdora" in proposed


@pytest.mark.rule("T-02", "T-28")
async def test_authorities_that_cooperate_from_outside_the_group_are_named_as_not_invited(
    drill: Drill,
) -> None:
    id = await opened(drill)

    def programme(store: Store) -> None:
        row = {"party": "XV", "partner": "DE", "recorded_at": drill.now}
        store.connection.execute(insert(cooperation).values(row))
        store.directory.changed()

    await drill.runtime.database.run(programme)
    done = words(await said(drill, "anouk", "draft", f"incident consult {id}"))
    assert "not invited yet: Germany" in done
    line = f"meeting propose {id} kind=central_authorities_concerned dates=2026-03-24 All of us"
    assert "Not invited: Germany and Valdora" in words(await said(drill, "anouk", "draft", line))


@pytest.mark.performs("incident reopen", "incident stance")
@pytest.mark.rule("T-45")
async def test_closing_prints_who_has_no_entry_and_new_facts_reopen(drill: Drill) -> None:
    id = await informed(drill)
    early = await said(drill, "anouk", "draft", f"incident close {id}")
    assert early.rule == "stage"
    assert "Valdora" in words(early)
    await said(drill, "nl1", "draft", f"incident stance {id} addressing evidence=law-12")
    await said(drill, "it1", "draft", f"incident entry {id} Paused new files")
    closed = await said(drill, "anouk", "draft", f"incident close {id}")
    assert closed.outcome == "done"
    assert "Netherlands" in words(closed)
    assert "Italy" not in words(closed)
    assert await drill.until(REPLY) == []
    line = f"incident update {id} Too late"
    assert (await said(drill, "nl1", "draft", line)).rule == "stage"
    again = await said(drill, "it1", "draft", f"incident reopen {id} Three more certificates")
    assert again.outcome == "done"
    assert (await kept(drill, id)).stage is Stage.SUSPECTED
    drill.now += timedelta(hours=1)
    assert "Italy" in words(await said(drill, "anouk", "draft", f"incident entries {id}"))
    assert any("opened again" in text for text in drill.texts("direct:it1"))
    await said(drill, "it1", "draft", f"incident entry {id} Paused three more")
    assert "Italy" not in words(await said(drill, "anouk", "draft", f"incident entries {id}"))


async def test_a_refused_act_leaves_no_trace_in_the_rooms(drill: Drill) -> None:
    id = await opened(drill)
    before = drill.texts("draft")
    for line in ("close", "acknowledge", "share"):
        refused = await said(drill, "nl1", "draft", f"incident {line} {id}")
        assert refused.outcome == "refused"
    assert drill.texts("draft") == before

"""Opening an incident: three questions, who sees it, and what nobody else learns."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from commands.perform import Performed
from coordination.incident.stage import Stage
from tests.commands.incidents import OPEN, everything, kept, opened, said


@pytest.mark.rule("T-37")
async def test_it_is_asked_whether_it_still_happens(drill: Drill) -> None:
    asked = await said(drill, "nl1", "draft", "incident open XV")
    assert asked.outcome == "asked"
    for answer in ("IP-DOC", "both"):
        asked = await said(drill, "nl1", "direct", answer)
    assert "What was seen?" in words(asked)
    done = await said(drill, "nl1", "direct", "Two certificates with one number")
    incident = await kept(drill, done.made["incident"])
    assert (incident.timing.value, incident.practices) == ("both", ("IP-DOC",))


@pytest.mark.rule("T-37")
async def test_a_line_without_it_opens_the_question_and_keeps_the_text(drill: Drill) -> None:
    line = "incident open XV practices=IP-DOC Birth-certificate and fee concerns"
    asked = await said(drill, "nl1", "draft", line)
    assert "Is it still happening?" in words(asked)
    done = await said(drill, "nl1", "direct", "past")
    incident = await kept(drill, done.made["incident"])
    assert (incident.title, incident.timing.value) == ("Birth-certificate and fee concerns", "past")


async def test_a_mistyped_answer_is_refused_with_the_nearest_and_not_taken_as_text(
    drill: Drill,
) -> None:
    refused = await said(drill, "nl1", "draft", "incident open XV ongonig Birth certificates")
    assert refused.rule == "form"
    assert "ongoing" in words(refused)


async def test_the_first_line_is_the_title_and_the_whole_text_the_first_report(
    drill: Drill,
) -> None:
    id = await opened(drill)
    card, report = drill.texts("draft")
    assert card.startswith(f"🗂 {id} · Birth certificates\n")
    assert "Two with the same number." in report
    assert "Two with the same number." not in card


async def test_a_long_first_line_is_cut_at_a_word(drill: Drill) -> None:
    id = await opened(drill, line="incident open XV past " + "certificates " * 12)
    title = (await kept(drill, id)).title
    assert len(title) <= 80
    assert title.endswith("certificates…")


@pytest.mark.rule("T-10", "DR-22")
async def test_where_no_room_may_show_it_each_authority_is_told_in_private(
    asking: Drill,
) -> None:
    drill = asking
    for room in ("draft", "slack-draft"):
        await said(drill, "anouk", "direct:anouk", f"room freeze {room} now=yes")
    asked = await said(drill, "nl1", "own-nl", OPEN)
    assert "each in private — the full text" in words(asked)
    done = await said(drill, "nl1", "direct", "1")
    id = done.made["incident"]
    assert f"{id} is open. Each of the other authorities is told in private." in words(done)
    for person in ("it1", "fr1", "il1"):
        [told] = [text for text in drill.texts(f"direct:{person}") if id in text]
        assert told.startswith("The Netherlands has opened an incident on Valdora: Birth certif")
    assert len([text for text in drill.texts("direct:anouk") if id in text]) == 1
    for room in ("full", "xv", "embassies", "direct:xv1", "direct:eco1"):
        assert not any(id in text for text in drill.texts(room))


@pytest.mark.rule("T-10", "DR-22")
async def test_lower_rooms_get_no_content_and_the_state_concerned_nothing(drill: Drill) -> None:
    id = await opened(drill)
    [below] = drill.texts("slack-coord")
    assert id in below
    assert "Valdora" not in below
    for room in ("full", "xv", "embassies", "direct:xv1"):
        assert drill.texts(room) == []


@pytest.mark.rule("T-10")
async def test_a_label_above_the_room_is_refused_where_it_is_typed(drill: Drill) -> None:
    line = OPEN.replace("practices", "label=RED practices")
    refused = await said(drill, "nl1", "draft", line)
    assert refused.rule == "T-10"
    id = await opened(drill)
    update = await said(drill, "nl1", "draft", f"incident update {id} label=RED A name")
    assert update.rule == "T-10"


@pytest.mark.rule("T-10")
async def test_a_label_made_strictest_takes_the_content_out_of_every_card(drill: Drill) -> None:
    id = await opened(drill)
    await said(drill, "nl1", "draft", f"incident correct {id} label=RED")
    await drill.until(drill.now + timedelta(minutes=1))
    card = drill.texts("draft")[0]
    assert id in card
    assert "Birth certificates" not in card


async def test_the_preview_says_who_sees_it_and_cancel_sends_nothing(asking: Drill) -> None:
    preview = await said(asking, "nl1", "draft", OPEN)
    assert preview.outcome == "asked"
    shown = words(preview)
    assert "authorities of 8 parties — the full text" in shown
    assert "only that there is something new" in shown
    assert "Not: Valdora, embassies and observers" in shown
    await said(asking, "nl1", "direct", "cancel")
    assert asking.texts("draft") == []


def _rows(performed: Performed) -> list[str]:
    return words(performed).splitlines()


@pytest.mark.performs("incident share")
async def test_what_is_kept_is_nobody_elses_until_it_is_shared(drill: Drill) -> None:
    await said(drill, "nl1", "draft", OPEN + " ")
    before = len(drill.texts("draft"))
    id = await opened(drill, line=OPEN.replace("both", "both keep=yes"))
    assert len(drill.texts("draft")) == before
    assert id in everything(drill, "own-nl")
    mark = "in your authority’s own room"
    for line in ("incident list", f"find {id}", "find certificates"):
        [mine] = [
            row for row in _rows(await said(drill, "nl1", "own-nl", line)) if row.endswith(id)
        ]
        assert mark in mine, line
    [moved] = [
        row for row in _rows(await said(drill, "anouk", "direct", "today")) if row.endswith(id)
    ]
    assert mark in moved
    refused = await said(drill, "it1", "direct", f"incident update {id} I know this")
    assert refused.rule == "not_found"
    shared = await said(drill, "nl1", "own-nl", f"incident share {id}")
    assert shared.outcome == "done"
    assert id in everything(drill, "draft")
    assert mark not in words(await said(drill, "nl1", "own-nl", "incident list"))
    again = await said(drill, "nl1", "own-nl", f"incident share {id}")
    assert again.rule == "stage"


@pytest.mark.rule("T-30")
async def test_what_an_authority_keeps_is_not_its_embassy_s(drill: Drill) -> None:
    id = await opened(drill, "fr1", "draft", OPEN.replace("both", "both keep=yes"))
    colleague = await said(drill, "fr2", "direct", f"incident show {id}")
    assert colleague.outcome == "done"
    embassy = await said(drill, "emb-fr", "direct", f"incident show {id}")
    assert embassy.rule == "not_found"


async def test_an_agency_without_a_room_of_its_own_cannot_keep_one(drill: Drill) -> None:
    refused = await said(drill, "cwa1", "rt-it", "incident open IT both keep=yes A home")
    assert refused.rule == "form"
    assert drill.texts("rt-it") == []


async def test_agencies_open_one_about_their_own_state_which_needs_no_informing(
    drill: Drill,
) -> None:
    id = await opened(drill, "cwa1", "rt-it", "incident open IT both Something odd in a home")
    assert (await kept(drill, id)).uninformed == ()
    assert "Child-welfare authority" in everything(drill, "rt-it")
    assert drill.texts("draft") == []


async def test_a_state_that_reports_on_itself_is_informed_and_present(drill: Drill) -> None:
    id = await opened(drill, "xv1", "direct", "incident open XV past Our own register")
    assert (await kept(drill, id)).informed == ("XV",)
    for room in ("full", "xv", "draft"):
        assert id in everything(drill, room)


@pytest.mark.rule("DR-22")
async def test_a_room_where_the_state_concerned_sits_is_not_told_of_it(drill: Drill) -> None:
    id = await opened(drill, "it1", "direct", "incident open NL both Fees in the Netherlands")
    assert drill.texts("draft") == []
    assert drill.texts("direct:anouk") == []
    assert id in everything(drill, "own-it")


@pytest.mark.performs("incident touched")
@pytest.mark.rule("T-02", "T-05")
async def test_the_chair_learns_who_cooperates_and_what_resembles(drill: Drill) -> None:
    await opened(drill)
    id = await opened(drill, line=OPEN.replace("practices", "scope=pattern practices"))
    note = drill.texts("direct:anouk")[-1]
    assert "Australia, Canada, France, Israel and Italy" in note
    assert "2 incidents within the group’s window" in note
    asked = await said(drill, "anouk", "direct", f"incident touched {id} AU,CA no")
    assert asked.outcome == "asked"
    done = await said(drill, "anouk", "direct", "They have ended their programmes")
    assert done.outcome == "done"


@pytest.mark.performs("incident checklist")
@pytest.mark.rule("T-04")
async def test_the_toolkit_is_named_on_opening_and_the_card_names_the_next_act(
    drill: Drill,
) -> None:
    id = await opened(drill)
    [card, _] = drill.texts("draft")
    assert "Toolkit" not in card
    assert "Model Procedure of the Toolkit" in everything(drill, "direct:nl1")
    for line in (f"incident show {id}", f"incident checklist {id}"):
        done = await said(drill, "nl1", "draft", line)
        assert "Model Procedure of the Toolkit" in words(done)
    assert "Next: another authority reports what it knows (1 of 2 sources)" in card
    assert f"What I can do: `!incident show {id}`" in card


@pytest.mark.rule("T-30", "T-33")
async def test_an_embassy_and_an_observer_open_none(drill: Drill) -> None:
    for person, rule in (("emb-fr", "T-30"), ("iss1", "T-33")):
        refused = await said(drill, person, "direct", OPEN)
        assert refused.rule == rule


@pytest.mark.rule("T-02", "T-03")
async def test_a_correction_says_what_stood_before(drill: Drill) -> None:
    id = await opened(drill)
    done = await said(drill, "nl1", "draft", f"incident correct {id} timing=past Other words")
    assert done.outcome == "done"
    assert "before: “Birth certificates”" in everything(drill, "draft")
    asked = await said(drill, "nl1", "draft", f"incident correct {id} scope=pattern")
    assert asked.outcome == "asked"
    await said(drill, "nl1", "direct", "The same mistake in three registers")
    await said(drill, "nl1", "direct", "skip")
    assert "is now called a pattern" in drill.texts("direct:anouk")[-1]
    assert "Australia, Canada, France, Israel and Italy" in drill.texts("direct:anouk")[-1]
    refused = await said(drill, "it1", "draft", f"incident correct {id} label=AMBER")
    assert refused.rule == "T-07"
    same = await said(drill, "nl1", "draft", f"incident correct {id} timing=past")
    assert "nothing changed" in words(same)
    assert (await kept(drill, id)).stage is Stage.SUSPECTED

"""Commitments through the whole bot: who may, what is asked, what comes of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.rehearse.drill import Drill, words
from commands.call import fresh
from commands.perform import Performed
from tests.commands.conftest import START

DUE = "2026-05-04T15:00Z"
AT = datetime(2026, 5, 4, 15, tzinfo=UTC)


async def said(drill: Drill, who: str, room: str, line: str) -> Performed:
    done = await drill.say(who, room, line)
    assert done is not None
    return done


async def card(drill: Drill, id: str) -> str:
    """The card in the room of the parties, once its newest words were sent."""
    await drill.until(drill.now + timedelta(minutes=1))
    heads = ((text.partition("\n")[0], text) for text in drill.texts("draft"))
    [found] = [text for head, text in heads if head[0] in "🤝✅" and head.endswith(id)]
    return found


async def opened(drill: Drill) -> str:
    line = "incident open XV both practices=IP-DOC Birth certificates"
    return (await said(drill, "nl1", "draft", line)).made["incident"]


async def offer(drill: Drill, who: str = "it1", more: str = "") -> str:
    incident = await opened(drill)
    line = f"commitment offer {incident} {DUE} {more}Pause new files from Valdora"
    done = await said(drill, who, "draft", line)
    assert done.outcome == "done", words(done)
    return done.made["commitment"]


@pytest.mark.rule("DR-30", "U-35")
async def test_an_authorised_person_commits_the_own_state(drill: Drill) -> None:
    id = await offer(drill)
    shown = await card(drill, id)
    for part in ("Italy: Pause new files", "Central Authority of Italy", "17:00 Rome", "active"):
        assert part in shown
    assert not any(id in text for room in ("full", "xv", "embassies") for text in drill.texts(room))


async def test_a_card_says_what_before_its_code_and_ticks_only_what_is_done(drill: Drill) -> None:
    id = await offer(drill, more="authority=Ministry_of_Justice ")
    offered = await card(drill, id)
    assert offered.startswith(f"🤝 Italy: Pause new files from Valdora · {id}")
    assert "Carried out by: Ministry of Justice\nStrength: shall\n" in offered
    shown = words(await said(drill, "it1", "draft", f"commitment show {id}"))
    assert "It is confirmed" in shown
    assert "by capital" not in offered
    await said(drill, "it1", "draft", f"commitment accept {id}")
    await said(drill, "it1", "draft", f"commitment done {id} Circular of 20 April")
    assert (await card(drill, id)).startswith(f"✅ Italy: Pause new files from Valdora · {id}")


@pytest.mark.rule("DR-30", "T-30", "T-33")
@pytest.mark.parametrize(
    ("who", "room", "rule"),
    [
        ("fr2", "draft", "DR-30"),
        ("anouk", "draft", "mandate"),
        ("emb-ca", "embassies", "T-30"),
        ("iss1", "direct", "T-33"),
        ("rita", "direct", "U-39"),
    ],
)
async def test_nobody_else_commits_a_state(drill: Drill, who: str, room: str, rule: str) -> None:
    incident = await opened(drill)
    before = drill.texts("draft")
    done = await said(drill, who, room, f"commitment offer {incident} {DUE} Pause new files")
    assert (done.outcome, done.rule) == ("refused", rule)
    assert drill.texts("draft") == before


@pytest.mark.rule("U-35")
async def test_what_by_whom_and_by_when_is_asked_in_that_order(drill: Drill) -> None:
    incident = await opened(drill)
    what = await said(drill, "it1", "draft", f"commitment offer {incident}")
    who = await said(drill, "it1", "direct", "Pause new files")
    when = await said(drill, "it1", "direct", "Ministry of Justice")
    for asked, question in ((what, "What"), (who, "Which authority"), (when, "By when")):
        assert words(asked).startswith(question)
    done = await said(drill, "it1", "direct", DUE)
    assert done.outcome == "done"
    assert "Ministry of Justice" in words(done)


async def test_a_date_alone_is_shown_back_before_it_counts(asking: Drill) -> None:
    await said(asking, "nl1", "draft", "incident open XV both now=yes Birth certificates")
    [line] = [text for text in asking.texts("draft") if text.startswith("🗂")]
    incident = line.split()[1]
    asked = await said(asking, "it1", "draft", f"commitment offer {incident} 2026-05-04 Pause")
    assert asked.outcome == "asked"
    assert "2026-05-04T15:00Z" in words(asked)
    assert asked.page is not None
    done = await said(asking, "it1", "direct", asked.page.buttons[0].line)
    assert done.outcome == "done", words(done)


@pytest.mark.rule("DR-30", "T-26")
async def test_whoever_may_not_see_the_incident_sees_no_commitment(drill: Drill) -> None:
    id = await offer(drill)
    unseen = await said(drill, "xv1", "direct", f"commitment show {id}")
    assert (unseen.outcome, unseen.rule) == ("refused", "not_found")
    none = fresh("COM")
    nothing = words(await said(drill, "xv1", "direct", f"commitment show {none}"))
    assert words(unseen).replace(id, none) == nothing
    assert id not in words(await said(drill, "xv1", "direct", "commitment list"))
    assert id in words(await said(drill, "nl1", "draft", "commitment list party=IT"))
    assert id not in words(await said(drill, "nl1", "draft", "commitment list party=FR"))


async def test_the_party_is_asked_a_week_and_a_working_day_before_and_on_the_day(
    drill: Drill,
) -> None:
    id = await offer(drill)
    acts = await drill.until(AT - timedelta(hours=1))
    asked = [act.at for act in acts if act.performed.line == f"commitment remind {id}"]
    days = [(AT - at).days for at in asked]
    assert days == [7, 4, 0]  # 1 May and the weekend after it are not worked in Italy
    assert sum("How does it stand?" in text for text in drill.texts("direct:it1")) == 3
    assert not any("How does it stand?" in text for text in drill.texts("direct:fr1"))


async def test_an_answer_by_number_leads_to_done_with_evidence(drill: Drill) -> None:
    id = await offer(drill)
    await drill.until(AT - timedelta(days=6))
    asked = await said(drill, "it1", "direct", "2")
    assert asked.outcome == "asked"
    assert "Where can it be seen" in words(asked)
    done = await said(drill, "it1", "direct", "Circular of 20 April")
    assert done.outcome == "done"
    assert "Evidence: Circular of 20 April" in await card(drill, id)
    looked = await said(drill, "anouk", "direct", "1")
    assert looked.outcome == "done"
    assert "looked at the evidence" in words(
        await said(drill, "nl1", "draft", f"commitment show {id}")
    )
    assert not [
        act for act in await drill.until(AT + timedelta(days=9)) if id in act.performed.line
    ]


async def test_on_track_changes_nothing_and_tells_nobody(drill: Drill) -> None:
    await offer(drill)
    await drill.until(AT - timedelta(days=6))
    before = drill.texts("draft")
    done = await said(drill, "it1", "direct", "1")
    assert done.outcome == "done"
    assert drill.texts("draft") == before


async def test_longer_asks_until_when_and_why(drill: Drill) -> None:
    id = await offer(drill)
    await drill.until(AT - timedelta(days=6))
    assert "Until when" in words(await said(drill, "it1", "direct", "3"))
    assert "Why" in words(await said(drill, "it1", "direct", "2026-06-01T15:00Z"))
    done = await said(drill, "it1", "direct", "The register opens in May")
    assert done.outcome == "done"
    acts = await drill.until(AT + timedelta(days=9))
    assert not [act for act in acts if "overdue" in act.performed.line]
    assert "1 Jun" in words(await said(drill, "nl1", "draft", f"commitment show {id}"))


async def test_the_chair_alone_hears_once_a_week_what_is_past_its_day(drill: Drill) -> None:
    await offer(drill)
    await offer(drill, "fr1")
    await drill.until(AT + timedelta(days=13))
    told = [text for text in drill.texts("direct:anouk") if "no answer yet" in text]
    assert len(told) == 2
    assert "no answer yet from 2 parties" in told[0]
    assert "Italy" in told[0]
    assert "France" in told[0]
    rooms = ("draft", "direct:nl1", "full")
    assert not any("no answer yet" in text for room in rooms for text in drill.texts(room))
    listed = await said(drill, "anouk", "direct", "commitment list overdue=yes")
    assert "2 commitments" in words(listed)


@pytest.mark.rule("DR-30")
async def test_what_is_subject_to_capital_counts_once_it_is_confirmed(drill: Drill) -> None:
    id = await offer(drill, more="subject=yes ")
    assert "not firm until Italy confirms" in await card(drill, id)
    other = await said(drill, "fr1", "draft", f"commitment accept {id}")
    assert (other.outcome, other.rule) == ("refused", "DR-30")
    await said(drill, "it1", "draft", f"commitment accept {id}")
    assert "active" in await card(drill, id)


@pytest.mark.performs("commitment start")
async def test_it_begins_on_its_day_by_itself(drill: Drill) -> None:
    id = await offer(drill, more="starts=2026-04-01T00:00Z ")
    acts = await drill.until(START + timedelta(days=30))
    assert f"commitment start {id}" in [act.performed.line for act in acts]
    assert "active" in await card(drill, id)


@pytest.mark.rule("DR-30")
async def test_a_state_takes_it_back_with_a_reason_that_stays(drill: Drill) -> None:
    id = await offer(drill)
    foreign = await said(drill, "fr1", "draft", f"commitment withdraw {id} Changed law")
    assert (foreign.outcome, foreign.rule) == ("refused", "DR-30")
    assert (await said(drill, "it1", "draft", f"commitment withdraw {id}")).outcome == "asked"
    assert (await said(drill, "it1", "direct", "The law changed")).outcome == "done"
    [told] = [text for text in drill.texts("draft") if "Italy has withdrawn" in text]
    assert "The law changed" in told
    assert "Withdrawn on" in await card(drill, id)
    again = await said(drill, "it1", "draft", f"commitment done {id} Circular 7")
    assert (again.outcome, again.rule) == ("refused", "stage")


@pytest.mark.rule("T-10")
async def test_a_room_below_the_label_takes_no_words(drill: Drill) -> None:
    incident = await opened(drill)
    done = await said(drill, "ca1", "slack-coord", f"commitment offer {incident} {DUE} Pause")
    assert (done.outcome, done.rule) == ("refused", "T-10")


@pytest.mark.performs("commitment resume", "commitment done")
async def test_what_was_reported_done_by_mistake_is_taken_up_again(drill: Drill) -> None:
    id = await offer(drill)
    done = await said(drill, "it1", "draft", f"commitment done {id} Circular 7")
    assert f"`commitment resume {id}`" in words(done)
    assert f"commitment verify {id}" in words(await said(drill, "anouk", "direct", "today"))
    again = await said(drill, "it1", "draft", f"commitment resume {id}")
    assert again.outcome == "done", words(again)
    assert "is not done after all" in "\n".join(drill.texts("draft"))
    assert "active" in await card(drill, id)
    assert f"commitment verify {id}" not in words(await said(drill, "anouk", "direct", "today"))
    acts = await drill.until(AT + timedelta(minutes=1))
    assert f"commitment overdue {id}" in [act.performed.line for act in acts]


async def test_what_somebody_has_looked_at_stays_done(drill: Drill) -> None:
    id = await offer(drill)
    await said(drill, "it1", "draft", f"commitment done {id} Circular 7")
    await said(drill, "anouk", "draft", f"commitment verify {id}")
    refused = await said(drill, "it1", "draft", f"commitment resume {id}")
    assert (refused.outcome, refused.rule) == ("refused", "stage")

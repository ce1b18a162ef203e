"""What a card and a private answer offer to send: what fits now, to whom may send it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from commands.line import Line, address
from commands.table import FORMS
from coordination.hats import CHAIRS
from coordination.parties import Role
from tests.commands.deciding import CLOSES, cards_sent, consulted, done, put, stage_of, vote
from tests.commands.incidents import opened, said
from tests.commands.meetings import convened
from tests.commands.meetings import proposed as meeting_proposed
from tests.commands.messages import consulting, drafted, must


def of(drill: Drill, room: str, start: str) -> str:
    """The newest words of the one message of a room that begins so."""
    [found] = [text for text in drill.texts(room) if text.startswith(start)]
    return found


async def test_a_card_says_its_label_last_before_its_ready_lines(drill: Drill) -> None:
    incident = await opened(drill)
    lines = [line for line in of(drill, "draft", "🗂").splitlines() if not line.startswith("→")]
    assert incident in lines[0]
    assert lines[-1].endswith("TLP:AMBER+STRICT")


async def test_a_consultation_offers_the_four_common_responses(drill: Drill) -> None:
    incident = await consulted(drill)
    await cards_sent(drill)
    card = of(drill, "draft", "🗂")
    for verb in ("suspend", "message", "unify", "assist"):
        assert f"response {verb} {incident}" in card


async def test_what_was_adopted_offers_a_commitment_and_a_roundtable(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", FR="yes", CA="no")
    await vote(drill, made["poll"], AU="yes", IL="yes", CO="yes", PH="yes")
    await done(drill, "anouk", "draft", f"poll close {made['poll']}")
    await cards_sent(drill)
    card = of(drill, "draft", "🗂")
    assert f"commitment offer {made['incident']}" in card
    assert f"meeting propose {made['incident']}" in card
    assert "each State makes its own commitment" in card


@pytest.mark.rule("DR-29")
async def test_a_result_is_told_once_and_the_card_of_its_poll_points_to_it(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", FR="yes", CA="no")
    await vote(drill, made["poll"], AU="yes", IL="yes", CO="yes", PH="yes")
    await done(drill, "anouk", "draft", f"poll close {made['poll']}")
    await cards_sent(drill)
    [told] = [text for text in drill.texts("draft") if "No: Canada" in text]
    title = "Suspend new adoptions"
    assert f"Adopted, decision no. 1: {title} ({made['poll']})" in told
    card = of(drill, "draft", f"🗳 Adopted, decision no. 1: {title} · {made['poll']}")
    assert "No: Canada" not in card
    assert f"poll show {made['poll']}" in card


async def test_a_private_answer_offers_only_what_the_person_may_do(drill: Drill) -> None:
    incident = await opened(drill)
    officer = words(await said(drill, "ca1", "direct", f"incident show {incident}"))
    chair = words(await said(drill, "anouk", "direct", f"incident show {incident}"))
    assert f"incident report {incident}" in officer
    assert f"incident consult {incident}" not in officer
    assert f"incident consult {incident}" in chair


def for_the_office(text: str) -> list[str]:
    """The ready lines of a text that only the chair or the secretariat may send."""
    office = {*CHAIRS, Role.SECRETARIAT}
    lines = [line.split("`")[1] for line in text.splitlines() if line.startswith("→")]
    found = [(line, form) for line in lines if (form := address(Line(line), FORMS))]
    return [line for line, form in found if form.by and set(form.by) <= office]


async def test_a_shared_card_offers_what_the_states_may_do_and_the_chair_finds_hers_behind_it(
    drill: Drill,
) -> None:
    made = await put(drill)
    meeting = await convened(drill, made["incident"])
    await cards_sent(drill)
    cards = [text for text in drill.texts("draft") if text[0] in "🗂📄🗳📅"]
    assert len(cards) >= 4
    for text in cards:
        assert not for_the_office(text), text
    assert f"What I can do: `!meeting show {meeting}`" in of(drill, "draft", "📅 Roundtable")
    shown = words(await said(drill, "anouk", "draft", f"meeting show {meeting}"))
    assert f"meeting open {meeting}" in shown


async def test_an_authoritys_own_room_is_offered_what_its_people_may_do(drill: Drill) -> None:
    incident = (await put(drill))["incident"]
    await cards_sent(drill)
    card = of(drill, "own-nl", "🗂")
    assert not for_the_office(card), card
    assert f"incident show {incident}" in card


async def test_who_may_not_confirm_alone_is_not_offered_it(drill: Drill) -> None:
    incident = await opened(drill)
    line = f"incident verify {incident}"
    assert line not in of(drill, "draft", "🗂")
    assert f"`!incident show {incident}`" in of(drill, "draft", "🗂")
    assert line not in words(await said(drill, "ca1", "direct", f"incident show {incident}"))
    assert line in words(await said(drill, "anouk", "direct", f"incident show {incident}"))
    await said(drill, "ca1", "direct", f"incident report {incident} basis=fact A third one")
    await cards_sent(drill)
    assert line in of(drill, "draft", "🗂")


async def test_a_roundtable_is_asked_for_only_until_one_is_under_way(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", FR="yes", CA="no")
    await vote(drill, made["poll"], AU="yes", IL="yes", CO="yes", PH="yes")
    await done(drill, "anouk", "draft", f"poll close {made['poll']}")
    await convened(drill, made["incident"])
    await cards_sent(drill)
    card = of(drill, "draft", "🗂")
    assert "Next: each State makes its own commitment" in card
    assert "roundtable" not in card
    assert f"meeting propose {made['incident']}" not in card


async def test_a_signature_is_taken_back_only_by_who_gave_one(drill: Drill) -> None:
    message = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {message}")
    await cards_sent(drill)
    back = f"message unsign {message}"
    assert back not in of(drill, "draft", "✉")
    signed = words(await must(drill, "fr1", f"message sign {message}"))
    await cards_sent(drill)
    assert back in signed
    assert back not in of(drill, "draft", "✉")
    assert back in words(await must(drill, "fr1", f"message show {message}"))
    assert back not in words(await must(drill, "nl1", f"message show {message}"))


@pytest.mark.rule("T-40", "T-45")
async def test_what_nobody_lifts_keeps_no_incident_open_once_the_state_addresses_it(
    drill: Drill,
) -> None:
    incident = await consulted(drill)
    unify = f"response unify {incident} IP-DOC reason=none Every State compares its registers"
    made = (await done(drill, "au1", "draft", unify)).made
    asked = f"poll open {made['response']} rule=simple_majority closes={CLOSES:%Y-%m-%dT%H:%MZ}"
    poll = (await done(drill, "anouk", "draft", asked)).made["poll"]
    line = f"incident close {incident}"
    evidence = f"incident stance {incident} addressing evidence=law-12"
    await done(drill, "nl1", "draft", evidence)
    assert "waits for its decision" in words(await said(drill, "anouk", "draft", line))
    every = dict.fromkeys(("NL", "IT", "FR", "CA", "AU", "IL", "CO", "PH"), "yes")
    await vote(drill, poll, **every)
    await drill.until(CLOSES + timedelta(minutes=10))
    more = f"response message {incident} reason=none What we saw"
    other = (await done(drill, "au1", "draft", more)).made
    waits = words(await said(drill, "anouk", "draft", line))
    assert "waits for its decision" in waits
    assert f"response withdraw {other['response']}" in waits
    await done(drill, "au1", "draft", f"response withdraw {other['response']} Later")
    shown = words(await said(drill, "anouk", "direct", f"incident show {incident}"))
    assert line in shown
    await done(drill, "anouk", "draft", line)
    assert await stage_of(drill, {"incident": incident}) == "closed"


async def test_closing_too_early_says_what_comes_first(drill: Drill) -> None:
    incident = await opened(drill)
    early = words(await said(drill, "anouk", "draft", f"incident close {incident}"))
    assert f"incident inform {incident}" in early
    made = await put(drill)
    line = f"incident close {made['incident']}"
    undecided = words(await said(drill, "anouk", "draft", line))
    assert "waits for its decision" in undecided
    assert f"poll show {made['poll']}" in undecided
    every = dict.fromkeys(("NL", "IT", "FR", "CA", "AU", "IL", "CO", "PH"), "yes")
    await vote(drill, made["poll"], **every)
    await done(drill, "anouk", "draft", f"poll close {made['poll']}")
    assert "comes into force" in words(await said(drill, "anouk", "draft", line))
    offer = f"commitment offer {made['incident']} response={made['response']} 30d Pause new files"
    await done(drill, "nl1", "draft", offer)
    stands = words(await said(drill, "anouk", "draft", line))
    assert "is in force" in stands
    assert f"incident review {made['incident']}" in stands
    await done(drill, "anouk", "draft", f"incident review {made['incident']}")
    review = words(await said(drill, "anouk", "draft", line))
    assert "once it is lifted" in review
    assert f"incident continue {made['incident']}" in review


async def test_a_picture_is_not_offered_with_the_picture(drill: Drill) -> None:
    incident = (await put(drill))["incident"]
    line = f"board show {incident} picture=yes"
    assert line in words(await said(drill, "nl1", "draft", f"board show {incident}"))
    assert line not in words(await said(drill, "nl1", "draft", line))


async def test_of_two_open_questions_one_is_picked_by_number_before_it_is_answered(
    drill: Drill,
) -> None:
    meetings = {await meeting_proposed(drill), await meeting_proposed(drill)}
    for typed in ("1", "A"):
        which = await said(drill, "nl1", "direct", typed)
        assert which.outcome == "asked"
        assert all(meeting in words(which) for meeting in meetings)
        await said(drill, "nl1", "direct", "cancel")
    [row] = [row for row in words(which).splitlines() if row.startswith("2  ")]
    [picked] = [meeting for meeting in meetings if meeting in row]
    await said(drill, "nl1", "direct", "1")
    await said(drill, "nl1", "direct", "2")
    assert picked in drill.texts("direct:nl1")[-1]
    assert (await said(drill, "nl1", "direct", "A")).outcome == "done"

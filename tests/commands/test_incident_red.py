"""A label that leaves one party alone with an incident takes no decision out of others' hands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.poll.stage import Stage
from coordination.tlp import Tlp
from tests.commands.deciding import poll_of, proposed, put, receive
from tests.commands.incidents import everything, kept, opened, said
from tests.commands.messages import consulting, drafted, must


@pytest.mark.rule("T-07")
async def test_nobody_but_the_party_that_opened_an_incident_takes_it_out_of_the_others_sight(
    drill: Drill,
) -> None:
    id = await opened(drill)
    refused = await said(drill, "ca1", "draft", f"incident correct {id} label=RED")
    assert refused.rule == "T-07"
    assert "the Netherlands" in words(refused)
    assert (await kept(drill, id)).label is Tlp.AMBER_STRICT
    seen = await said(drill, "it1", "draft", f"incident show {id}")
    assert seen.outcome == "done"


@pytest.mark.rule("DR-09")
async def test_no_label_keeps_a_state_from_objecting_to_what_is_under_silence(drill: Drill) -> None:
    made = await put(drill, "rule=silence")
    await receive(drill, made["poll"])
    for person in ("ca1", "nl1"):
        line = f"incident correct {made['incident']} label=RED"
        refused = await said(drill, person, "draft", line)
        assert refused.outcome == "refused", words(refused)
    assert refused.rule == "DR-01"
    assert made["poll"] in words(refused)
    objected = await said(drill, "it1", "direct", f"poll object {made['poll']} We object.")
    assert objected.outcome == "done", words(objected)
    assert (await poll_of(drill, made)).stage is Stage.BROKEN


@pytest.mark.rule("DR-01")
async def test_no_label_takes_a_letter_away_from_those_who_are_asked_to_sign_it(
    drill: Drill,
) -> None:
    inc = await consulting(drill)
    letter = await drafted(drill, inc)
    await must(drill, "fr1", f"message freeze {letter}")
    refused = await said(drill, "nl1", "draft", f"incident correct {inc} label=RED")
    assert (refused.rule, letter in words(refused)) == ("DR-01", True)


@pytest.mark.rule("T-10")
async def test_a_party_is_asked_once_more_before_it_is_alone_with_an_incident(
    drill: Drill,
) -> None:
    id = await opened(drill)
    line = f"incident correct {id} label=RED reason=a_name"
    asked = await said(drill, "nl1", "draft", f"{line} preview=yes")
    assert asked.outcome == "asked"
    assert "Only the Netherlands reads" in words(asked)
    assert f"incident correct {id} label=RED reason=a_name now=yes" in words(asked)
    assert (await kept(drill, id)).label is Tlp.AMBER_STRICT
    await said(drill, "nl1", "draft", f"{line} now=yes")
    assert (await kept(drill, id)).label is Tlp.RED
    await drill.until(drill.now + timedelta(minutes=1))
    assert "Birth certificates" not in everything(drill, "draft").splitlines()[0]


@pytest.mark.rule("DR-01")
async def test_nobody_is_asked_to_decide_or_sign_what_only_one_party_can_read(
    drill: Drill,
) -> None:
    made = await proposed(drill)
    letter = await drafted(drill, made["incident"])
    narrow = f"incident correct {made['incident']} label=RED"
    assert (await said(drill, "nl1", "draft", narrow)).outcome == "done"
    wider = f"incident correct {made['incident']} label=AMBER+STRICT"
    for line in (f"poll open {made['response']}", f"message freeze {letter}"):
        refused = await said(drill, "anouk", "direct", line)
        assert refused.rule == "DR-01", words(refused)
        assert wider in words(refused) or "makes it wider first" in words(refused)

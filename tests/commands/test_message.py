"""Joint messages through the whole bot: who may see, write, sign and send them, and what leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from commands.message.fields import Template
from commands.perform import Performed
from config.wording import templates

TEXT = "§1 We thank Valdora. §2 Records are verified. §3 Fees are public."


async def said(drill: Drill, who: str, room: str, line: str) -> Performed:
    done = await drill.say(who, room, line)
    assert done is not None
    return done


async def must(drill: Drill, who: str, line: str, room: str = "direct") -> Performed:
    done = await said(drill, who, room, line)
    assert done.outcome == "done", words(done)
    return done


async def consulting(drill: Drill) -> str:
    """An incident on which Valdora is informed, and the others are consulting."""
    line = "incident open XV both practices=IP-DOC Birth certificates"
    inc = (await must(drill, "nl1", line, "draft")).made["incident"]
    await must(drill, "nl1", f"incident inform {inc} language=fr Des doutes.", "draft")
    await must(drill, "anouk", f"incident consult {inc}", "draft")
    return inc


async def drafted(drill: Drill, inc: str, more: str = "") -> str:
    return (await must(drill, "fr1", f"message draft {inc} {more}{TEXT}")).made["message"]


async def sent(drill: Drill) -> tuple[str, str]:
    """A message that France and the Netherlands signed, dispatched directly."""
    inc = await consulting(drill)
    msg = await drafted(drill, inc)
    await must(drill, "fr1", f"message freeze {msg}")
    for who in ("fr1", "nl1"):
        await must(drill, who, f"message sign {msg}")
    await must(drill, "anouk", f"message dispatch {msg}")
    return inc, msg


def everywhere(drill: Drill, id: str, *rooms: str) -> list[str]:
    return [text for room in rooms for text in drill.texts(room) if id in text]


@pytest.mark.rule("DR-22", "DR-29", "T-33", "T-42")
async def test_the_state_concerned_sees_nothing_until_the_letter_and_then_only_the_letter(
    drill: Drill,
) -> None:
    inc = await consulting(drill)
    msg = await drafted(drill, inc)
    for who in ("xv1", "ca1", "iss1", "emb-fr"):
        done = await said(drill, who, "direct", f"message show {msg}")
        assert (done.outcome, done.rule) == ("refused", "not_found"), who
        found = await said(drill, who, "direct", f"find {msg}")
        assert (found.outcome, found.rule) == ("refused", "not_found"), who
    await must(drill, "fr1", f"find {msg}")
    await must(drill, "fr1", f"message freeze {msg}")
    assert (await said(drill, "xv1", "direct", f"find {msg}")).rule == "not_found"
    await must(drill, "nl1", f"message sign {msg} We read §2 broadly.")
    await must(drill, "fr2", f"message sign {msg}")
    await must(drill, "ph1", f"message decline {msg}")
    shown = words(await must(drill, "ca1", f"message show {msg}"))
    assert "Signed so far: 2 of 8" in shown
    assert "the Netherlands" not in shown
    office = words(await must(drill, "anouk", f"message show {msg}"))
    assert "No answer yet from Australia, Canada, Colombia, Israel and Italy" in office
    listed = words(await must(drill, "xv1", "message list"))
    assert msg not in listed
    assert not everywhere(drill, msg, "xv", "full", "embassies")
    assert all("new item" in text for text in everywhere(drill, msg, "slack-coord"))
    await must(drill, "anouk", f"message dispatch {msg}")
    [letter] = [text for text in drill.texts("xv") if "joint message" in text]
    assert "Signed by France and the Netherlands" in letter
    assert "We read §2 broadly." in letter
    after = words(await must(drill, "xv1", f"message show {msg}"))
    assert "Philippines" not in after
    assert "Not signed by the Philippines" in words(await must(drill, "ca1", f"message show {msg}"))


@pytest.mark.rule("DR-26")
async def test_an_edit_after_freezing_voids_the_signatures_and_tells_those_who_signed(
    drill: Drill,
) -> None:
    inc = await consulting(drill)
    msg = await drafted(drill, inc)
    await must(drill, "fr1", f"message freeze {msg}")
    for who in ("nl1", "it1"):
        await must(drill, who, "1")
    same = await said(drill, "fr1", "direct", f"message revise {msg} {TEXT}")
    assert (same.outcome, same.rule) == ("refused", "DR-26")
    await must(drill, "fr1", f"message revise {msg} paragraph=1 We thank Valdora!")
    [told] = [text for text in drill.texts("draft") if "after freezing" in text]
    assert "every signature is void" in told
    for line in (f"message dispatch {msg}", f"message open {msg}"):
        assert (await said(drill, "anouk", "direct", line)).rule == "stage"
    late = await said(drill, "nl1", "direct", f"message sign {msg}")
    assert late.rule == "stage"
    await must(drill, "fr1", f"message freeze {msg}")
    assert "Signed so far: 0 of 8" in words(await must(drill, "nl1", f"message show {msg}"))
    old = await said(drill, "nl1", "direct", f"message answer {msg} sign on=00000000")
    assert (old.outcome, old.rule) == ("refused", "DR-26")
    compared = words(await must(drill, "nl1", f"message compare {msg}"))
    assert "§1 was: We thank ⟨Valdora.⟩ — is now: We thank ⟨Valdora!⟩" in compared


@pytest.mark.rule("DR-26", "T-42")
async def test_what_is_adopted_is_to_the_character_what_is_signed(drill: Drill) -> None:
    inc = await consulting(drill)
    line = f"response message {inc} new=pause ongoing=pause reason=x {TEXT}"
    res = (await must(drill, "fr1", line, "draft")).made["response"]
    await must(drill, "anouk", f"incident caucus {inc} The text is written apart", "draft")
    begun = await must(drill, "fr1", f"message draft {inc} response={res} languages=en,fr")
    msg = begun.made["message"]
    again = await said(drill, "nl1", "direct", f"message draft {inc} response={res}")
    assert again.rule == "DR-26"
    french = "§1 Merci. §2 Les actes sont vérifiés. §3 Les frais sont publics."
    await must(drill, "fr1", f"message revise {msg} language=fr {french}")
    await must(drill, "anouk", f"message freeze {msg}")
    amend = await said(drill, "fr1", "direct", f"response amend {res} Something else")
    assert (amend.outcome, amend.rule) == ("refused", "DR-26")
    opened = await must(drill, "anouk", f"poll open {res} rule=simple_majority", "draft")
    poll = opened.made["poll"]
    early = await said(drill, "nl1", "direct", f"message sign {msg}")
    assert (early.outcome, early.rule) == ("refused", "stage")
    for who in ("nl1", "it1", "fr1", "ca1", "au1", "il1", "co1", "ph1"):
        await must(drill, who, f"poll vote {poll} yes")
    await must(drill, "anouk", f"poll close {poll}", "draft")
    await drill.until(drill.now + timedelta(minutes=10))
    assert any("will your State sign" in text for text in drill.texts("direct:nl1"))
    await must(drill, "nl1", f"message sign {msg}")
    await must(drill, "fr1", f"message sign {msg}")
    await must(drill, "fr1", f"message revise {msg} paragraph=3 Fees are free.")
    await must(drill, "fr1", f"message revise {msg} language=fr paragraph=3 Sans frais.")
    other = await said(drill, "anouk", "direct", f"message freeze {msg}")
    assert (other.outcome, other.rule) == ("refused", "DR-26")
    assert "not the text" in words(other)


async def test_what_was_sent_is_asked_for_no_new_words(drill: Drill) -> None:
    _, msg = await sent(drill)
    done = await said(drill, "fr1", "direct", f"message revise {msg}")
    assert (done.outcome, done.rule) == ("refused", "stage")


@pytest.mark.rule("U-44", "T-42", "T-24")
async def test_a_person_keeps_a_text_back_and_an_uninformed_state_the_letter(drill: Drill) -> None:
    line = "incident open XV both practices=IP-DOC Birth certificates"
    inc = (await must(drill, "nl1", line, "draft")).made["incident"]
    named = await must(drill, "fr1", f"message draft {inc} The child named Ayla was placed.")
    msg = named.made["message"]
    assert "“child named Ayla” is about a person" in words(named)
    for verb in ("freeze", "circulate"):
        done = await said(drill, "fr1", "direct", f"message {verb} {msg}")
        assert (done.outcome, done.rule) == ("refused", "U-44"), verb
    await must(drill, "fr1", f"message revise {msg} Anna D. was heard. Valdora must act.")
    asked = await said(drill, "fr1", "direct", f"message freeze {msg}")
    assert asked.outcome == "asked"
    assert "“Anna D.” may show who somebody is" in words(asked)
    await must(drill, "fr1", "A minister, whose name is public.")
    for who in ("fr1", "nl1"):
        await must(drill, who, f"message sign {msg}")
    early = await said(drill, "anouk", "direct", f"message dispatch {msg}")
    assert (early.outcome, early.rule) == ("refused", "T-24")
    assert f"incident inform {inc} state=XV" in words(early)


@pytest.mark.rule("DR-17", "DR-18", "DR-29")
async def test_signatures_are_given_in_private_by_voters_and_deputies(drill: Drill) -> None:
    inc = await consulting(drill)
    msg = await drafted(drill, inc)
    await must(drill, "fr1", f"message freeze {msg}")
    shared = await said(drill, "nl1", "draft", f"message sign {msg}")
    assert (shared.outcome, shared.rule) == ("refused", "DR-29")
    for who, rule in (("anouk", "DR-17"), ("emb-fr", "not_found"), ("xv1", "not_found")):
        done = await said(drill, who, "direct", f"message sign {msg}")
        assert (done.outcome, done.rule) == ("refused", rule), who
    await must(drill, "fr2", f"message sign {msg} subject=yes")
    await must(drill, "nl1", f"message sign {msg}")
    few = await said(drill, "anouk", "direct", f"message dispatch {msg}")
    assert few.rule == "stage"
    await must(drill, "fr1", f"message sign {msg}")
    assert any("Camille has answered" in text for text in drill.texts("direct:fr2"))
    assert any("enough to send it" in text for text in drill.texts("direct:anouk"))
    undone = await said(drill, "fr2", "direct", f"message unsign {msg}")
    assert (undone.outcome, undone.rule) == ("refused", "DR-18")
    await must(drill, "nl1", f"message unsign {msg}")
    assert any("cannot be sent yet" in text for text in drill.texts("direct:anouk"))


@pytest.mark.rule("DR-26", "DR-09")
async def test_a_sent_message_stays_and_its_correction_goes_to_all_recipients(drill: Drill) -> None:
    inc, msg = await sent(drill)
    for who, line in (("nl1", "unsign"), ("fr1", "withdraw"), ("anouk", "freeze")):
        more = " It was wrong" if line == "withdraw" else ""
        done = await said(drill, who, "direct", f"message {line} {msg}{more}")
        assert (done.outcome, done.rule) == ("refused", "stage"), line
    born = f"message correct {msg} 2 The girl born on 4 May 2019 was placed."
    assert (await said(drill, "fr1", "direct", born)).rule == "U-44"
    line = f"message correct {msg} 2 reason=A_slip Records are verified again."
    await must(drill, "fr1", line)
    assert not everywhere(drill, "verified again", "xv")
    await drill.until(drill.now + timedelta(hours=47, minutes=59))
    assert not everywhere(drill, "verified again", "xv")
    await drill.until(drill.now + timedelta(minutes=2))
    found = everywhere(drill, "verified again", "xv")
    assert any("Corrigendum" in text and "A slip" in text for text in found)
    shown = words(await must(drill, "xv1", f"message show {msg}"))
    assert "§2 Records are verified.\n" in shown
    await must(drill, "fr1", f"message correct {msg} 1 Nobody is thanked.")
    await must(drill, "nl1", f"message object {msg} 2 No.")
    await drill.until(drill.now + timedelta(hours=49))
    assert not everywhere(drill, "Nobody is thanked", "xv")
    assert inc


async def test_the_chair_looks_before_it_is_sent_and_may_keep_it(asking: Drill) -> None:
    inc = await _unasked(asking)
    msg = await drafted(asking, inc)
    await must(asking, "fr1", f"message freeze {msg}")
    for who in ("fr1", "nl1"):
        await must(asking, who, f"message sign {msg}")
    shown = await said(asking, "anouk", "direct", f"message dispatch {msg}")
    assert shown.outcome == "asked"
    text = words(shown)
    for part in (
        "will be sent to Valdora",
        "Signed by France and the Netherlands",
        "Not in the list",
    ):
        assert part in text
    kept = await must(asking, "anouk", "2")
    assert "was not sent" in words(kept)
    assert not everywhere(asking, msg, "xv")
    await said(asking, "anouk", "direct", f"message dispatch {msg}")
    await must(asking, "anouk", "1")
    assert everywhere(asking, msg, "xv")


async def _unasked(drill: Drill) -> str:
    line = "incident open XV both practices=IP-DOC now=yes Birth certificates"
    inc = (await must(drill, "nl1", line, "draft")).made["incident"]
    await must(drill, "nl1", f"incident inform {inc} language=fr now=yes Des doutes.", "draft")
    await must(drill, "anouk", f"incident consult {inc}", "draft")
    return inc


def test_every_template_can_be_chosen() -> None:
    assert {one.code for one in templates()} == {one.value for one in Template}

"""Joint messages through the whole bot: who may see, write and freeze them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from commands.message.fields import Template
from config.wording import templates
from tests.commands.messages import TEXT, consulting, drafted, everywhere, must, said, sent


@pytest.mark.rule("DR-22", "DR-29", "T-33", "T-42")
async def test_the_state_concerned_sees_nothing_until_the_letter_and_then_only_the_letter(
    drill: Drill,
) -> None:
    inc = await consulting(drill)
    msg = await drafted(drill, inc)
    for who in ("xv1", "ca1", "iss1", "emb-fr"):
        for line in (f"message show {msg}", f"find {msg}"):
            done = await said(drill, who, "direct", line)
            assert (done.outcome, done.rule) == ("refused", "not_found"), who
    await must(drill, "fr1", f"find {msg}")
    await must(drill, "fr1", f"message freeze {msg}")
    assert (await said(drill, "xv1", "direct", f"find {msg}")).rule == "not_found"
    await must(drill, "nl1", f"message sign {msg} We read §2 broadly.")
    await must(drill, "fr2", f"message sign {msg}")
    await must(drill, "ph1", f"message decline {msg}")
    assert msg not in words(await must(drill, "xv1", "message list"))
    assert not everywhere(drill, msg, "xv", "full", "embassies")
    assert all("new item" in text for text in everywhere(drill, msg, "slack-coord"))
    await must(drill, "anouk", f"message dispatch {msg}")
    [letter] = [text for text in drill.texts("xv") if "joint message" in text]
    assert "Signed by France and the Netherlands" in letter
    assert "We read §2 broadly." in letter
    assert "Philippines" not in words(await must(drill, "xv1", f"message show {msg}"))
    assert "Declined to sign: the Philippines" in words(
        await must(drill, "ca1", f"message show {msg}")
    )


@pytest.mark.rule("DR-29")
async def test_until_it_is_sent_the_others_see_how_many_signed_and_the_chair_who_did_not_answer(
    drill: Drill,
) -> None:
    msg = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {msg}")
    await must(drill, "nl1", f"message sign {msg}")
    await must(drill, "fr2", f"message sign {msg}")
    await must(drill, "ph1", f"message decline {msg}")
    shown = words(await must(drill, "ca1", f"message show {msg}"))
    assert "Signed so far: 2 of 8" in shown
    assert "the Netherlands" not in shown
    office = words(await must(drill, "anouk", f"message show {msg}"))
    assert "No answer yet from Australia, Canada, Colombia, Israel and Italy" in office


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
    for who in ("nl1", "it1"):
        assert any("every signature is void" in text for text in drill.texts(f"direct:{who}")), who
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


@pytest.mark.rule("DR-26")
async def test_who_has_signed_hears_in_private_that_it_is_taken_back(drill: Drill) -> None:
    msg = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {msg}")
    await must(drill, "nl1", f"message sign {msg}")
    await must(drill, "fr1", f"message withdraw {msg} The records were opened.")
    assert any("The records were opened." in text for text in drill.texts("direct:nl1"))
    assert not any("The records were opened." in text for text in drill.texts("direct:ph1"))


@pytest.mark.performs("message open")
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


def test_every_template_can_be_chosen() -> None:
    assert {one.code for one in templates()} == {one.value for one in Template}


async def test_who_has_signed_is_offered_to_sign_again_only_to_confirm(drill: Drill) -> None:
    msg = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {msg}")
    again = f"message sign {msg}"
    first = words(await must(drill, "nl1", f"message sign {msg} subject=yes"))
    assert again in first
    confirmed = words(await must(drill, "nl1", again))
    shown = words(await must(drill, "nl1", f"message show {msg}"))
    assert again not in confirmed + shown
    assert f"message unsign {msg}" in confirmed
    assert again in words(await must(drill, "nl1", f"message unsign {msg}"))


@pytest.mark.rule("T-42")
async def test_who_freezes_or_sends_a_letter_is_told_where_it_names_an_authority_in_english(
    asking: Drill,
) -> None:
    line = "incident open XV both practices=IP-DOC now=yes Birth certificates"
    inc = (await must(asking, "nl1", line, "draft")).made["incident"]
    await must(asking, "nl1", f"incident inform {inc} language=fr now=yes Des doutes.", "draft")
    await must(asking, "anouk", f"incident consult {inc}", "draft")
    msg = await drafted(asking, inc, "languages=en,fr ")
    french = "§1 Merci. §2 Les actes sont vérifiés. §3 Les frais sont publics."
    await must(asking, "fr1", f"message revise {msg} language=fr {french}")
    told = words(await must(asking, "fr1", f"message freeze {msg}"))
    assert "In FR the letter names the authorities of the Netherlands, Italy" in told
    assert "`authority_fr`" in told
    assert "In EN" not in told
    assert "France" not in told[told.index("In FR the") :].partition(" in English")[0]
    for who in ("fr1", "nl1"):
        await must(asking, who, f"message sign {msg}")
    preview = words(await said(asking, "anouk", "direct", f"message dispatch {msg}"))
    assert "In FR the letter names the authority of the Netherlands in English" in preview


@pytest.mark.rule("DR-29")
async def test_who_has_declined_is_not_asked_to_decline_again_and_may_still_sign(
    drill: Drill,
) -> None:
    inc = await consulting(drill)
    msg = await drafted(drill, inc)
    await must(drill, "fr1", f"message freeze {msg}")
    for line in (f"message decline {msg}", f"message show {msg}"):
        shown = words(await must(drill, "it1", line))
        assert f"message decline {msg}" not in shown
        assert f"message sign {msg}" in shown
    assert f"message decline {msg}" in words(await must(drill, "nl1", f"message show {msg}"))

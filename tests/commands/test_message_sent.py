"""Joint messages through the whole bot: who may sign and send them, what leaves, and what stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.messages import consulting, drafted, everywhere, must, said, sent


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


@pytest.mark.rule("DR-26")
async def test_what_stands_in_brackets_is_not_frozen_unseen(drill: Drill) -> None:
    inc = await consulting(drill)
    msg = await drafted(drill, inc)
    line = f"message revise {msg} paragraph=1 Fees are public [NL: and equal for all]."
    assert "“[NL: and equal for all]” stands in brackets" in words(await must(drill, "fr1", line))
    asked = await said(drill, "fr1", "direct", f"message freeze {msg}")
    assert asked.outcome == "asked"
    assert "these words are not agreed" in words(asked)
    line = f"message revise {msg} paragraph=1 Fees are public, and equal for all."
    await must(drill, "fr1", line)
    frozen = await must(drill, "fr1", f"message freeze {msg}")
    assert "brackets" not in words(frozen)
    await must(drill, "nl1", f"message sign {msg}")


@pytest.mark.performs("message unsign")
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


@pytest.mark.rule("U-44", "T-42")
async def test_a_person_in_a_translation_that_was_changed_after_freezing_keeps_it_back(
    drill: Drill,
) -> None:
    msg = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message language {msg} es courtesy")
    await must(drill, "fr1", f"message revise {msg} language=es §1 Gracias. §2 Actas. §3 Tasas.")
    await must(drill, "fr1", f"message freeze {msg}")
    for who in ("fr1", "nl1"):
        await must(drill, who, f"message sign {msg}")
    line = f"message revise {msg} language=es paragraph=2"
    await must(drill, "fr1", f"{line} La niña llamada Ayla fue entregada.")
    no = await said(drill, "anouk", "direct", f"message dispatch {msg}")
    assert (no.outcome, no.rule) == ("refused", "U-44")
    assert f"message revise {msg}" in words(no)
    await must(drill, "fr1", f"{line} Las actas se verifican.")
    await must(drill, "anouk", f"message dispatch {msg}")


@pytest.mark.rule("DR-18")
async def test_the_voter_hears_at_once_what_the_deputy_has_signed(drill: Drill) -> None:
    msg = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {msg}")
    await must(drill, "fr2", f"message sign {msg}")
    assert any("as alternate" in text for text in drill.texts("direct:fr1"))
    await must(drill, "fr1", f"message unsign {msg}")
    again = await said(drill, "fr2", "direct", f"message sign {msg}")
    assert (again.outcome, again.rule) == ("refused", "DR-18")


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
    await must(drill, "nl1", f"message object {msg} 2 No, the fee is another one.")
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
        "No answer, neither yes nor no: Australia",
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


async def test_what_was_sent_is_what_was_signed(drill: Drill) -> None:
    _, message = await sent(drill)
    shown = words(await must(drill, "fr1", f"message show {message}"))
    assert "this is what was signed" in shown
    assert "this is what is signed" not in shown


@pytest.mark.rule("DR-22")
async def test_a_message_that_nobody_answers_is_closed_with_a_reason_and_opened_by_a_late_reply(
    drill: Drill,
) -> None:
    _, msg = await sent(drill)
    early = await said(drill, "anouk", "direct", f"message close {msg}")
    assert (early.outcome, early.rule) == ("refused", "DR-22")
    await drill.until(drill.now + timedelta(days=14))
    for who in ("fr1", "xv1"):
        assert (await said(drill, who, "direct", f"message close {msg}")).outcome == "refused"
    asked = await said(drill, "anouk", "direct", f"message close {msg}")
    assert "Why is it closed?" in words(asked)
    await said(drill, "anouk", "direct", "cancel")
    await must(drill, "anouk", f"message close {msg} reason=No_reply_came now=yes")
    shown = words(await must(drill, "ca1", f"message show {msg}"))
    assert "No reply came" in shown
    await must(drill, "xv1", f"message reply {msg} Nous répondons tard.", "xv")
    shown = words(await must(drill, "ca1", f"message show {msg}"))
    assert "Nous répondons tard." in shown
    assert "No reply came" not in shown
    await must(drill, "anouk", f"message follow {msg} On the agenda.")
    await must(drill, "anouk", f"message close {msg} now=yes")
    again = await said(drill, "xv1", "xv", f"message reply {msg} Encore.")
    assert (again.outcome, again.rule) == ("refused", "stage")


@pytest.mark.parametrize(
    ("line", "repeated"),
    [
        ("message reply {} evidence=letter Nous répondons.", "Nous répondons."),
        ("message follow {} We met in Valdora City", "We met in Valdora City"),
    ],
)
async def test_who_writes_in_a_room_reads_its_words_there_and_in_private_what_goes_beyond(
    drill: Drill, line: str, repeated: str
) -> None:
    _, msg = await sent(drill)
    await must(drill, "xv1", f"message reply {msg} Nous réfléchissons.", "xv")
    await must(drill, "anouk", line.format(msg), "draft")
    assert any(repeated in text for text in drill.texts("draft"))
    own = drill.texts("direct:anouk")[-1]
    assert repeated not in own
    assert "Who sees it: the States that may sign" in own
    assert f"message further {msg}" in own
    await must(drill, "anouk", line.format(msg))
    assert repeated in drill.texts("direct:anouk")[-1]

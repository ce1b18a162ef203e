"""What a joint message keeps from whom: its writers, its signatories, its first versions."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from bot.rehearse.drill import Drill, words
from tests.commands.messages import TEXT, consulting, drafted, must, said, sent

COMMENTS = "closes=2026-03-20T16:00Z"


@pytest.mark.rule("DR-22", "T-42")
async def test_the_state_concerned_is_not_asked_to_write_the_message_to_it(drill: Drill) -> None:
    inc = await consulting(drill)
    line = f"message draft {inc} sponsors=XV,NL {TEXT}"
    done = await said(drill, "fr1", "direct", line)
    assert (done.outcome, done.rule) == ("refused", "DR-22")
    assert "Valdora" in words(done)
    msg = await drafted(drill, inc, "sponsors=NL ")
    assert not [text for text in drill.texts("direct:xv1") if msg in text]


@pytest.mark.rule("DR-22", "DR-30")
async def test_a_state_writes_with_another_only_once_it_says_so(drill: Drill) -> None:
    msg = await drafted(drill, await consulting(drill), "sponsors=NL,IT ")
    [asked] = [text for text in drill.texts("direct:nl1") if msg in text]
    assert "write" in asked
    shown = words(await must(drill, "nl1", f"message show {msg}"))
    assert "written by France" in shown
    assert "Asked to write it too: the Netherlands and Italy" in shown
    early = await said(drill, "nl1", "direct", f"message revise {msg} §1 Other words.")
    assert (early.outcome, early.rule) == ("refused", "mandate")
    assert (await said(drill, "ca1", "direct", f"message join {msg} yes")).rule == "not_found"
    await must(drill, "nl1", "1")  # shown again, for other things were said since
    await must(drill, "nl1", "1")
    await must(drill, "it1", "2")
    assert "written by France and the Netherlands" in words(
        await must(drill, "nl1", f"message show {msg}")
    )
    await must(drill, "nl1", f"message revise {msg} §1 We thank Valdora again.")
    assert (await said(drill, "it1", "direct", f"message show {msg}")).rule == "not_found"
    again = await said(drill, "nl1", "direct", f"message join {msg} yes")
    assert (again.outcome, again.rule) == ("refused", "DR-26")


@pytest.mark.performs("message join")
@pytest.mark.rule("DR-22", "DR-30")
async def test_comments_go_to_those_who_write_and_not_to_whoever_did_not_answer(
    drill: Drill,
) -> None:
    msg = await drafted(drill, await consulting(drill), "sponsors=NL,IT ")
    await must(drill, "nl1", "1")
    await must(drill, "fr1", f"message circulate {msg} {COMMENTS}")
    await must(drill, "ca1", f"message comment {msg} A comment from Ottawa.")
    await drill.until(drill.now + timedelta(days=13))
    got = {who: " ".join(drill.texts(f"direct:{who}")) for who in ("fr1", "nl1", "it1")}
    assert [who for who, text in got.items() if "Ottawa" in text] == ["fr1", "nl1"]


@pytest.mark.rule("DR-30")
async def test_a_further_message_of_the_chair_asks_the_states_that_wrote_the_first(
    drill: Drill,
) -> None:
    _, msg = await sent(drill)
    done = await must(drill, "anouk", f"message further {msg} §1 We thank Valdora again.")
    assert "written by France" not in words(done)
    then = done.made["message"]
    early = await said(drill, "fr1", "direct", f"message revise {then} §1 Other words.")
    assert (early.outcome, early.rule) == ("refused", "mandate")
    await must(drill, "fr1", f"message join {then} yes")
    await must(drill, "fr1", f"message revise {then} §1 Other words.")
    assert "written by France" in words(await must(drill, "anouk", f"message show {then}"))


@pytest.mark.rule("U-44")
@pytest.mark.parametrize("line", ["sign {msg} {note}", "answer {msg} footnote footnote={quoted}"])
async def test_no_footnote_names_a_child(drill: Drill, line: str) -> None:
    msg = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {msg}")
    note = "The child named Ayla was placed twice."
    filled = line.format(msg=msg, note=note, quoted=note.replace(" ", "_"))
    done = await said(drill, "nl1", "direct", f"message {filled}")
    assert (done.outcome, done.rule) == ("refused", "U-44")
    assert "child named Ayla" in words(done)
    assert "Signed so far: 0" in words(await must(drill, "ca1", f"message show {msg}"))


@pytest.mark.rule("DR-29")
async def test_the_letter_names_no_signatory_before_it_is_sent(drill: Drill) -> None:
    msg = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {msg}")
    await must(drill, "nl1", f"message sign {msg} We read §2 broadly.")
    await must(drill, "fr2", f"message sign {msg}")

    async def letter(who: str) -> str:
        before = len(drill.shown)
        await must(drill, who, f"message show {msg} letter=yes")
        files = [one for one in drill.shown[before:] if one.kind == "file"]
        [paper] = [one.content for one in files if one.name.endswith(".pdf")]
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)

    for who in ("ca1", "fr1"):
        paper = await letter(who)
        assert "We thank Valdora" in paper
        assert "Netherlands" not in paper
        assert "broadly" not in paper
    assert "broadly" in await letter("anouk")
    await must(drill, "anouk", f"message dispatch {msg}")
    assert "broadly" in await letter("ca1")


@pytest.mark.rule("DR-22")
async def test_a_draft_is_not_named_to_those_who_may_not_see_it(drill: Drill) -> None:
    inc, msg = await sent(drill)
    then = (await must(drill, "fr1", f"message further {msg} §1 A second one.")).made["message"]
    assert then in words(await must(drill, "fr1", f"message show {msg}"))
    assert then not in words(await must(drill, "ca1", f"message show {msg}"))
    line = f"response message {inc} new=pause ongoing=pause reason=x {TEXT}"
    res = (await must(drill, "au1", line, "draft")).made["response"]
    begin = f"message draft {inc} response={res}"
    draft = (await must(drill, "fr1", begin)).made["message"]
    own = await said(drill, "fr1", "direct", begin)
    assert draft in words(own)
    other = await said(drill, "ca1", "direct", begin)
    assert (other.outcome, other.rule) == ("refused", "DR-26")
    assert draft not in words(other)


@pytest.mark.rule("DR-22", "DR-26")
async def test_versions_from_before_it_was_circulated_stay_with_its_writers(drill: Drill) -> None:
    msg = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message revise {msg} paragraph=1 Our second thought.")
    await must(drill, "fr1", f"message circulate {msg} {COMMENTS}")
    await must(drill, "fr1", f"message revise {msg} paragraph=1 Our third thought.")
    for line in (f"message show {msg} version=1", f"message compare {msg} since=1"):
        done = await said(drill, "ca1", "direct", line)
        assert (done.outcome, done.rule) == ("refused", "form"), line
        assert "from 2 to 3" in words(done)
        await must(drill, "fr1", line)
        await must(drill, "anouk", line)
    assert "second" in words(await must(drill, "ca1", f"message compare {msg}"))
    assert "second" in words(await must(drill, "ca1", f"message show {msg} version=2"))


@pytest.mark.rule("DR-26", "DR-29")
async def test_the_room_is_not_told_who_had_answered_when_an_edit_voids_the_signatures(
    drill: Drill,
) -> None:
    msg = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {msg}")
    await must(drill, "nl1", f"message sign {msg}")
    await must(drill, "it1", f"message decline {msg}")
    await must(drill, "fr1", f"message revise {msg} paragraph=1 We thank Valdora!")
    void = [one for one in drill.shown if "every signature is void" in one.text]
    assert {"draft", "direct:nl1", "direct:it1"} <= {one.room for one in void}
    for one in void:
        if not one.room.startswith("direct:"):
            assert not one.mention
            assert "Noor" not in one.text
            assert "Luca" not in one.text


async def test_who_does_not_write_a_message_is_told_by_name_who_does(drill: Drill) -> None:
    msg = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {msg}")
    refused = await said(drill, "au1", "direct", f"message revise {msg} §1 Other words.")
    assert refused.outcome == "refused"
    assert "France and the chair change this text" in words(refused)
    _, first = await sent(drill)
    further = (await must(drill, "anouk", f"message further {first}")).made["message"]
    await must(drill, "anouk", f"message revise {further} §1 Once more.")
    await must(drill, "anouk", f"message freeze {further}")
    refused = await said(drill, "au1", "direct", f"message revise {further} §1 Other words.")
    assert "The chair alone writes this text" in words(refused)

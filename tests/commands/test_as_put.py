"""A decision keeps the words that were put, whatever becomes of the response (DR-26, 4.2)."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from commands.certificate.compared import with_record
from storage.store import Store
from tests.commands.certified import certificate
from tests.commands.deciding import CLOSES, done, put, vote
from tests.commands.messages import consulting, must

OTHER = "Close every adoption for ever"
NO = dict.fromkeys(("NL", "AU", "CA", "FR", "PH", "CO"), "no")
AFTER = timedelta(minutes=6)


@pytest.mark.rule("DR-26", "DR-34")
async def test_an_amendment_later_changes_neither_a_poll_that_is_over_nor_its_certificate(
    drill: Drill,
) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], **NO, IL="yes", IT="yes")
    await drill.until(CLOSES + AFTER)
    before = await certificate(drill, "nl1", made["poll"])
    await done(drill, "au1", "draft", f"response amend {made['response']} {OTHER}")
    for line in (f"poll show {made['poll']}", f"poll verify {made['poll']}", "poll list"):
        said = words(await done(drill, "nl1", "direct", line))
        assert OTHER not in said
    assert "Suspend new adoptions" in words(
        await done(drill, "nl1", "direct", f"poll show {made['poll']}")
    )
    after = await certificate(drill, "nl1", made["poll"])
    assert OTHER not in after["txt"].decode()
    first, second = json.loads(before["json"]), json.loads(after["json"])
    for part in ("question", "text"):
        assert first["parts"][part] == second["parts"][part]

    def wrong(store: Store) -> list[str]:
        return [one.said.msgid for one in with_record(store, first) if one.wrong]

    assert await drill.runtime.database.run(wrong) == []


@pytest.mark.rule("DR-12")
async def test_a_vote_without_a_quorum_says_of_nobody_that_it_was_not_reached(
    drill: Drill,
) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", PH="no")
    await drill.until(CLOSES + AFTER)
    assert not any("Not reached" in one.text for one in drill.shown)


@pytest.mark.rule("DR-26", "T-42")
async def test_a_decision_is_announced_under_the_words_that_were_frozen(drill: Drill) -> None:
    inc = await consulting(drill)
    line = f"response message {inc} new=pause ongoing=pause reason=x §1 Thanks. §2 Fees are public."
    res = (await must(drill, "fr1", line, "draft")).made["response"]
    begun = await must(drill, "fr1", f"message draft {inc} response={res}")
    await must(drill, "fr1", f"message revise {begun.made['message']} paragraph=2 Fees are agreed.")
    await must(drill, "anouk", f"message freeze {begun.made['message']}")
    opened = await must(drill, "anouk", f"poll open {res} rule=simple_majority", "draft")
    assert "§1 Thanks. §2 Fees are agreed." in words(
        await must(drill, "nl1", f"poll show {opened.made['poll']}")
    )
    assert not [text for text in drill.texts("draft") if "🗳" in text and "Fees are public" in text]

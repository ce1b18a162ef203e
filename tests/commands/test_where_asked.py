"""A question comes where the person was heard last, if both private rooms may hold it."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from commands.heard import Incoming
from tests.commands.deciding import put


async def speaks(drill: Drill, platform: str, event: str) -> None:
    account = await drill.runtime.database.run(
        lambda store: store.directory.account_of("ca1", platform)
    )
    assert account is not None
    room = "slack-draft" if platform == "slack" else "draft"
    await drill.runtime.say(Incoming(platform, event, account, room, "!comity whoami", None))


@pytest.mark.parametrize("last", ["slack", "matrix"])
async def test_a_ballot_comes_where_its_voter_was_heard_last(drill: Drill, last: str) -> None:
    first = "matrix" if last == "slack" else "slack"
    await speaks(drill, first, "$1")
    await speaks(drill, last, "$2")
    made = await put(drill)
    await drill.until(drill.now.replace(hour=20))
    asked = [one for one in drill.shown if one.room == "direct:ca1" and made["poll"] in one.text]
    [account] = {account for one in asked for account in one.mention}
    assert account.startswith("T0COMITY:" if last == "slack" else "@ca1:")


@pytest.mark.rule("DR-32")
async def test_who_sleeps_is_told_that_a_question_waits_and_sees_it_at_once_on_asking(
    drill: Drill,
) -> None:
    await drill.until(drill.now.replace(hour=17))  # past midnight in Manila
    made = await put(drill)
    early = await drill.say("ph1", "direct", "1")
    assert early is not None
    assert "waits until your quiet hours are over" in words(early)
    assert early.page is not None
    assert [button.line for button in early.page.buttons] == ["answer"]
    kept = await drill.runtime.database.run(lambda store: store.polls.votes(made["poll"]))
    assert not kept
    await drill.say("ph1", "direct", "answer")  # the only one: it need not be picked
    done = await drill.say("ph1", "direct", "1")
    assert done is not None
    assert done.outcome == "done", words(done)
    awake = await drill.say("anouk", "direct", "1")
    assert awake is not None
    assert "Nothing that I asked is open" in words(awake)

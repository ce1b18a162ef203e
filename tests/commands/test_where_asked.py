"""A question comes where the person was heard last, if both private rooms may hold it."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill
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

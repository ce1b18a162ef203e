"""A directory imported anew while the bot runs: rooms are made, filled, and left at once."""

from __future__ import annotations

import re

import pytest

from tests.bot.matrix.seen import Seen
from tests.stories.conftest import NewTown
from tests.stories.town import Town

pytestmark = pytest.mark.xdist_group("synapse")
MADE = """
[room.second]
name = "ICA Coordination: a second room"
platform = "matrix"
group = "ica"
sees = "parties"
without = ["XV"]
ceiling = "TLP:AMBER+STRICT"
"""


async def imported(here: Town, without: str) -> None:
    """The same directory without this person, and with one room more."""
    file = here.bot.folder / "directory.toml"
    text = file.read_text(encoding="utf-8")
    gone = re.sub(rf"(?ms)^\[person\.{without}\]\n.*?(?=^\[)", "", text)
    assert gone != text
    file.write_text(gone + MADE, encoding="utf-8")
    await here.bot.install(file)


@pytest.mark.rule("T-11")
async def test_who_left_the_directory_is_removed_from_its_rooms_and_the_others_get_theirs(
    town: NewTown,
) -> None:
    here = await town("draft", "operators")
    noor, luca = await here.gather("nl1", "it1", room="draft")
    otto = await here.delegate("op1", "operators")
    await imported(here, without="nl1")

    await luca.client.membership(luca.rooms["draft"], noor.client.account, "leave")
    assert (await here.room("draft")).trusted  # nobody is in it who does not belong there
    told = await otto.hears("belongs there no more", "operators")
    assert "draft" in told.body
    await luca.joins("second")
    await luca.says("second", "!incident open XV past practices=IP-DOC now=yes Two numbers")

    def card(message: Seen) -> bool:
        return "Two numbers" in message.body and message.sender == here.bot.account

    await luca.client.sees(luca.rooms["draft"], card)
    await here.quiet()
    assert not any(map(card, noor.client.seen(noor.rooms["draft"])))

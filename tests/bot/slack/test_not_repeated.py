"""Where people say much in a thread, the bot does not repeat itself."""

from __future__ import annotations

import pytest

from bot.rooms import Attachment, Unclear
from bot.slack.showing import PAGE, PAGES
from tests.bot.slack.conftest import JACK, ROOM, NewBot
from tests.bot.slack.test_showing import HERE, shown, words
from tests.servers.slack import Lost, World


async def talked(world: World, root: str) -> None:
    """More is said in the thread than is looked through of a channel."""
    jack = world.person(JACK.id)
    for number in range(PAGES * PAGE + 5):
        await jack.say(ROOM.id, f"talk {number}", root)


async def test_a_lost_answer_in_a_long_thread_is_looked_up_among_the_newest(
    world: World, bot: NewBot
) -> None:
    slack = (await bot()).platform
    root = await slack.send(HERE, words("card", "card"))
    await talked(world, root)
    world.spoil("chat.postMessage", Lost())
    with pytest.raises(Unclear):
        await slack.send(HERE, words("reply", thread=root))
    await slack.send(HERE, words("reply", thread=root))
    assert shown(world, "reply") == 1
    file = Attachment("file", "summary.pdf", "application/pdf", b"%PDF-1", "A summary", root)
    world.spoil("files.completeUploadExternal", Lost())
    with pytest.raises(Unclear):
        await slack.file(HERE, file)
    await slack.file(HERE, file)
    done = [call for call in world.calls if call.method == "files.completeUploadExternal"]
    assert len(done) == 1

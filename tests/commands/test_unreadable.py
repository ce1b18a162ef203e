"""A message whose key never came is told of aloud, to its writer and in its room alone."""

from __future__ import annotations

import pytest

from bot.recording import Shown
from bot.rehearse.drill import Drill
from commands.answer import unreadable
from commands.heard import Incoming


async def lost(drill: Drill, account: str, remote: str, event: str = "lost") -> list[Shown]:
    """A message by this account cannot be read; what the rooms show of it."""
    before = len(drill.shown)
    heard = Incoming("matrix", event, account, remote, "", None)
    runtime = drill.runtime
    await runtime.database.run(lambda s: unreadable(s, heard, drill.now, runtime.deployment))
    await runtime.sender.drain()
    return drill.shown[before:]


@pytest.mark.parametrize("room", ["draft", "direct"])
async def test_its_writer_is_asked_to_send_it_again_where_it_was_written(
    drill: Drill, room: str
) -> None:
    def known(store: object) -> str:
        directory = store.directory  # type: ignore[attr-defined]
        found = directory.room(room) if room == "draft" else directory.direct_room("nl1", "matrix")
        return str(found.remote)

    remote = await drill.runtime.database.run(known)
    [told] = await lost(drill, "@nl1:localhost", remote)
    assert told.room == remote
    assert "I could not read your last message" in told.text
    assert told.text.count("Noor") == (room == "draft")  # in front, as whoever is meant
    assert told.mention == ("@nl1:localhost",)
    assert not await lost(drill, "@nl1:localhost", remote), "once for one message"
    assert len(await lost(drill, "@nl1:localhost", remote, "another")) == 1


async def test_a_stranger_s_message_is_not_answered(drill: Drill) -> None:
    assert not await lost(drill, "@mallory:localhost", "draft")

"""How tests of incidents speak: an incident to begin with, and what was said."""

from __future__ import annotations

from bot.rehearse.drill import Drill, words
from commands.perform import Performed
from coordination.incident.incident import Incident

OPEN = "incident open XV both practices=IP-DOC Birth certificates\nTwo with the same number."


async def said(drill: Drill, person: str, room: str, line: str) -> Performed:
    """What became of a line that was meant for the bot."""
    done = await drill.say(person, room, line)
    assert done is not None
    return done


async def opened(drill: Drill, person: str = "nl1", room: str = "draft", line: str = OPEN) -> str:
    """The id of a new incident."""
    done = await said(drill, person, room, line)
    assert done.outcome == "done", words(done)
    return done.made["incident"]


async def kept(drill: Drill, id: str) -> Incident:
    """The incident as it stands."""
    found = await drill.runtime.database.run(lambda store: store.incidents.get(id))
    assert found is not None
    return found


def everything(drill: Drill, room: str) -> str:
    """All words that a room shows."""
    return "\n".join(drill.texts(room))

"""Joint messages on an incident of Valdora, for the tests of them."""

from __future__ import annotations

from bot.rehearse.drill import Drill, words
from commands.perform import Performed

TEXT = "§1 We thank Valdora. §2 Records are verified. §3 Fees are public."


async def said(drill: Drill, who: str, room: str, line: str) -> Performed:
    done = await drill.say(who, room, line)
    assert done is not None
    return done


async def must(drill: Drill, who: str, line: str, room: str = "direct") -> Performed:
    done = await said(drill, who, room, line)
    assert done.outcome == "done", words(done)
    return done


async def consulting(drill: Drill) -> str:
    """An incident on which Valdora is informed, and the others are consulting."""
    line = "incident open XV both practices=IP-DOC Birth certificates"
    inc = (await must(drill, "nl1", line, "draft")).made["incident"]
    await must(drill, "nl1", f"incident inform {inc} language=fr Des doutes.", "draft")
    await must(drill, "anouk", f"incident consult {inc}", "draft")
    return inc


async def drafted(drill: Drill, inc: str, more: str = "") -> str:
    return (await must(drill, "fr1", f"message draft {inc} {more}{TEXT}")).made["message"]


async def sent(drill: Drill) -> tuple[str, str]:
    """A message that France and the Netherlands signed, dispatched directly."""
    inc = await consulting(drill)
    msg = await drafted(drill, inc)
    await must(drill, "fr1", f"message freeze {msg}")
    for who in ("fr1", "nl1"):
        await must(drill, who, f"message sign {msg}")
    await must(drill, "anouk", f"message dispatch {msg}")
    return inc, msg


def everywhere(drill: Drill, id: str, *rooms: str) -> list[str]:
    return [text for room in rooms for text in drill.texts(room) if id in text]

"""A meeting on an incident, said line by line, and the calendar entries that people got."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar, Event

from bot.rehearse.drill import Drill, words
from commands.perform import Performed


async def said(drill: Drill, who: str, room: str, line: str) -> Performed:
    """The line, performed or refused; it was meant for the bot."""
    done = await drill.say(who, room, line)
    assert done is not None
    return done


async def done(drill: Drill, who: str, room: str, line: str) -> Performed:
    """The line, performed."""
    found = await said(drill, who, room, line)
    assert found.outcome == "done", words(found)
    return found


async def incident(drill: Drill) -> str:
    line = "incident open XV both practices=IP-DOC Birth certificates"
    return (await done(drill, "nl1", "draft", line)).made["incident"]


async def proposed(drill: Drill, about: str = "none", more: str = "band=06-24") -> str:
    line = f"meeting propose {about} 2026-03-26 {more} Common response"
    return (await done(drill, "anouk", "draft", line)).made["meeting"]


async def convened(drill: Drill, about: str = "none") -> str:
    meeting = await proposed(drill, about)
    await done(drill, "anouk", "draft", f"meeting convene {meeting} A")
    return meeting


async def card(drill: Drill, meeting: str, room: str = "draft") -> str:
    """The card with its newest words."""
    await drill.until(drill.now + timedelta(minutes=1))
    found = [
        t
        for t in drill.texts(room)
        if t.startswith("📅") and t.partition("\n")[0].endswith(meeting)
    ]
    return found[0]


def entries(drill: Drill, person: str) -> list[tuple[str, Event]]:
    """What the person's calendar was given, in order: the method and the event."""
    found = []
    for shown in drill.shown:
        if shown.room == f"direct:{person}" and shown.kind == "file":
            calendar = Calendar.from_ical(shown.content)
            assert isinstance(calendar, Calendar)
            [event] = calendar.events
            found.append((str(calendar["METHOD"]), event))
    return found

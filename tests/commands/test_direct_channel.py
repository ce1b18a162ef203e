"""After a bilateral meeting the direct channel of each authority is brought up to date (T-47)."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.meetings import done, said

MAIL = "ica@authority.example, +39 06 0000 0000, Mon–Fri 9–13"
KIND = "kind=bilateral_working_meeting invite=NL,IT"


async def held(drill: Drill, more: str = KIND) -> str:
    """A meeting of the Netherlands and Italy, open and not closed yet."""
    line = f"meeting propose none 2026-03-26 {more} band=06-24 Methods and channels"
    meeting = (await done(drill, "anouk", "draft", line)).made["meeting"]
    await done(drill, "anouk", "draft", f"meeting convene {meeting} A")
    await done(drill, "anouk", "draft", f"meeting attend {meeting} present=NL,IT")
    await done(drill, "anouk", "draft", f"meeting open {meeting}")
    return meeting


def asked(drill: Drill, meeting: str) -> dict[str, list[str]]:
    """Who was asked after this meeting, and in which words."""
    rooms = {one.room for one in drill.shown}
    title = "The bilateral meeting is over, and the parties write to each other directly"
    told = {room: [t for t in drill.texts(room) if title in t and meeting in t] for room in rooms}
    return {room: found for room, found in told.items() if found}


@pytest.mark.performs("directory channel")
@pytest.mark.rule("T-47")
async def test_each_party_of_a_bilateral_meeting_is_asked_once_how_it_is_reached(
    drill: Drill,
) -> None:
    await done(drill, "it1", "direct", f"directory channel {MAIL}")
    meeting = await held(drill)
    assert asked(drill, meeting) == {}
    closed = words(await done(drill, "anouk", "draft", f"meeting close {meeting}"))
    assert "No direct channel is on record of the Netherlands." in closed
    told = asked(drill, meeting)
    assert set(told) == {"direct:nl1", "direct:it1"}
    [theirs], [ours] = told["direct:it1"], told["direct:nl1"]
    assert MAIL in theirs
    assert MAIL not in ours
    assert "No direct channel of your authority is on record yet" in ours
    assert "directory contact IT" in ours
    await done(drill, "nl1", "direct", "directory channel bureau@ministry.example")
    sheet = words(await done(drill, "it1", "direct", "directory contact NL"))
    assert "Direct channel, as it said on Mon 9 Mar 2026: bureau@ministry.example" in sheet
    assert "Noor" in sheet


@pytest.mark.rule("T-47")
async def test_a_party_s_last_word_on_how_it_is_reached_counts(drill: Drill) -> None:
    for word in (MAIL, "other@authority.example"):
        await done(drill, "it1", "direct", f"directory channel {word}")
    sheet = words(await done(drill, "fr1", "direct", "directory contact IT"))
    assert ("other@authority.example" in sheet, MAIL in sheet) == (True, False)


@pytest.mark.rule("T-47")
async def test_nobody_is_asked_after_a_meeting_of_another_kind(drill: Drill) -> None:
    meeting = await held(drill, "invite=NL,IT")
    closed = words(await done(drill, "anouk", "draft", f"meeting close {meeting}"))
    assert asked(drill, meeting) == {}
    assert "direct channel" not in closed


@pytest.mark.rule("T-30", "T-33", "T-47")
async def test_only_those_who_speak_for_a_party_say_how_it_is_reached(drill: Drill) -> None:
    for guest, rule in (("emb-fr", "T-30"), ("iss1", "T-33")):
        assert (await said(drill, guest, "direct", f"directory channel {MAIL}")).rule == rule
    long = await said(drill, "it1", "direct", f"directory channel {'x' * 501}")
    assert (long.outcome, "at most 500 characters" in words(long)) == ("refused", True)

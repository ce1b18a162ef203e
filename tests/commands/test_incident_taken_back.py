"""What gathers in an incident's thread, and how links and kept messages are taken back."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from commands.perform import Performed
from coordination.incident.thread import Link, Pin
from tests.commands.incidents import everything, opened, said


async def links(drill: Drill, id: str) -> list[bool]:
    """Whether each link stands, in the order in which they were made."""
    found = await drill.runtime.database.run(lambda store: store.incidents.items(id, Link))
    return [one.removed_at is None for one in found]


async def pins(drill: Drill, id: str) -> list[tuple[str, str | None]]:
    """Each message that was kept, and who took it out."""
    found = await drill.runtime.database.run(lambda store: store.incidents.items(id, Pin))
    return [(one.event, one.removed_by) for one in found]


async def pin(drill: Drill, person: str, line: str, on: str | None = None) -> Performed:
    done = await drill.say(person, "draft", line, answers=on)
    assert done is not None
    return done


@pytest.mark.performs("incident link")
async def test_a_link_made_by_mistake_is_taken_back_and_stays_on_record(drill: Drill) -> None:
    id = await opened(drill)
    made = await said(drill, "it1", "draft", f"incident link {id} fs-5")
    back = f"incident link {id} FS-5 remove=yes"
    assert back in words(made)
    twice = await said(drill, "it1", "draft", f"incident link {id} FS-5")
    assert back in words(twice)
    other = await said(drill, "nl1", "draft", back)
    assert (other.outcome, other.rule) == ("refused", "mandate")
    assert "Italy" in words(other)
    gone = await said(drill, "it1", "draft", back)
    assert f"incident link {id} FS-5" in words(gone)
    assert "The link to FS-5 was taken back" in everything(drill, "draft")
    assert await links(drill, id) == [False]
    never = await said(drill, "it1", "draft", back)
    assert (never.outcome, never.rule) == ("refused", "form")
    await said(drill, "it1", "draft", f"incident link {id} FS-5")
    await said(drill, "anouk", "draft", back)
    assert await links(drill, id) == [False, False]


async def test_a_message_is_kept_of_the_room_it_stands_in_wherever_the_incident_is_named(
    drill: Drill,
) -> None:
    id = await opened(drill)
    await pin(drill, "it1", "incident pin", "$kept")
    done = await said(drill, "it1", "direct:it1", id)
    assert done.outcome == "done", words(done)
    assert await pins(drill, id) == [("$kept", None)]
    rooms = [
        one.room for one in await drill.runtime.database.run(lambda s: s.incidents.items(id, Pin))
    ]
    assert rooms == ["draft"]
    # The answer stands in the private room, and so does the line that takes it back.
    await said(drill, "it1", "direct:it1", f"incident pin {id} message=$kept remove=yes")
    assert await pins(drill, id) == [("$kept", "it1")]


@pytest.mark.performs("incident pin")
async def test_a_message_is_kept_by_replying_to_it_and_taken_out_again(drill: Drill) -> None:
    id = await opened(drill)
    refused = await said(drill, "it1", "draft", f"incident pin {id}")
    assert (refused.rule, "in reply to" in words(refused)) == ("form", True)
    done = await pin(drill, "it1", f"incident pin {id}", "$kept")
    back = f"incident pin {id} message=$kept remove=yes"
    assert back in words(done)
    twice = await pin(drill, "nl1", f"incident pin {id}", "$kept")
    assert (twice.outcome, twice.rule) == ("refused", "form")
    gone = await pin(drill, "it1", back)
    assert f"incident pin {id} message=$kept" in words(gone)
    assert await pins(drill, id) == [("$kept", "it1")]
    assert (await pin(drill, "it1", back)).rule == "form"


@pytest.mark.performs("incident link", "incident update")
async def test_updates_links_and_entries_gather_in_the_thread(drill: Drill) -> None:
    id = await opened(drill)
    other = await opened(drill)
    for line in (
        f"incident update {id} Two more registers are checked",
        f"incident link {id} {other} kind=duplicate",
        f"incident link {id} fs-5",
        f"incident entry {id} Paused new files",
    ):
        assert (await said(drill, "it1", "draft", line)).outcome == "done"
    for nowhere in ("INC-000000000", "FS-99", id):
        refused = await said(drill, "it1", "draft", f"incident link {id} {nowhere}")
        assert refused.rule == "form"
    shown = everything(drill, "draft")
    for words_there in ("Two more registers", f"Linked to {other}", "Linked to FS-5", "Paused"):
        assert words_there in shown


@pytest.mark.parametrize("verb", ["show", "brief"])
@pytest.mark.rule("DR-22", "T-33")
async def test_links_and_kept_messages_are_read_by_who_may_see_them(
    drill: Drill, verb: str
) -> None:
    id = await opened(drill)
    own = await opened(drill, line="incident open XV both keep=yes now=yes Only for us")
    line = f"incident {verb} {id}"
    for made in ("fs-5", own):
        linked = await said(drill, "nl1", "draft", f"incident link {id} {made}")
        assert linked.outcome == "done", words(linked)
    await pin(drill, "it1", f"incident pin {id}", "$kept")
    await pin(drill, "anouk", f"incident pin {id}", "$other")
    theirs = words(await said(drill, "nl1", "direct", line))
    others = words(await said(drill, "it1", "direct", line))
    for shown in (theirs, others):
        assert "FS-5 · a part of the Toolkit" in shown
        assert "2 messages kept" in shown
        assert "kept by Italy" in shown
    assert (own in theirs, own in others) == (True, False)
    shared = words(await said(drill, "nl1", "draft", line))
    assert "FS-5 · a part of the Toolkit" in shared
    assert own not in shared
    await said(drill, "nl1", "draft", f"incident link {id} FS-5 remove=yes")
    await pin(drill, "it1", f"incident pin {id} message=$kept remove=yes")
    after = words(await said(drill, "it1", "direct", line))
    assert ("FS-5" in after, "kept by Italy" in after) == (False, False)
    assert "1 message kept" in after


@pytest.mark.parametrize("verb", ["show", "brief"])
@pytest.mark.rule("DR-22", "T-33")
async def test_a_message_kept_in_a_room_is_named_to_nobody_outside_it(
    drill: Drill, verb: str
) -> None:
    id = await opened(drill)
    kept = await drill.say("nl1", "direct", f"incident pin {id}", answers="$own")
    assert kept is not None
    assert kept.outcome == "done", words(kept)
    line = f"incident {verb} {id}"
    assert "1 message kept" in words(await said(drill, "nl1", "direct", line))
    assert "message kept" not in words(await said(drill, "it1", "direct", line))

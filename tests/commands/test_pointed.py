"""A message is pointed at by its platform's own link, in the room where it stands."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from commands.incident.pointed import link, written
from coordination.parties import Room, Sees
from coordination.refused import Refused
from coordination.tlp import Tlp
from tests.commands.incidents import opened, said


def room(platform: str, remote: str) -> Room:
    return Room("draft", platform, remote, "ica", Sees.PARTIES, Tlp.GREEN)


MATRIX = room("matrix", "!Abc:example.org")
NEWER = room("matrix", "!q0kVx-_9")
SLACK = room("slack", "T0COMITY:C012AB3CD")


@pytest.mark.parametrize(
    ("where", "link", "event"),
    [
        (MATRIX, "https://matrix.to/#/!Abc:example.org/$ev-1_x?via=example.org", "$ev-1_x"),
        (MATRIX, "https://matrix.to/#/!Abc%3Aexample.org/%24ev-1_x", "$ev-1_x"),
        (NEWER, "https://matrix.to/#/!q0kVx-_9/$ev", "$ev"),
        (MATRIX, "$ev:example.org", "$ev:example.org"),
        (SLACK, "https://ica.slack.com/archives/C012AB3CD/p1700000000000100", "1700000000.000100"),
        (
            SLACK,
            "<https://ica.slack.com/archives/C012AB3CD/p1700000000000100?thread_ts=1.2&cid=C0>",
            "1700000000.000100",
        ),
        (SLACK, "1700000000.000100", "1700000000.000100"),
    ],
)
def test_a_link_of_the_room_names_its_message(where: Room, link: str, event: str) -> None:
    assert written(link, where) == event


@pytest.mark.parametrize(
    ("where", "link", "said"),
    [
        (MATRIX, "https://matrix.to/#/!Other:example.org/$ev", "incident.pin_elsewhere"),
        (SLACK, "https://ica.slack.com/archives/C9/p1700000000000100", "incident.pin_elsewhere"),
        (SLACK, "https://matrix.to/#/!Abc:example.org/$ev", "incident.pin_elsewhere"),
        (MATRIX, "https://example.org/", "incident.pin_no_link"),
        (MATRIX, "that one", "incident.pin_no_link"),
    ],
)
def test_what_leads_elsewhere_or_nowhere_is_refused(where: Room, link: str, said: str) -> None:
    with pytest.raises(Refused) as no:
        written(link, where)
    assert no.value.said.msgid == said


@pytest.mark.parametrize("where", [MATRIX, NEWER])
def test_the_link_to_a_message_names_it_again(where: Room) -> None:
    assert written(link(where, "$ev-1_x"), where) == "$ev-1_x"


async def test_a_brief_leads_to_each_message_that_was_kept(drill: Drill) -> None:
    id = await opened(drill)
    await drill.runtime.database.run(
        lambda store: store.directory.remember_remote("draft", "!Abc:example.org")
    )
    await said(drill, "nl1", "draft", f"incident pin {id} message=$ev-1_x")
    brief = words(await said(drill, "it1", "direct", f"incident brief {id}"))
    assert "in ICA Coordination: the other States, kept by the Netherlands on" in brief
    assert "UTC: https://matrix.to/#/!Abc:example.org/$ev-1_x" in brief

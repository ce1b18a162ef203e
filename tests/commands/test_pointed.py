"""A message is pointed at by its platform's own link, in the room where it stands."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from commands.incident.pointed import given, link, slack_link, written
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


LINK = "https://ica.slack.com/archives/C012AB3CD/p1700000000000100"


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (LINK, LINK),
        (f"<{LINK}>", LINK),
        (
            f"{LINK}?thread_ts=1699999999.000200&amp;cid=C012AB3CD",
            f"{LINK}?thread_ts=1699999999.000200&cid=C012AB3CD",
        ),
        (f"{LINK}?redir=https://example.org", LINK),
        (
            LINK.replace("ica.slack.com", "ica.enterprise.slack.com"),
            LINK.replace("ica.", "ica.enterprise."),
        ),
        (LINK.replace("ica.slack.com", "slack.com.example.org"), ""),
        (LINK.replace("ica.slack.com", "ica-slack.com"), ""),
        ("1700000000.000100", ""),
        ("https://matrix.to/#/!Abc:example.org/$ev", ""),
    ],
)
def test_only_a_link_into_slack_is_kept_and_nothing_that_is_added_to_it(
    text: str, link: str
) -> None:
    assert given(text) == link


def test_slacks_link_is_made_of_what_its_menu_tells_or_the_message_is_named() -> None:
    ts, thread = "1700000000.000100", "1699999999.000200"
    assert slack_link("ica", "C012AB3CD", ts, None) == LINK
    assert slack_link("ica", "C012AB3CD", ts, ts) == LINK
    assert slack_link("ica", "C012AB3CD", ts, thread) == f"{LINK}?thread_ts={thread}&cid=C012AB3CD"
    assert slack_link("", "C012AB3CD", ts, None) == ts
    assert slack_link("evil.org/", "C012AB3CD", ts, None) == ts
    assert written(slack_link("ica", "C012AB3CD", ts, thread), SLACK) == ts


async def test_a_brief_leads_to_a_message_of_slack_by_the_link_by_which_it_was_kept(
    drill: Drill,
) -> None:
    id = await opened(drill)
    await drill.runtime.database.run(
        lambda store: store.directory.remember_remote("slack-draft", "T0COMITY:C012AB3CD")
    )
    await said(drill, "ca1", "slack-draft", f"incident pin {id} message={LINK}")
    await said(drill, "ca1", "slack-draft", f"incident pin {id} message=1700000000.000200")
    brief = words(await said(drill, "au1", "direct", f"incident brief {id}"))
    assert brief.count("in the-other-states, kept by Canada on") == 2
    assert brief.count("https://") == 1
    assert f"UTC: {LINK}\n" in brief
    again = await said(drill, "ca1", "slack-draft", f"incident pin {id} message={LINK} remove=yes")
    assert again.outcome == "done"
    assert LINK not in words(await said(drill, "au1", "direct", f"incident brief {id}"))

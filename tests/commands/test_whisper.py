"""In a shared Slack room the private answer stands there, and the speaker alone sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.recording import Shown
from bot.rehearse.drill import Drill
from commands.heard import Incoming
from coordination.tlp import Tlp
from tests.commands.deciding import done
from tests.commands.workspace import unaccepted

CHANNEL = "slack-coord"
ACCOUNT = "T0COMITY:U0CA1"


def heard(text: str, event: str = "Ev1", **more: Any) -> Incoming:
    return Incoming("slack", event, ACCOUNT, CHANNEL, f"!comity {text}", None, **more)


def whispered(drill: Drill) -> list[Shown]:
    return drill.whispers(CHANNEL, ACCOUNT)


async def test_the_answer_stands_in_the_channel_for_the_speaker_alone(drill: Drill) -> None:
    await drill.say("ca1", CHANNEL, "whoami")
    [told] = whispered(drill)
    assert "Emily" in told.text
    assert told.label == "TLP:GREEN"
    assert drill.texts(CHANNEL) == drill.texts("direct:ca1") == []
    assert [one for one in drill.shown if one.kind == "mark"] == []


async def test_an_answer_stands_in_the_thread_in_which_it_was_asked(drill: Drill) -> None:
    await drill.runtime.say(heard("whoami", thread="1700000000.000100"))
    await drill.runtime.say(heard("whoami", "Ev2", answers="1700000000.000200"))
    await drill.runtime.say(heard("whoami", "Ev3"))
    threads = [told.thread for told in whispered(drill)]
    assert threads == ["1700000000.000100", "1700000000.000200", None]


@pytest.mark.rule("T-10")
async def test_an_answer_above_the_channel_s_ceiling_is_where_it_may_stand(
    drill: Drill, tmp_path: Path
) -> None:
    line = "incident open XV both practices=IP-DOC now=yes Birth certificates"
    opened = await done(drill, "nl1", "draft", line)
    await unaccepted(drill, tmp_path)
    await drill.say("ca1", CHANNEL, f"incident show {opened.made['incident']}")
    [told] = whispered(drill)
    assert "in your private room with me on Matrix" in told.text
    assert "Birth certificates" not in told.text
    assert any("Birth certificates" in text for text in drill.texts("direct:ca1"))


@pytest.mark.rule("T-10")
async def test_a_line_that_the_channel_may_not_hold_is_refused_to_the_speaker_alone(
    drill: Drill,
) -> None:
    await drill.say("ca1", CHANNEL, "incident open XV both practices=IP-DOC Marigold")
    [told] = whispered(drill)
    assert "I kept nothing of it" in told.text
    assert "Marigold" not in told.text
    assert drill.texts(CHANNEL) == []


@pytest.mark.rule("T-11")
async def test_in_a_frozen_channel_nothing_but_the_way_to_the_answer_is_said(drill: Drill) -> None:
    await drill.runtime.database.run(
        lambda store: store.directory.set_trusted(CHANNEL, False, "room.public", drill.now)
    )
    await drill.say("ca1", CHANNEL, "whoami")
    [told] = whispered(drill)
    assert told.label == Tlp.CLEAR.value
    assert "private room" in told.text
    assert any("Emily" in text for text in drill.texts("direct:ca1"))


async def test_a_stranger_in_a_channel_is_answered_alone(drill: Drill) -> None:
    await drill.runtime.say(heard("whoami")._replace(account="T0OTHER:U1"))
    assert len(drill.whispers(CHANNEL, "T0OTHER:U1")) == 1
    assert drill.texts(CHANNEL) == []

"""Killed (SIGKILL) in a receipt, a send, a vote and a closing, on both platforms at once."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Mapping
from typing import Any

import pytest

from bot.demo.slack import Mode
from bot.demo.slack.server import PROGRAM
from tests.servers.slack import Held
from tests.stories.both import Both
from tests.stories.conftest import NewBoth
from tests.stories.delegate import DIRECT, Delegate
from tests.stories.in_slack import SlackDelegate
from tests.stories.stuck import stuck

pytestmark = [
    pytest.mark.xdist_group("synapse-2"),
    pytest.mark.timeout(300),
    pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64"),
]

TITLE = "One number stands on two certificates"
MEASURE = "Every State compares the registers of Nordhavn"
IN_MATRIX = ("it1", "fr1", "co1", "ph1")
IN_SLACK = ("nl1", "ca1", "au1", "il1")
STATES = "C0STATES"


def shown(here: Both, channel: str, words: str) -> Held:
    """Hold what the bot shows with these words in Slack: it is shown, but the bot is not told."""

    def fits(given: Mapping[str, Any]) -> bool:
        return given["channel"] == channel and words in str(given)

    return here.slack.spoil("chat.postMessage", Held(done=True), when=fits)


async def opened(here: Both, emily: SlackDelegate, camille: Delegate) -> None:
    """An incident in Slack and a question in Matrix: the bot dies before it has kept either."""
    held = here.door.hold_answer(lambda p: p.brings(camille.rooms["draft"]))
    await camille.says("draft", "!whoami")
    await held.caught()
    with stuck(here.bot.url):
        line = f"incident open XV past practices=IP-DOC now=yes {TITLE}"
        await emily.says("slack-draft", line)
        async with asyncio.timeout(30):
            while not any(TITLE in str(payload) for _, payload in here.slack.teller.told):
                await asyncio.sleep(0.05)
        await here.dies()
    sends = here.door.hold_answer(lambda p: p.shows(camille.rooms["draft"]))
    card = shown(here, STATES, TITLE)
    await here.revived()
    # What it now shows in both rooms is there, but it dies before it knows.
    await sends.caught()
    await card.caught()
    await here.dies(card)
    await here.revived()
    await camille.hears("Camille")


async def everybody(words: str, slack: list[SlackDelegate], matrix: list[Delegate]) -> None:
    """Each is told these words in private."""
    for emily in slack:
        await emily.gets(words)
    for luca in matrix:
        await luca.hears(words)


async def voted(here: Both, poll: str, slack: list[SlackDelegate], matrix: list[Delegate]) -> None:
    """The bot dies with the answers to two votes under way, and again among all the others."""
    jack, camille = slack[0], matrix[0]
    await everybody(poll, slack, matrix)
    answer = shown(here, jack.channel(DIRECT), "recorded on")
    other = here.door.hold_request(lambda p: p.shows(camille.rooms[DIRECT]))
    await jack.says(DIRECT, f"poll vote {poll} yes")
    await answer.caught(120)
    await camille.says(DIRECT, f"!poll vote {poll} yes")
    await other.caught()
    await here.dies(answer)
    await here.revived()
    for emily in slack[1:]:
        await emily.says(DIRECT, f"poll vote {poll} yes")
    for luca in matrix[1:]:
        await luca.says(DIRECT, f"!poll vote {poll} yes")
    await asyncio.sleep(random.uniform(0, 0.05))  # noqa: S311 - a moment, no secret
    await here.killed()
    await everybody("recorded on", slack, matrix)


async def closed(here: Both, poll: str, anouk: Delegate, camille: Delegate) -> None:
    """The bot dies when the result stands in both rooms, but it does not know."""
    await here.quiet()
    result = shown(here, STATES, "Adopted")
    sends = here.door.hold_answer(lambda p: p.shows(camille.rooms["draft"]))
    await anouk.says("draft", f"!poll close {poll}")
    await result.caught()
    await sends.caught()
    await here.dies(result)
    await here.revived()
    await camille.hears(lambda m: poll in m.body and "Adopted" in m.body, "draft")


@pytest.mark.rule("DR-01", "DR-11")
@pytest.mark.parametrize("mode", [Mode.SOCKET, Mode.HTTP])
async def test_killed_at_every_turn_an_incident_of_nine_states_is_decided_once_everywhere(
    both: NewBoth, mode: Mode
) -> None:
    here = await both("draft", "slack-draft", "slack-coord", mode=mode, slack_alone=IN_SLACK)
    here.slack.teller.delays = (0.5, 2, 5, 10, 20, 40)  # Slack has more patience with a slow bot
    anouk, *matrix = await here.gather("anouk", "fr1", "it1", "co1", "ph1", room="draft")
    slack = [here.in_slack(id) for id in ("au1", "ca1", "nl1", "il1")]
    jack, emily = slack[:2]
    await opened(here, emily, matrix[0])
    card = await jack.hears(lambda m: TITLE in m.words and m.thread is None, "slack-draft")
    (incident,) = set(re.findall(r"INC-[0-9A-Z]{9}", card.words))
    await anouk.says("draft", f"!incident consult {incident}")
    await anouk.hears("the consultation is open")
    proposing = f"!response unify {incident} IP-DOC reason=none {MEASURE}"
    response = await matrix[0].makes("draft", proposing, "RES")
    poll = await anouk.makes("draft", f"!poll open {response} closes=3h", "POL")
    await voted(here, poll, slack, matrix)
    await closed(here, poll, anouk, matrix[0])
    await jack.hears(lambda m: poll in m.words and "Adopted" in m.words, "slack-draft")
    await here.slack.quiet()
    await here.quiet()
    await once_everywhere(here, poll, slack, [anouk, *matrix])


async def once_everywhere(
    here: Both, poll: str, slack: list[SlackDelegate], matrix: list[Delegate]
) -> None:
    """Each vote was cast once, each word said once, and nothing was left unheard."""
    votes = await here.bot.look(lambda store: store.polls.votes(poll))
    assert sorted(vote.person for vote in votes) == sorted((*IN_SLACK, *IN_MATRIX))
    for person in matrix:
        assert not person.repeats("draft")
        assert not person.repeats(DIRECT)
        assert not person.unread
    for there in slack:
        assert not there.repeats("slack-draft")
        assert not there.repeats("slack-coord")
        assert not there.repeats(DIRECT)
        assert len([m for m in there.told(DIRECT) if "recorded on" in m.words]) == 1
    assert not here.slack.teller.unheard
    assert not await here.bot.look(lambda store: list(store.audit.verify(())))

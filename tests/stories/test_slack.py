"""A roundtable in Slack alone does the whole job, also where Slack and its lines fail."""

from __future__ import annotations

import pytest

from bot.demo.slack import Mode
from bot.demo.slack.server import PROGRAM
from tests.servers.slack import Again, Broken, Busy, Deaf, Delayed, Held, Lost, Twice
from tests.servers.slack.telling import Way
from tests.stories.at_the_table import MEASURE, OPENING, TITLE, consulted, proposed, put
from tests.stories.conftest import NewSlackTown
from tests.stories.delegate import DIRECT
from tests.stories.in_slack import SlackDelegate
from tests.stories.slack_town import TABLE

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64")

BOTH_WAYS = pytest.mark.parametrize("mode", [Mode.SOCKET, Mode.HTTP])


async def second_thoughts(voter: SlackDelegate, poll: str) -> None:
    """A slip is mended by an edit; a vote stays as it was, whatever becomes of its message."""
    ts = await voter.says(DIRECT, "poll vote POL-0000000AX yes")
    await voter.gets("POL-0000000AX")
    await voter.person.edit(voter.channel(DIRECT), ts, f"poll vote {poll} yes")
    await voter.gets("recorded on")
    await voter.person.edit(voter.channel(DIRECT), ts, f"poll vote {poll} no")
    stands = await voter.gets("an edit of the message changes nothing")
    assert "Give our answer" in stands.buttons
    ballot = await voter.hears(lambda m: MEASURE in m.words, DIRECT)
    await voter.person.say(voter.channel(DIRECT), "3", ballot.ts)
    await voter.gets("That question is over")
    await voter.person.remove(voter.channel(DIRECT), ts)
    await voter.gets("that its message was removed changes nothing")


@pytest.mark.rule("P-01", "DR-16", "DR-28")
@BOTH_WAYS
async def test_a_roundtable_decides_in_slack_alone(slack_town: NewSlackTown, mode: Mode) -> None:
    here = await slack_town(mode)
    poll = await put(here, await proposed(here, await consulted(here)))
    for id in ("dario", "cwa1", "pol1"):
        voter = here.person(id)
        ballot = await voter.gets(poll)
        assert MEASURE in ballot.words
        assert ballot.channel == voter.channel(DIRECT)
    for id in ("dario", "cwa1"):
        await here.person(id).types(DIRECT, f"poll vote {poll} yes")
        await here.person(id).gets("recorded on")
    await second_thoughts(here.person("pol1"), poll)
    await here.person("bianca").types(TABLE, f"poll close {poll}")
    await here.person("pol1").hears(lambda m: poll in m.words and "Adopted" in m.words, TABLE)
    await here.quiet()
    for id in ("bianca", "dario", "cwa1", "pol1"):
        assert not here.person(id).repeats(TABLE)


@pytest.mark.rule("DR-01")
@BOTH_WAYS
async def test_what_is_told_again_late_or_without_an_answer_acts_once(
    slack_town: NewSlackTown, mode: Mode
) -> None:
    here = await slack_town(mode)
    dario = here.person("dario")
    ways: tuple[Way, ...] = (Twice(times=3), Again(), Deaf(), Delayed(1.0))
    for number, way in enumerate(ways):
        here.slack.tells(way, words=f"number {number}")
    for number in range(len(ways)):
        line = f"incident open IT past practices=IP-DOC now=yes It has number {number}"
        await dario.says(TABLE, line)
    for number in range(len(ways)):
        await dario.hears(f"number {number}", TABLE)
    await here.quiet()
    for number in range(len(ways)):
        cards = [m for m in dario.told(TABLE) if f"number {number}" in m.words and not m.thread]
        assert len([m for m in cards if not m.private]) == 1, number
    assert not here.slack.teller.unheard


@pytest.mark.rule("DR-01")
async def test_every_notice_is_shown_once_though_slack_fails(slack_town: NewSlackTown) -> None:
    here = await slack_town(Mode.SOCKET)
    dario, paolo = here.person("dario"), here.person("pol1")
    here.slack.spoil("chat.postMessage", Busy(1), times=2)
    here.slack.spoil("chat.postMessage", Broken(503), times=2)
    here.slack.spoil("chat.postMessage", Lost(done=False))
    here.slack.spoil("chat.postMessage", Lost(), times=2)
    here.slack.spoil("chat.update", Lost(), times=2)
    incident = await consulted(here)
    await paolo.hears("the consultation is open", TABLE)
    await here.quiet()
    assert not dario.repeats(TABLE)
    card = await paolo.hears(lambda m: incident in m.words and TITLE in m.words, TABLE)
    assert "consult" in card.words


@pytest.mark.rule("DR-01")
async def test_dropped_connections_lose_nothing(slack_town: NewSlackTown) -> None:
    here = await slack_town(Mode.SOCKET)
    dario = here.person("dario")
    for number in range(4):
        await dario.says(
            TABLE, f"incident open IT past practices=IP-DOC now=yes It is no. {number}"
        )
        here.slack.links.drop()
    for number in range(4):
        await dario.hears(f"no. {number}", TABLE)
    await here.quiet()
    cards = [m for m in dario.told(TABLE) if "It is no." in m.words and not (m.thread or m.private)]
    assert len(cards) == 4


@pytest.mark.rule("DR-01")
async def test_killed_in_a_send_the_bot_shows_it_once(slack_town: NewSlackTown) -> None:
    here = await slack_town(Mode.HTTP)
    dario, paolo = here.person("dario"), here.person("pol1")
    held = here.slack.spoil(
        "chat.postMessage",
        Held(done=True),
        when=lambda given: TITLE in str(given) and given["channel"] == "C0TABLE",
    )
    await dario.types(TABLE, OPENING)
    await held.caught()
    await here.bot.kill()
    held.release(cut=True)
    await here.start()
    await dario.gets("is open")
    await here.quiet()
    cards = [m for m in paolo.told(TABLE) if TITLE in m.words and m.thread is None]
    assert len(cards) == 1

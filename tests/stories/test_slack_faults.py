"""A poll in Slack while everything between Slack and the bot goes wrong that can."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta

import pytest

from bot.demo.slack import Mode
from bot.demo.slack.server import PROGRAM
from bot.steady import utc_now
from tests.servers.slack import Again, Broken, Busy, Deaf, Delayed, Late, Lost, Twice
from tests.servers.slack.signing import signed
from tests.servers.slack.telling import EVENTS, body_of
from tests.stories.at_the_table import consulted, proposed, put
from tests.stories.conftest import NewSlackTown
from tests.stories.delegate import DIRECT
from tests.stories.slack_town import TABLE, SlackTown

pytestmark = [
    pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64"),
    pytest.mark.timeout(240),
]

VOTERS = ("dario", "cwa1", "pol1")


async def handed_out(here: SlackTown, response: str, closes: str = "3h") -> str:
    """Its poll, whose ballots are there."""
    poll = await put(here, response, closes)
    for id in VOTERS:
        await here.person(id).gets(poll)
    return poll


def storm(here: SlackTown) -> None:
    """Slack's answers fail in every way, and what it tells comes twice, late and out of order."""
    here.slack.teller.delays = (0.5, 2, 5, 10, 20)
    here.slack.spoil("chat.*", Busy(2), times=3)
    here.slack.spoil("chat.*", Broken(503), times=float("inf"), seconds=4)
    here.slack.spoil("chat.postMessage", Lost(), times=2)
    here.slack.spoil("chat.postMessage", Lost(done=False))
    here.slack.spoil("chat.update", Late(2.0))
    here.slack.tells(Twice(times=2), words="poll vote", kind="message")
    here.slack.tells(Delayed(1.5), words="poll vote", kind="message")
    here.slack.tells(Deaf(), words="poll vote", kind="message")
    here.slack.tells(Again(), words="poll vote", kind="message")


@pytest.mark.rule("DR-01", "DR-16")
@pytest.mark.parametrize("mode", [Mode.SOCKET, Mode.HTTP])
async def test_in_a_storm_each_vote_counts_once_and_everybody_is_told_once(
    slack_town: NewSlackTown, mode: Mode
) -> None:
    here = await slack_town(mode)
    poll = await handed_out(here, await proposed(here, await consulted(here)))
    dario, bianca = here.person("dario"), here.person("bianca")
    storm(here)
    for id in VOTERS:
        await here.person(id).says(DIRECT, f"poll vote {poll} no")
        here.slack.links.drop()
    for id in VOTERS:
        await here.person(id).gets("recorded on", timeout=90)
    await dario.says(DIRECT, f"poll vote {poll} yes")  # he thinks better of it
    await here.slack.quiet()
    await here.quiet()
    await bianca.types(TABLE, f"poll close {poll}")
    await dario.hears(lambda m: poll in m.words and "dopted" in m.words, TABLE)
    await here.quiet()
    votes = await here.bot.look(lambda store: store.polls.votes(poll))
    given = sorted((vote.person, vote.answer.value) for vote in votes)
    assert given == [("cwa1", "no"), ("dario", "no"), ("dario", "yes"), ("pol1", "no")]
    for id, times in (("dario", 2), ("cwa1", 1), ("pol1", 1)):
        told = [m for m in here.person(id).told(DIRECT) if "recorded on" in m.words]
        assert len(told) == times, id
        assert not here.person(id).repeats(TABLE)
    assert not here.slack.teller.unheard


@pytest.mark.rule("DR-01")
async def test_a_forged_or_a_stale_vote_is_none(slack_town: NewSlackTown) -> None:
    here = await slack_town(Mode.HTTP)
    poll = await handed_out(here, await proposed(here, await consulted(here)))
    paolo = here.person("pol1")
    await paolo.says(DIRECT, f"poll vote {poll} yes")
    await paolo.gets("recorded on")
    teller = here.slack.teller
    (real,) = [p for kind, p in teller.told if kind == EVENTS and "poll vote" in str(p)]
    event = real["event"] | {"text": f"poll vote {poll} no", "user": "U0CHIARA"}
    forged = real | {"event": event, "event_id": "EvFORGED"}
    body, _ = body_of(EVENTS, forged)
    signatures: tuple[dict[str, str], ...] = (
        signed("another-secret", body),
        signed(teller.secret, body, time.time() - 600),
        signed(teller.secret, body, time.time() + 600),
        signed(teller.secret, body_of(EVENTS, real)[0]),
        {},
    )
    for headers in signatures:
        assert await teller.post(EVENTS, forged, headers) == 401
    await here.quiet()
    votes = await here.bot.look(lambda store: store.polls.votes(poll))
    assert [(vote.person, vote.answer.value) for vote in votes] == [("pol1", "yes")]


@pytest.mark.rule("DR-11", "DR-16")
async def test_who_is_heard_late_is_told_so_with_both_times(slack_town: NewSlackTown) -> None:
    here = await slack_town(Mode.HTTP, grace=12)
    began = time.monotonic()
    response = await proposed(here, await consulted(here))
    # Long enough for this machine, whatever else it does.
    length = timedelta(seconds=10 + 3 * (time.monotonic() - began))
    closes = (utc_now() + length).replace(microsecond=0)
    poll = await handed_out(here, response, f"{closes:%Y-%m-%dT%H:%M:%SZ}")
    chiara, paolo = here.person("cwa1"), here.person("pol1")
    left = (closes - utc_now()).total_seconds()
    assert left > 0
    here.slack.tells(Delayed(left + 0.5), words="poll vote", kind="message")
    await paolo.says(DIRECT, f"poll vote {poll} yes")  # in time, but Slack tells of it later
    await asyncio.sleep(left + 0.2)
    await chiara.says(DIRECT, f"poll vote {poll} no")
    late = await chiara.gets("recorded as late")
    in_grace = await paolo.gets("recorded on")
    for told in (late, in_grace):
        assert f"{closes:%M}" in told.words
    await paolo.hears(lambda m: poll in m.words and "Lapsed" in m.words, TABLE)
    votes = await here.bot.look(lambda store: store.polls.votes(poll))
    assert [(vote.person, vote.in_grace) for vote in votes] == [("pol1", True)]

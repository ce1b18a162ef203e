"""The homeserver is gone for a while; and objections that come too late, on either platform."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest

from bot.demo.slack.server import PROGRAM
from coordination.poll.stage import Stage
from tests.bot.monitor.conftest import NewHalfAway
from tests.bot.monitor.half_away import IN_MATRIX, HalfAway
from tests.stories.delegate import DIRECT, Delegate
from tests.stories.slack_town import TABLE

pytestmark = [
    pytest.mark.xdist_group("synapse"),
    pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64"),
]
AWAY, BACK = "I cannot reach Matrix", "Matrix is back"
GONE = 20
"""Minutes: more than the quarter of an hour that gives more time (DR-11)."""


def twice(told: Iterable[str]) -> bool:
    """Whether it was told once that Matrix is away, and once that it is back."""
    return len([words for words in told if AWAY in words or BACK in words]) == 2


async def voted(here: HalfAway, poll: str) -> list[str]:
    """Who has voted, as it is kept now."""
    votes = await here.bot.look(lambda store: store.polls.votes(poll))
    return sorted(vote.party for vote in votes)


@pytest.mark.rule("DR-11", "P-17")
async def test_a_homeserver_that_is_gone_is_told_of_costs_nothing_and_gives_more_time(
    half_away: NewHalfAway,
) -> None:
    here = await half_away()
    chiara, otto = await here.delegate("cwa1", IN_MATRIX), await here.delegate("op1", "ops")
    _, poll = await here.polled("poll open {0} closes=3h")
    await chiara.hears(poll)
    paolo = here.person("pol1")
    await here.heard_from("matrix")
    async with here.door.shut():
        await here.bot.logs("matrix.sync.failed")
        await chiara.says(DIRECT, f"poll vote {poll} yes")
        await here.passes(GONE)
        await here.told(AWAY)
        await paolo.says(DIRECT, f"poll vote {poll} yes")
        await paolo.gets("recorded on")
        await paolo.hears("has more time", TABLE)
        assert await voted(here, poll) == ["POL"]
    await here.told(BACK)
    await chiara.hears("recorded on")
    await otto.hears(BACK, "ops")
    await paolo.hears(lambda m: "Extended: Matrix was away" in m.words, TABLE)
    await here.quiet()
    [extension] = await here.bot.look(lambda store: store.contacts.extensions(poll))
    assert extension.platform == "matrix"
    assert extension.until - extension.before >= timedelta(minutes=GONE)
    assert await voted(here, poll) == ["CWA", "POL"]
    assert twice(here.read())
    assert twice(message.body for message in otto.told("ops"))
    assert not chiara.repeats() + paolo.repeats(TABLE)


async def under_silence(here: HalfAway, chiara: Delegate) -> str:
    """A poll under silence for five minutes, of which everybody has confirmed receipt."""
    closes = here.machine.now() + timedelta(minutes=5)
    line = f"poll open {{0}} rule=silence closes={closes:%Y-%m-%dT%H:%M:%SZ}"
    _, poll = await here.polled(line)
    await chiara.hears(poll)
    await chiara.says(DIRECT, f"poll acknowledge {poll} received")
    for id in ("dario", "pol1"):
        await here.person(id).says(DIRECT, f"poll acknowledge {poll} received")
    await here.heard_from("matrix")
    await here.quiet()
    return poll


@pytest.mark.rule("DR-09", "DR-11")
async def test_an_objection_after_the_expiry_is_told_to_be_without_effect_on_either_platform(
    half_away: NewHalfAway,
) -> None:
    here = await half_away()
    chiara, paolo = await here.delegate("cwa1", IN_MATRIX), here.person("pol1")
    poll = await under_silence(here, chiara)
    await here.passes(6)
    await paolo.hears("Adopted, decision no. 1", TABLE)
    await paolo.says(DIRECT, f"poll object {poll} §1 is unclear")
    await paolo.gets("without effect: sent")
    await chiara.says(DIRECT, f"poll object {poll} §2 is unclear")
    await chiara.hears("without effect: sent")
    await paolo.types(TABLE, f"poll object {poll} §3 is unclear")
    await paolo.gets("without effect: received")
    bianca = here.person("bianca")
    for _ in range(3):
        await bianca.gets("an objection came too late")
    await here.quiet()
    kept = await here.bot.look(lambda store: store.polls.look(poll))
    assert kept is not None
    assert kept.stage is Stage.ADOPTED
    assert [(one.party, one.text[:2]) for one in kept.annexes if one.kind == "late"] == [
        ("POL", "§1"),
        ("CWA", "§2"),
        ("POL", "§3"),
    ]

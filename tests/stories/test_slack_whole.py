"""In Slack alone: the whole job, and a channel that loses its trust in the midst of it."""

from __future__ import annotations

import asyncio
import re

import pytest

from bot.demo.slack import Mode
from bot.demo.slack.server import PROGRAM
from bot.slack.watch import FRESH_SECONDS
from tests.stories.conftest import NewSlackTown
from tests.stories.delegate import DIRECT
from tests.stories.slack_town import TABLE, SlackTown

pytestmark = [
    pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64"),
    pytest.mark.timeout(240),
]

TITLE = "One number on two certificates"
CHANNEL = "C0TABLE"


async def opened(here: SlackTown) -> str:
    line = f"incident open IT past practices=IP-DOC now=yes {TITLE}"
    return await here.person("dario").makes(TABLE, line, "INC")


async def decided(here: SlackTown, incident: str) -> str:
    """A response that was put to the agencies, and adopted."""
    dario, bianca = here.person("dario"), here.person("bianca")
    await bianca.types(TABLE, f"incident consult {incident}")
    await bianca.gets("the consultation is open")
    proposing = f"response unify {incident} IP-DOC reason=none Every agency checks the number"
    response = await dario.makes(TABLE, proposing, "RES")
    poll = await bianca.makes(TABLE, f"poll open {response} closes=3h", "POL")
    for id in ("dario", "cwa1", "pol1"):
        voter = here.person(id)
        await voter.gets(poll)
        await voter.says(DIRECT, "1")  # the number of “yes” on the ballot
        await voter.gets("recorded on")
    await bianca.types(TABLE, f"poll close {poll}")
    await here.person("pol1").hears(lambda m: poll in m.words and "Adopted" in m.words, TABLE)
    return response


@pytest.mark.rule("P-01")
async def test_a_group_in_slack_alone_goes_from_suspicion_to_a_meeting(
    slack_town: NewSlackTown,
) -> None:
    here = await slack_town(Mode.SOCKET)
    dario, bianca, paolo = (here.person(id) for id in ("dario", "bianca", "pol1"))
    incident = await opened(here)
    response = await decided(here, incident)
    offering = f"commitment offer {incident} 10wd response={response} A desk answers in two days"
    commitment = await paolo.makes(TABLE, offering, "COM")
    await dario.hears(commitment, TABLE)
    await paolo.types(TABLE, f"commitment done {commitment} Circular 7")
    await dario.hears(lambda m: commitment in m.words and "Circular 7" in m.words, TABLE)

    meeting = await bianca.makes(TABLE, f"meeting propose {incident} 2031-03-26 Checks", "MTG")
    await bianca.types(TABLE, f"meeting convene {meeting} 2031-03-26T10:00Z reason=urgent")
    await paolo.hears(lambda m: "You are invited: " in m.words and meeting in m.words, DIRECT)
    entry = await paolo.hears(lambda m: bool(m.files), DIRECT)
    assert str(entry.files[0]["name"]).startswith(meeting)
    await here.quiet()
    for id in ("bianca", "dario", "cwa1", "pol1"):
        assert not here.person(id).repeats(TABLE)


async def becomes(here: SlackTown, what: str) -> None:
    """What Slack lets happen to a channel."""
    facts = here.slack.facts
    match what:
        case "guest":
            facts.guests.add("U0CHIARA")
            await here.slack.happens("member_joined_channel", channel=CHANNEL, user="U0CHIARA")
        case "public":  # of which Slack tells nobody: it is seen before the next words
            await asyncio.sleep(FRESH_SECONDS)
            facts.channels[CHANNEL] = {"is_private": False}
        case "shared":
            facts.channels[CHANNEL] = {"is_ext_shared": True, "shared_team_ids": ["T0OTHER"]}
            await here.slack.happens("channel_shared", channel=CHANNEL, connected_team_id="T0OTHER")


@pytest.mark.rule("T-10", "T-11")
@pytest.mark.parametrize("what", ["guest", "public", "shared"])
async def test_a_channel_that_others_may_read_is_frozen_in_mid_incident(
    slack_town: NewSlackTown, what: str
) -> None:
    here = await slack_town(Mode.SOCKET)
    dario = here.person("dario")
    incident = await opened(here)
    await dario.hears(TITLE, TABLE)
    await here.quiet()
    before = len(here.slack.calls)
    await becomes(here, what)
    if what != "public":
        await here.bot.logs("room_frozen")
    secret = "The clinic in Nordhavn has no register"
    await dario.says(DIRECT, f"incident report {incident} {secret}")
    await dario.gets("is filed")
    await here.bot.logs("room_frozen")
    await dario.types(TABLE, f"incident report {incident} {secret}, said again")
    await dario.gets("T-10")
    await here.quiet()
    sent = [call for call in here.slack.calls[before:] if call.arguments.get("channel") == CHANNEL]
    assert not [one.text for one in sent if re.search("Nordhavn|certificates", one.text)]
    room = await here.bot.look(lambda store: store.directory.room(TABLE))
    assert room is not None
    assert not room.trusted

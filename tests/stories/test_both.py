"""One incident over Matrix and Slack: one record, one tally, and each room gets its cut."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.demo.slack import Mode
from tests.servers.slack import Seen
from tests.stories import papers
from tests.stories.both import Both
from tests.stories.conftest import NewBoth
from tests.stories.delegate import DIRECT, Delegate
from tests.stories.in_slack import SlackDelegate

pytestmark = [pytest.mark.xdist_group("synapse-2"), pytest.mark.timeout(300)]

TITLE = "One number stands on two certificates"
OPENING = f"incident open XV past practices=IP-DOC now=yes {TITLE}"
MEASURE = "Every State compares the registers of Nordhavn"
IN_MATRIX = ("nl1", "it1", "fr1", "co1", "ph1")
ROOMS = ("draft", "slack-draft", "slack-coord")


async def put(anouk: Delegate, noor: Delegate, incident: str) -> str:
    """A response, and its poll, both in Matrix."""
    proposing = f"!response unify {incident} IP-DOC reason=none {MEASURE}"
    response = await noor.makes("draft", proposing, "RES")
    return await anouk.makes("draft", f"!poll open {response} closes=3h", "POL")


async def frozen(anouk: Delegate, noor: Delegate, incident: str) -> str:
    """A joint message to Valdora that every State is asked to sign."""
    text = "§1 We thank Valdora. §2 The registers of Nordhavn are compared."
    letter = await noor.makes("draft", f"!message draft {incident} minimum=3 {text}", "MSG")
    await anouk.says("draft", f"!message freeze {letter}")
    await noor.hears(lambda m: letter in m.body and "will your State sign" in m.body)
    return letter


async def voted(
    poll: str,
    emily_there: Delegate,
    emily: SlackDelegate,
    there: tuple[SlackDelegate, ...],
    others: list[Delegate],
) -> None:
    """Emily votes on both platforms, some in Slack alone, the others in Matrix."""
    for voter in there:
        ballot = await voter.gets(poll)
        assert MEASURE in ballot.words
        await voter.types(DIRECT, f"poll vote {poll} yes")
        await voter.gets("recorded")
    await emily.types("slack-draft", f"poll vote {poll} no")
    await emily.gets("recorded")
    # The same person from the other platform: her State's vote is changed, not a second one.
    await emily_there.asks_in_private(f"!poll vote {poll} yes")
    await emily_there.hears("recorded")
    for other in others:
        await other.asks_in_private(f"!poll vote {poll} yes")
        await other.hears("recorded on")


async def consulted(anouk: Delegate, jack: SlackDelegate, incident: str, card: Seen) -> None:
    """The chair opens the consultation in Matrix, and the card in Slack says so as well."""
    green = await jack.hears(incident, "slack-coord")
    assert TITLE not in green.words
    await anouk.says("draft", f"!incident consult {incident}")
    await jack.hears(lambda m: m.ts == card.ts and m.edited, "slack-draft")
    await anouk.hears("the consultation is open")


def content_free(here: Both, room: str, words: tuple[str, ...]) -> None:
    """Nothing that the bot ever sent to this channel holds any of these words."""
    sent = [call.text for call in here.slack.calls if call.arguments.get("channel") == room]
    assert sent
    assert not [(word, text) for text in sent for word in words if word in text]


@pytest.mark.rule("DR-19", "P-01")
@pytest.mark.parametrize("mode", [Mode.SOCKET, Mode.HTTP])
async def test_an_incident_of_slack_is_decided_on_both_platforms(
    both: NewBoth, mode: Mode, tmp_path: Path
) -> None:
    here = await both(*ROOMS, mode=mode, slack_alone=("au1", "il1"))
    anouk, emily_there, *others = await here.gather("anouk", "ca1", *IN_MATRIX, room="draft")
    noor = others[0]
    emily, jack = here.in_slack("ca1"), here.in_slack("au1")
    incident = await emily.makes("slack-draft", OPENING, "INC")
    await noor.hears(TITLE, "draft")
    card = await jack.hears(lambda m: incident in m.words and TITLE in m.words, "slack-draft")
    await consulted(anouk, jack, incident, card)

    poll = await put(anouk, noor, incident)
    await voted(poll, emily_there, emily, (jack, here.in_slack("il1")), others)
    await here.quiet()
    votes = await here.bot.look(lambda store: store.polls.votes(poll))
    last = {vote.party: vote.person for vote in votes}
    assert sorted(last.values()) == sorted(("ca1", "au1", "il1", *IN_MATRIX))
    await jack.hears("Answered: 8 of 8", "slack-draft")
    await anouk.says("draft", f"!poll close {poll}")
    await noor.hears(lambda m: poll in m.body and "Adopted" in m.body, "draft")
    await jack.hears(lambda m: poll in m.words and "Adopted" in m.words, "slack-draft")
    await here.quiet()
    content_free(here, "C0COORD", (TITLE, MEASURE, "Valdora", "IP-DOC"))
    for room in ("slack-draft", "slack-coord"):
        assert not jack.repeats(room)
    letter = await frozen(anouk, noor, incident)
    shown = f"message show {letter} letter=yes"
    for line in (f"poll certificate {poll}", f"sheet {letter}", shown):
        await papers.reach(here, line, noor, jack, tmp_path)


SECRET = "Nordhavn-7391-Kestrel"


async def objected(here: Both, emily: SlackDelegate, poll: str) -> None:
    """An objection counts wherever it is written; what it says stays out of the channel."""
    await emily.types("slack-coord", f"poll object {poll} {SECRET} is no evidence")
    async with asyncio.timeout(60):
        while not (votes := await here.bot.look(lambda store: store.polls.votes(poll))):
            await asyncio.sleep(0.1)
    assert [(vote.party, vote.answer.value, vote.text) for vote in votes] == [
        ("CA", "object", None)
    ]


@pytest.mark.rule("P-01", "DR-29")
async def test_what_was_written_for_the_authorities_alone_never_goes_to_slack_unaccepted(
    both: NewBoth,
) -> None:
    here = await both("draft", "slack-coord", accepted=False)
    anouk, noor = await here.gather("anouk", "nl1", room="draft")
    emily = here.in_slack("ca1")
    line = f"!incident open XV past practices=IP-DOC now=yes {SECRET}"
    incident = await noor.makes("draft", line, "INC")
    green = await emily.hears(incident, "slack-coord")
    assert SECRET not in green.words
    await anouk.says("draft", f"!incident consult {incident}")
    await anouk.hears("the consultation is open")
    await here.quiet()
    for line in (f"incident show {incident}", "today", "incident list"):
        await emily.types("slack-coord", line)
        await emily.says(DIRECT, line)
    proposing = f"!response unify {incident} IP-DOC reason=none {SECRET} is compared"
    response = await noor.makes("draft", proposing, "RES")
    poll = await anouk.makes("draft", f"!poll open {response} closes=3h", "POL")
    await objected(here, emily, poll)
    await here.slack.quiet()
    await here.quiet()
    assert here.slack.calls
    assert not [call for call in here.slack.calls if SECRET in call.text]

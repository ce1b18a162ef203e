"""The whole job in clients that know no threads: plain lines, and replies to what stands there."""

from __future__ import annotations

import pytest

from tests.stories.acts import NATIONAL, TITLE
from tests.stories.conftest import NewTown
from tests.stories.delegate import DIRECT, Delegate

pytestmark = [pytest.mark.xdist_group("synapse"), pytest.mark.timeout(240)]

TOLD = "The registry issued neither of them"
MEASURE = "Every agency checks the number"
KEPT = "We check the numbers of 2025"
AGENCIES = ("dario", "cwa1", "pol1", "ngo1")


async def replies(person: Delegate, to: str, line: str) -> str:
    """Answer a message in the room as a client without threads does; gives the event."""
    return await person.says(NATIONAL, f"> <@comity:localhost> …\n\n{line}", answers=to)


async def decided(bianca: Delegate, others: list[Delegate], incident: str) -> str:
    """A response is proposed and put with lines that name what they are about; gives it."""
    await bianca.says(NATIONAL, f"!incident consult {incident}")
    await bianca.hears("the consultation is open")
    proposing = f"!response unify {incident} IP-DOC reason=none {MEASURE}"
    response = await others[0].makes(NATIONAL, proposing, "RES")
    poll = await bianca.makes(NATIONAL, f"!poll open {response} closes=3h", "POL")
    for voter in others:
        ballot = await voter.hears(poll)
        await voter.says(DIRECT, "1", answers=ballot.event)
        await voter.hears("recorded on")
    await bianca.says(NATIONAL, f"!poll close {poll}")
    await others[-1].hears(lambda m: poll in m.body and "Adopted" in m.body, NATIONAL)
    return response


def falls_back(person: Delegate) -> bool:
    """Whether each of the bot's words in a thread are a reply to the card for such a client."""
    threaded = [m for m in person.told(NATIONAL) if m.thread is not None]
    return bool(threaded) and all(
        (m.relation["is_falling_back"], m.relation["m.in_reply_to"])
        == (True, {"event_id": m.thread})
        for m in threaded
    )


@pytest.mark.rule("DR-29")
async def test_the_whole_job_is_done_without_threads_and_all_of_it_can_be_read_there(
    town: NewTown,
) -> None:
    here = await town(NATIONAL)
    bianca, *others = await here.gather("bianca", *AGENCIES, room=NATIONAL)
    dario, _, paolo, nadia = others
    opening = f"!incident open IT past practices=IP-DOC now=yes {TITLE}"
    incident = await dario.makes(NATIONAL, opening, "INC")
    card = await paolo.hears(lambda m: incident in m.body and m.thread is None, NATIONAL)

    await replies(paolo, card.event, f"!incident report ? {TOLD}")
    told = await nadia.hears(TOLD, NATIONAL)
    assert told.thread == card.event
    response = await decided(bianca, others, incident)
    await replies(paolo, card.event, f"!commitment offer 10wd response={response} {KEPT}")
    await nadia.hears(KEPT, NATIONAL)
    days = "2031-03-24..2031-03-28"
    meeting = await bianca.makes(NATIONAL, f"!meeting propose {incident} {days} Numbers", "MTG")
    await bianca.says(NATIONAL, f"!meeting convene {meeting} 2031-03-26T10:00Z reason=urgent")
    await nadia.hears(lambda m: m.content.get("filename", "").endswith(".ics"))

    await here.quiet()
    assert falls_back(nadia)
    for person in (bianca, *others):
        assert not person.repeats(NATIONAL)
        assert not person.repeats()
        assert not person.unread

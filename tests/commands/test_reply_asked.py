"""A measure that is addressed to a State is put before it: it is asked for its reply (DR-22)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import CLOSES, SUSPEND, VOTERS, done, newest, proposed, put, vote
from tests.commands.incidents import everything
from tests.commands.test_review_and_lift import in_force

ASKED = "is addressed to Valdora"


async def open_asks(drill: Drill, person: str, made: Mapping[str, str]) -> list[str]:
    """The lines with which somebody is asked to answer on a response."""
    found = await drill.runtime.database.run(lambda store: store.asks.of(person))
    return [one.line for one in found if made["response"] in one.line]


@pytest.mark.rule("DR-22")
async def test_the_state_is_asked_in_private_for_its_reply_when_a_measure_is_put(
    drill: Drill,
) -> None:
    made = await proposed(drill)
    line = f"response reply {made['response']}"
    assert await open_asks(drill, "xv1", made) == [line]
    told = newest(drill, "direct:xv1")
    assert ASKED in told
    assert "Suspend new adoptions" in told
    assert line in words(await done(drill, "xv1", "direct", "today"))
    for room in ("draft", "full", "own-nl", "direct:nl1", "direct:anouk"):
        assert ASKED not in everything(drill, room)
    await done(drill, "xv1", "direct", f"{line} We have closed the two agencies.")
    assert await open_asks(drill, "xv1", made) == []


@pytest.mark.rule("DR-22")
async def test_the_state_is_asked_once_more_when_a_poll_opens_without_its_reply(
    drill: Drill,
) -> None:
    made = await put(drill)
    told = newest(drill, "direct:xv1")
    assert "A poll is open on" in told
    await vote(drill, made["poll"], **dict.fromkeys(VOTERS, "yes"))
    assert await open_asks(drill, "xv1", made)
    await drill.until(CLOSES + timedelta(hours=1))
    assert await open_asks(drill, "xv1", made) == []


@pytest.mark.rule("DR-22")
async def test_a_state_that_has_replied_is_asked_again_only_about_another_text(
    drill: Drill,
) -> None:
    made = await proposed(drill)
    line = f"response reply {made['response']}"
    await done(drill, "xv1", "direct", f"{line} We have closed the two agencies.")
    opened = f"poll open {made['response']} closes={CLOSES:%Y-%m-%dT%H:%MZ}"
    await done(drill, "anouk", "draft", opened)
    assert await open_asks(drill, "xv1", made) == []
    amend = f"response amend {made['response']} Suspend all new adoptions for a year"
    await done(drill, "au1", "draft", amend)
    assert await open_asks(drill, "xv1", made) == [line]
    assert "has changed. What does" in newest(drill, "direct:xv1")
    assert "for a year" in newest(drill, "direct:xv1")


@pytest.mark.rule("DR-22")
async def test_nobody_is_asked_for_a_reply_to_what_was_taken_back(drill: Drill) -> None:
    made = await proposed(drill)
    await done(drill, "au1", "draft", f"response withdraw {made['response']} Not now")
    assert await open_asks(drill, "xv1", made) == []


@pytest.mark.rule("DR-22", "T-24")
async def test_a_state_that_may_not_know_of_the_incident_is_not_asked(drill: Drill) -> None:
    line = "incident open XV both practices=IP-DOC now=yes Birth certificates"
    incident = (await done(drill, "nl1", "draft", line)).made["incident"]
    why = f"incident waive {incident} state=XV reason=An_arrest_is_prepared"
    await done(drill, "anouk", "draft", why)
    await done(drill, "anouk", "draft", f"incident consult {incident}")
    made = await done(drill, "au1", "draft", f"response suspend {incident} {SUSPEND}")
    assert await open_asks(drill, "xv1", made.made) == []
    assert made.made["response"] not in everything(drill, "direct:xv1")


@pytest.mark.rule("DR-22", "T-44")
async def test_the_state_that_would_receive_assistance_is_asked_whether_it_accepts(
    drill: Drill,
) -> None:
    made = await proposed(drill, f"offered AU {SUSPEND}", "assist")
    line = f"response accept {made['response']}"
    assert await open_asks(drill, "xv1", made) == [line]
    assert line in words(await done(drill, "xv1", "direct", "today"))
    await done(drill, "xv1", "direct", line)
    assert await open_asks(drill, "xv1", made) == []


@pytest.mark.rule("T-44")
async def test_a_state_that_asked_for_assistance_itself_is_not_asked_for_it_again(
    drill: Drill,
) -> None:
    incident = (await proposed(drill))["incident"]
    line = f"response assist {incident} requested CO reason=none Help with the register"
    made = await done(drill, "xv1", "xv", line)
    assert await open_asks(drill, "xv1", made.made) == []


@pytest.mark.rule("DR-22", "T-43")
async def test_the_state_is_asked_what_it_says_to_a_measure_that_is_looked_at_again(
    drill: Drill,
) -> None:
    made = await in_force(drill)
    line = f"response reply {made['response']}"
    assert await open_asks(drill, "xv1", made) == []
    await done(drill, "anouk", "draft", f"incident review {made['incident']}")
    assert await open_asks(drill, "xv1", made) == [line]
    assert "is under review. What does your State say to it?" in newest(drill, "direct:xv1")
    await done(drill, "anouk", "draft", f"incident continue {made['incident']} Fees are secret yet")
    assert await open_asks(drill, "xv1", made) == []


@pytest.mark.rule("DR-22")
async def test_the_state_is_asked_for_its_reply_to_a_proposal_to_lift_until_that_is_decided(
    drill: Drill,
) -> None:
    made = await in_force(drill)
    incident, id = made["incident"], made["response"]
    await done(drill, "anouk", "draft", f"incident review {incident}")
    await done(drill, "xv1", "direct", f"response reply {id} The fees are public since May.")
    await done(drill, "anouk", "draft", f"response criterion {id} 1 met=yes Seen on the page")
    lift = (await done(drill, "nl1", "draft", f"incident lift {incident} Fees are public")).made
    assert await open_asks(drill, "xv1", lift) == [f"response reply {lift['response']}"]
    poll = (await done(drill, "anouk", "draft", f"poll open {lift['response']}")).made["poll"]
    await vote(drill, poll, **dict.fromkeys(VOTERS, "yes"))
    await drill.until(drill.now + timedelta(days=9))
    assert await open_asks(drill, "xv1", lift) == []
    assert await open_asks(drill, "xv1", made) == []

"""A response on an incident of Valdora, and polls on it, for the tests of both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from bot.rehearse.drill import Drill, words
from commands.perform import Performed
from coordination.poll.record import Poll
from coordination.response.record import Response

CLOSES = datetime(2026, 3, 16, 15, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
VOTERS = {
    "AU": "au1",
    "CA": "ca1",
    "CO": "co1",
    "FR": "fr1",
    "IL": "il1",
    "IT": "it1",
    "NL": "nl1",
    "PH": "ph1",
}
SUSPEND = "new=pause ongoing=continue reason=urgent Suspend new adoptions"


async def done(drill: Drill, person: str, room: str, line: str) -> Performed:
    """Say a line that must be performed."""
    said = await drill.say(person, room, line)
    assert said is not None
    assert (said.outcome, said.rule) == ("done", None), words(said)
    return said


async def refused(drill: Drill, person: str, room: str, line: str) -> tuple[str | None, str]:
    """Say a line that must be refused: its rule, and what was said."""
    said = await drill.say(person, room, line)
    assert said is not None
    assert said.outcome == "refused", words(said)
    return said.rule, words(said)


async def consulted(drill: Drill, more: str = "") -> str:
    """An incident of Valdora in consultation, with Valdora informed."""
    opened = await done(
        drill, "nl1", "draft", "incident open XV both practices=IP-DOC now=yes Birth certificates"
    )
    incident = opened.made["incident"]
    await done(drill, "anouk", "draft", f"incident inform {incident} state=XV now=yes See annex.")
    await done(drill, "anouk", "draft", f"incident consult {incident} {more}")
    return incident


async def proposed(
    drill: Drill, line: str = SUSPEND, verb: str = "suspend", consult: str = ""
) -> Mapping[str, str]:
    """A response that Australia has put: its id and its incident's."""
    incident = await consulted(drill, consult)
    made = await done(drill, "au1", "draft", f"response {verb} {incident} {line}")
    return {"incident": incident, "response": made.made["response"]}


async def put(
    drill: Drill, options: str = "rule=simple_majority", closes: datetime = CLOSES
) -> Mapping[str, str]:
    """A poll on a suspension towards Valdora; it closes on 16 March at 15:00 UTC."""
    made = await proposed(drill)
    line = f"poll open {made['response']} {options} closes={closes:%Y-%m-%dT%H:%MZ}"
    opened = await done(drill, "anouk", "draft", line)
    return {**made, "poll": opened.made["poll"]}


async def vote(drill: Drill, poll: str, **answers: str) -> None:
    """Each party (`NL="yes"`) answers in its voter's direct room."""
    for party, answer in answers.items():
        await done(drill, VOTERS[party], "direct", f"poll vote {poll} {answer}")


async def receive(drill: Drill, poll: str, *without: str) -> None:
    """Every party's voter, but these, confirms receipt of a text under silence."""
    for party in VOTERS.keys() - set(without):
        await done(drill, VOTERS[party], "direct", f"poll acknowledge {poll} received")


async def poll_of(drill: Drill, made: Mapping[str, str]) -> Poll:
    """The poll as it stands."""
    found = await drill.runtime.database.run(lambda store: store.polls.look(made["poll"]))
    assert found is not None
    return found


async def response_of(drill: Drill, made: Mapping[str, str]) -> Response:
    """The response as it stands."""
    found = await drill.runtime.database.run(lambda store: store.responses.get(made["response"]))
    assert found is not None
    return found


async def stage_of(drill: Drill, made: Mapping[str, str]) -> str:
    """Where the incident stands."""
    found = await drill.runtime.database.run(lambda store: store.incidents.get(made["incident"]))
    assert found is not None
    return found.stage.value


async def cards_sent(drill: Drill) -> None:
    """Let the changes of live cards reach their rooms."""
    await drill.until(drill.now + timedelta(seconds=10))


def newest(drill: Drill, room: str) -> str:
    """The message that came last into a room."""
    return drill.texts(room)[-1]

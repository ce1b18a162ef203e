"""What a roundtable in Slack does before it decides: an incident, a consultation, a response."""

from __future__ import annotations

from tests.stories.slack_town import TABLE, SlackTown

TITLE = "One number on two certificates"
MEASURE = "Every agency checks the number"
OPENING = f"incident open IT past practices=IP-DOC now=yes {TITLE}"


async def consulted(here: SlackTown) -> str:
    """An incident whose consultation is open."""
    incident = await here.person("dario").makes(TABLE, OPENING, "INC")
    await here.person("bianca").types(TABLE, f"incident consult {incident}")
    await here.person("bianca").gets("the consultation is open")
    return incident


async def proposed(here: SlackTown, incident: str) -> str:
    """A response that may be put to a poll."""
    proposing = f"response unify {incident} IP-DOC reason=none {MEASURE}"
    return await here.person("dario").makes(TABLE, proposing, "RES")


async def put(here: SlackTown, response: str, closes: str = "3h") -> str:
    """Its poll, which is open."""
    return await here.person("bianca").makes(TABLE, f"poll open {response} closes={closes}", "POL")

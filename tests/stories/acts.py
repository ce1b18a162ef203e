"""What several stories begin with."""

from __future__ import annotations

from dataclasses import dataclass

from tests.stories.delegate import Delegate

NATIONAL = "rt-it"
TITLE = "One number on two certificates"


@dataclass(frozen=True)
class Put:
    """A response that is put to a poll."""

    incident: str
    response: str
    poll: str


async def put_to_agencies(coordinator: Delegate, proposer: Delegate) -> Put:
    """In the national roundtable an agency proposes, and the coordinator opens a poll."""
    opening = f"!incident open IT past practices=IP-DOC now=yes {TITLE}"
    incident = await proposer.makes(NATIONAL, opening, "INC")
    await coordinator.says(NATIONAL, f"!incident consult {incident}")
    await coordinator.hears("the consultation is open")
    proposing = f"!response unify {incident} IP-DOC reason=none Every agency checks the number"
    response = await proposer.makes(NATIONAL, proposing, "RES")
    poll = await coordinator.makes(NATIONAL, f"!poll open {response} closes=3h", "POL")
    return Put(incident, response, poll)

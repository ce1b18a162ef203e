"""A response and polls, as storage is given them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coordination.poll.record import Poll
from coordination.response.parts import (
    Assistance,
    Basis,
    Direction,
    Implementing,
    Message,
    Other,
    Parts,
    Suspension,
    Unification,
)
from coordination.response.record import (
    Adoptions,
    Continuation,
    Proceeding,
    Response,
    Restorative,
)
from tests.coordination.polls import OPENED, poll

PARTS: tuple[Parts, ...] = (
    Suspension(
        "XV",
        "new files",
        "until re-verified",
        date(2026, 10, 1),
        "case by case",
        (Basis("NL", "Act 5", "the Minister"),),
        "copies are still sold",
    ),
    Unification("IP-FEE", "one fee", "equal", (Implementing("NL", "circular", date(2026, 6, 1)),)),
    Message("XV", "invites a review", "Dear colleagues,\n…"),
    Assistance(Direction.REQUESTED, "CO", "XV", "civil registry"),
    Other("a joint visit", "none of the four fits"),
)


def response(parts: Parts = PARTS[0], **changes: object) -> Response:
    """A proposed response with an answer for adoptions and a second language."""
    made = Response(
        id="RES-00000000X",
        group="ica",
        incident="INC-00000000X",
        title="Suspend until re-verified",
        parts=parts,
        proposed_by="FR",
        proposed_at=OPENED,
        continuations=(Continuation(Adoptions.NEW, Proceeding.PAUSE, "NL", "each file"),),
        restorative=(Restorative.ORIGINS,),
        translations=(("fr", "Suspendre"),),
        effective_on=date(2026, 5, 1),
        reason="urgent",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def numbered(count: int, **changes: object) -> Poll:
    """A poll with an id of its own."""
    return replace(poll(), id=f"POL-0000000{count:02}", **changes)  # type: ignore[arg-type]

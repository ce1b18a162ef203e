"""What a response must be to be adopted, and what becomes of it afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from coordination.refused import Refused
from coordination.response.parts import Suspension
from coordination.response.record import Response
from coordination.response.stage import LIFECYCLE, Stage
from coordination.response.text import mark
from coordination.said import Said


def must_stand_at_adoption(response: Response, *, informed: bool = True) -> None:
    """Raises `Refused` when the text could not be adopted as it is.

    A suspension has a lift criterion and a review date (T-43); a measure addressed to a State
    needs that State `informed`, or a recorded waiver (T-24, 4.1). To be asked when a poll opens,
    while the text can still be mended, and again when it is adopted.
    """
    show = (f"response show {response.id}",)
    mend = (f"response amend {response.id}", *show)
    parts = response.parts
    if isinstance(parts, Suspension):
        if not parts.lift_criterion.strip():
            raise Refused("T-43", Said("response.no_lift_criterion", response=response.id), mend)
        if parts.review_on is None:
            raise Refused("T-43", Said("response.no_review_date", response=response.id), mend)
    if response.addressed_to and not informed:
        state = response.addressed_to
        raise Refused("T-24", Said("response.state_not_informed", state=state), show)


def reviewed_in_time(response: Response, decided: date | None = None) -> None:
    """Raises `Refused` for a suspension whose days do not follow each other (T-43).

    It begins, is looked at again, and ends; and it is not looked at before the day on which it is
    `decided`, where that is known. To be asked when a poll opens: what was put before stands as it
    was put.
    """
    wrong = _out_of_order(response, decided)
    if wrong:
        lines = (f"response amend {response.id}", f"response show {response.id}")
        raise Refused("T-43", Said(wrong, response=response.id), lines)


def _out_of_order(response: Response, decided: date | None) -> str | None:
    parts, begins = response.parts, response.effective_on
    if not isinstance(parts, Suspension):
        return None
    review, ends = parts.review_on, parts.expires_on
    if begins and ends and ends < begins:
        return "response.end_before_start"
    if review and ends and ends < review:
        return "response.review_after_end"
    if begins and review and review < begins:
        return "response.review_before_start"
    if decided and review and review < decided:
        return "response.review_before_decided"
    return None


def ended(response: Response, *, adopted: bool) -> Response:
    """The response once a poll on it has ended."""
    act = "adopt" if adopted else "reject"
    return replace(response, stage=LIFECYCLE.after(act, response.stage))


def put_again(response: Response) -> Response:
    """The same text, put once more after a tie (DR-02)."""
    return replace(response, stage=LIFECYCLE.after("put_again", response.stage))


def reopened(response: Response) -> Response:
    """The response, undecided again: the decision on it is annulled (state-machines 4.2)."""
    return replace(response, stage=LIFECYCLE.after("annul", response.stage))


def withdrawn(response: Response) -> Response:
    """The response, taken back before it was adopted."""
    return replace(response, stage=LIFECYCLE.after("withdraw", response.stage))


def amended(response: Response, new: Response) -> Response:
    """The next version with the new text; an amendment that changes nothing is refused (DR-26)."""
    stage = LIFECYCLE.after("amend", response.stage)
    if mark(new) == mark(response):
        raise Refused("DR-26", Said("response.nothing_amended", response=response.id))
    stands = response.version if response.stage is Stage.UNDER_REVIEW else response.stands
    version = response.version + 1
    return replace(new, id=response.id, stage=stage, version=version, stands=stands)


def restored(response: Response, before: Response) -> Response:
    """The response once a change of it failed: the text `before` it, as a further version (T-43).

    Nothing ends a measure but a decision to lift it or its own last day (4.1, X23).
    """
    stage = LIFECYCLE.after("restore", response.stage)
    return replace(before, stage=stage, version=response.version + 1, stands=None)


def in_force(response: Response, today: date, active_commitments: int) -> Response | None:
    """The response in force, or None while it is not yet: its day and a State's commitment.

    An adopted text binds nobody; without an active commitment it stays adopted (DR-30, 4.1).
    """
    due = response.effective_on is None or response.effective_on <= today
    if not due or active_commitments < 1:
        return None
    return replace(response, stage=LIFECYCLE.after("enter_force", response.stage))


def carried_out_by(response: Response, party: str) -> None:
    """Raises `Refused` for the State that a suspension is addressed to: others suspend (DR-22).

    What that State undertakes it does on its own account, and nothing enters into force by it.
    """
    if isinstance(response.parts, Suspension) and response.parts.towards == party:
        said = Said("response.others_carry_it_out", response=response.id, party=party)
        raise Refused("DR-22", said, (f"commitment offer {response.incident}",))


def unified(adopting: Iterable[str], reported: Iterable[str]) -> bool:
    """Whether every State that adopted the procedure has reported applying it (T-41)."""
    wanted = set(adopting)
    return bool(wanted) and wanted <= set(reported)

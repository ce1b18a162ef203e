"""What a commitment says, as it is sealed, and read back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from coordination.commitment import Commitment, Every, Milestone, Promise, Series, Source
from coordination.commitment.record import ByLetter
from coordination.poll.letter import LetterChannel


def words_of(made: Commitment) -> dict[str, Any]:
    """What is sealed of it: what people wrote, and all that nothing is looked up by."""
    promise = made.promise
    return {
        "what": promise.what,
        "authority": promise.authority,
        "evidence": made.evidence,
        "reason": made.reason,
        "confirm_by": promise.confirm_by,
        "plan": promise.plan,
        "milestones": [[one.what, one.due, one.reached_at] for one in promise.milestones],
        "verified_for": made.verified_for,
        "moved_from": made.moved_from,
        "letter": vars(made.letter) if made.letter else None,
        "series": asdict(promise.series) if promise.series else None,
        "source": asdict(promise.source) if promise.source else None,
        "label": made.label.value if made.label else None,
    }


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def letter(said: dict[str, Any] | None) -> ByLetter | None:
    if said is None:
        return None
    reached = datetime.fromisoformat(said["reached"])
    return ByLetter(LetterChannel(said["channel"]), reached, said["evidence"], said["seen_by"])


def promise(row: Any, words: dict[str, Any]) -> Promise:
    steps = words.get("milestones", ())
    source = words.get("source")
    return Promise(
        what=words["what"],
        authority=words["authority"],
        due=row.due,
        starts=row.starts,
        strength=row.strength,
        response=row.response,
        confirm_by=instant(words.get("confirm_by")),
        plan=words.get("plan"),
        milestones=tuple(
            Milestone(what, datetime.fromisoformat(due), instant(at)) for what, due, at in steps
        ),
        series=_series(words.get("series")),
        source=Source(**source) if source else None,
    )


def _series(said: dict[str, Any] | None) -> Series | None:
    if said is None:
        return None
    instants = {name: instant(said[name]) for name in ("until", "rested_until")}
    first = datetime.fromisoformat(said["first"])
    return Series(**{**said, **instants, "first": first, "every": Every(said["every"])})

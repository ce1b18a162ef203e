"""Organisations and associations that are asked for their view, and what came of it (T-31 … T-33).

What goes out is a text of its own, cut for them and approved by the chair; they are never shown
the file, other States' votes, or a label above their own (X22).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from coordination.hats import chairs, no_mandate, only_chair, reason_given, speaks
from coordination.incident.incident import Incident
from coordination.incident.stage import LIFECYCLE
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp

HIGHEST = Tlp.AMBER
"""What is stricter is for the group's authorities alone, and these are none of them."""


class Heard(StrEnum):
    """What became of asking one organisation."""

    DRAFT = "draft"
    ASKED = "asked"
    HEARD = "heard"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class Hearing:
    """One organisation or association under one incident, from the draft of the text to the answer.

    `text` is what it is shown, under `label`; `view` is what it says, by its person, or as
    `evidence` (a letter) shows; `answer` is what the group says to that. `reason` says why it
    declined, or why it was not asked.
    """

    incident: str
    organisation: str
    text: str
    label: Tlp
    by: str
    at: datetime
    released_by: str | None = None
    released_at: datetime | None = None
    view: str = ""
    viewed_by: str | None = None
    viewed_at: datetime | None = None
    evidence: str = ""
    declined: bool = False
    reason: str = ""
    answer: str = ""
    answered_at: datetime | None = None

    @property
    def heard(self) -> Heard:
        """Where it stands."""
        if self.declined:
            return Heard.DECLINED
        if self.view:
            return Heard.HEARD
        if self.released_at is not None:
            return Heard.ASKED
        return Heard.DRAFT if self.text else Heard.NOT_ASKED


def drafted(
    incident: Incident, organisation: str, text: str, label: Tlp, hat: Credential, now: datetime
) -> Hearing:
    """A text for an organisation, cut for it; it waits for the chair. Raises `Refused`."""
    LIFECYCLE.after("update", incident.stage)
    if not (speaks(hat) or chairs(hat)):
        raise no_mandate(hat, "stage.act.incident.hear")
    if not text.strip():
        raise Refused("form", Said("hearing.no_text"))
    if not label.fits(HIGHEST):
        raise Refused("T-33", Said("hearing.label_too_high", label=label, highest=HIGHEST))
    return Hearing(incident.id, organisation, text.strip(), label, hat.person, now)


def left_out(
    incident: Incident, organisation: str, reason: str, hat: Credential, now: datetime
) -> Hearing:
    """The record that an organisation is not asked, and why (X22)."""
    LIFECYCLE.after("update", incident.stage)
    only_chair(hat, "stage.act.incident.hear")
    why = reason_given(reason, "stage.act.incident.leave_out")
    return Hearing(incident.id, organisation, "", Tlp.GREEN, hat.person, now, reason=why)


def released(hearing: Hearing, hat: Credential, now: datetime) -> Hearing:
    """Approved by the chair: now it goes to the organisation."""
    only_chair(hat, "stage.act.incident.release")
    _at(hearing, Heard.DRAFT)
    return replace(hearing, released_by=hat.person, released_at=now)


def viewed(hearing: Hearing, view: str, person: str, now: datetime, evidence: str = "") -> Hearing:
    """The organisation's view, as it wrote it; raises `Refused` where it was not asked.

    A later one counts instead of the first, which stays on the record with the answer to it.
    """
    _at(hearing, Heard.ASKED, Heard.HEARD, Heard.DECLINED)
    if not view.strip():
        raise Refused("form", Said("hearing.no_view"))
    return replace(
        hearing,
        at=hearing.at if hearing.heard is Heard.ASKED else now,
        answer="",
        answered_at=None,
        view=view.strip(),
        viewed_by=person,
        viewed_at=now,
        evidence=evidence.strip(),
        declined=False,
        reason="",
    )


def declined(
    hearing: Hearing, reason: str, person: str, now: datetime, evidence: str = ""
) -> Hearing:
    """The organisation prefers to give no view; why is its own affair."""
    _at(hearing, Heard.ASKED)
    done = replace(hearing, declined=True, reason=reason.strip(), evidence=evidence.strip())
    return replace(done, viewed_by=person, viewed_at=now)


def answered(hearing: Hearing, answer: str, hat: Credential, now: datetime) -> Hearing:
    """What the group says to the view; it goes back to the organisation (T-31)."""
    only_chair(hat, "stage.act.incident.respond")
    _at(hearing, Heard.HEARD)
    if not answer.strip():
        raise Refused("form", Said("hearing.no_text"))
    return replace(hearing, answer=answer.strip(), answered_at=now)


def current(hearings: Iterable[Hearing]) -> dict[str, Hearing]:
    """The newest record of each organisation, by its code."""
    return {one.organisation: one for one in hearings}


def approached(hearings: Iterable[Hearing], by: datetime | None = None) -> dict[str, Hearing]:
    """The same without drafts, which nobody has been sent; as it stood `by` an instant."""
    several = (one if by is None else _stood(one, by) for one in hearings)
    known = (one for one in several if one is not None and one.heard is not Heard.DRAFT)
    return {one.organisation: one for one in known}


def _stood(hearing: Hearing, by: datetime) -> Hearing | None:
    """The record without what was done later; None where there was none yet."""
    if hearing.at > by:
        return None
    if hearing.viewed_at is not None and hearing.viewed_at > by:
        hearing = replace(hearing, view="", viewed_at=None, evidence="", declined=False, reason="")
    if hearing.released_at is not None and hearing.released_at > by:
        return replace(hearing, released_at=None)
    return hearing


def voices(hearings: Iterable[Hearing], associations: Iterable[str]) -> bool:
    """Whether an association of people with lived experience was asked (T-32)."""
    asked = (Heard.ASKED, Heard.HEARD, Heard.DECLINED)
    known = set(associations)
    several = approached(hearings).values()
    return any(one.heard in asked and one.organisation in known for one in several)


def _at(hearing: Hearing, *places: Heard) -> None:
    if hearing.heard not in places:
        at = Said(f"hearing.at.{hearing.heard.value}")
        raise Refused("stage", Said("hearing.not_now", stage=at))

"""Informing the State concerned, its acknowledgement, and doing without (T-24, T-25)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from coordination.hats import chairs, no_mandate, only_chair, reason_given, speaks
from coordination.incident.incident import Incident
from coordination.parties import Credential, Role
from coordination.refused import Refused
from coordination.said import Said
from coordination.warned import Warn, reminder


class Channel(StrEnum):
    """By which way a State was told (T-25)."""

    DIRECT = "direct"
    NOTE_VERBALE = "note_verbale"
    EMBASSY = "embassy"
    MEETING = "meeting"


@dataclass(frozen=True)
class Telling:
    """What a person enters about informing a State; None is not said yet (T-25).

    `at` is when the State was told; `text_hash` the SHA-256 of the text, in hexadecimal.
    """

    state: str
    authority: str | None = None
    channel: Channel | None = None
    at: datetime | None = None
    text_hash: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Inform:
    """One record of a State being told, and of its acknowledgement.

    The State's own person is `acknowledged_by`; what came by letter was `entered_by` another, and
    `came_by` says how.
    """

    incident: str
    telling: Telling
    recorded_by: str
    party: str | None
    recorded_at: datetime
    reply_until: datetime | None = None
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    entered_by: str | None = None
    came_by: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields of T-25 that are still empty, by name."""
        fields = {
            "authority": self.telling.authority,
            "channel": self.telling.channel,
            "when": self.telling.at,
            "text_hash": self.telling.text_hash,
            "language": self.telling.language,
            "acknowledgement": self.acknowledged_at,
        }
        return tuple(name for name, value in fields.items() if value is None)

    @property
    def adequate(self) -> bool:
        """Whether the State counts as adequately informed: no field is empty (T-25)."""
        return not self.missing

    def reply_elapsed(self, now: datetime) -> bool:
        """Whether the time for a reply is over."""
        return self.reply_until is not None and self.reply_until <= now


@dataclass(frozen=True)
class Waiver:
    """Why a State is not informed before the group consults; told to all other parties."""

    incident: str
    state: str
    reason: str
    person: str
    at: datetime


def informed(
    incident: Incident,
    telling: Telling,
    hat: Credential,
    now: datetime,
    reply_until: datetime | None,
) -> tuple[Incident, Inform, tuple[Warn, ...]]:
    """The record, the incident after it, and the fields still empty (T-25); raises `Refused`.

    `reply_until` ends the reply window: by default five working days of the State concerned.
    """
    after = incident.moved("inform")
    if not (chairs(hat) or speaks(hat)):
        raise no_mandate(hat, "stage.act.incident.inform")
    _concerned(incident, telling.state)
    if telling.at is not None and telling.at > now:
        raise Refused("form", Said("incident.informed_later", at=telling.at))
    record = Inform(incident.id, telling, hat.person, hat.party, now, reply_until)
    states = tuple(dict.fromkeys((*incident.informed, telling.state)))
    waived = tuple(state for state in incident.waived if state != telling.state)
    return replace(after, informed=states, waived=waived), record, lacking(record)


def acknowledged(
    record: Inform, hat: Credential, now: datetime, reply_until: datetime
) -> tuple[Inform, tuple[Warn, ...]]:
    """The record with the State's acknowledgement, from which its reply window runs (T-25)."""
    if not speaks(hat) or hat.party != record.telling.state:
        raise Refused("mandate", Said("incident.not_informed_party", party=record.telling.state))
    if record.acknowledged_by is not None:
        raise Refused("stage", Said("incident.acknowledged_already", at=record.acknowledged_at))
    done = replace(record, acknowledged_by=hat.person, acknowledged_at=now, reply_until=reply_until)
    return done, lacking(done)


def acknowledged_outside(
    record: Inform,
    hat: Credential,
    evidence: str,
    at: datetime,
    now: datetime,
    reply_until: datetime,
) -> tuple[Inform, tuple[Warn, ...]]:
    """The record with an acknowledgement that came outside the platforms, and how (T-25).

    The office enters it and does not speak for the State: its own word comes later all the same.
    Raises `Refused` without the evidence, for another hat, or for a time that cannot be.
    """
    if not (chairs(hat) or hat.role is Role.SECRETARIAT):
        raise no_mandate(hat, "stage.act.incident.enter_received")
    if record.acknowledged_by is not None:
        raise Refused("stage", Said("incident.acknowledged_already", at=record.acknowledged_at))
    told = record.telling.at or record.recorded_at
    if at > now or at < told:
        raise Refused("form", Said("incident.acknowledged_when", told=told))
    if not evidence.strip():
        raise Refused("form", Said("incident.no_evidence"))
    done = replace(
        record,
        acknowledged_at=at,
        entered_by=hat.person,
        came_by=evidence.strip(),
        reply_until=reply_until,
    )
    return done, lacking(done)


def waived(
    incident: Incident, state: str, hat: Credential, reason: str, now: datetime
) -> tuple[Incident, Waiver]:
    """The chair goes on without informing a State, for a recorded reason told to all others."""
    after = incident.moved("waive")
    only_chair(hat, "stage.act.incident.waive")
    _concerned(incident, state)
    if state in incident.informed:
        raise Refused("stage", Said("incident.informed_already", party=state))
    why = reason_given(reason, "stage.act.incident.waive")
    states = tuple(dict.fromkeys((*incident.waived, state)))
    return replace(after, waived=states), Waiver(incident.id, state, why, hat.person, now)


def lacking(record: Inform) -> tuple[Warn, ...]:
    """A reminder of the fields that keep the record from being complete (T-25)."""
    if record.adequate:
        return ()
    fields = tuple(Said(f"incident.field.{name}") for name in record.missing)
    return (reminder("T-25", Said("incident.informed_incomplete", fields=fields)),)


def _concerned(incident: Incident, state: str) -> None:
    if state not in incident.concerned:
        raise Refused("form", Said("incident.not_concerned", party=state))

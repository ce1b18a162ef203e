"""Incidents, reports and hats for the tests of their rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from coordination.incident.incident import Incident, Timing
from coordination.incident.informing import Channel, Telling, informed
from coordination.incident.opening import Suspicion, opened
from coordination.incident.report import Account, Report, ReportKind, filed
from coordination.incident.stance import Stance, View
from coordination.parties import Credential, Role
from tests.coordination.confirming import CONFIRMED

NOW = datetime(2026, 3, 9, 9, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
REPLY = NOW + timedelta(days=8)
ID = "INC-7Q4KD3N2W"


def hat(party: str | None, role: Role = Role.CA_OFFICER, **changes: Any) -> Credential:
    """A credential that stands on every day of these tests."""
    standing = Credential(
        id=f"{role.value}-{party}",
        person=f"{role.value}-{party}".lower(),
        group="ica",
        role=role,
        party=party,
        organisation=None,
        can_commit=False,
        valid_from=NOW - timedelta(days=30),
        valid_to=None,
        reference="note 1",
        confirmation=CONFIRMED,
    )
    return replace(standing, **changes)


CHAIR = hat("NL", Role.CHAIR)
NL, CA, XV = hat("NL"), hat("CA"), hat("XV", Role.CONCERNED)


def suspicion(**changes: Any) -> Suspicion:
    """What NL suspects of Valdora."""
    what = Suspicion("Birth-certificate concerns", ("XV",), Timing.BOTH, ("IP-DOC", "IP-FEE"))
    return replace(what, **changes)


def incident(by: Credential = NL, **changes: Any) -> Incident:
    """A suspected incident about Valdora; `changes` are of its fields."""
    return replace(opened(ID, suspicion(), by, NOW), **changes)


def report(party: str = "NL", id: str = "REP-1", **changes: Any) -> Report:
    """A filed report of that incident; `changes` are of what was said in it."""
    account = Account(ReportKind.SUSPECTED_PRACTICE_REPORT, "Two certificates share one number.")
    made, _ = filed(id, incident(), replace(account, **changes), hat(party), NOW, {})
    return made


def telling(**changes: Any) -> Telling:
    """A complete record of telling Valdora."""
    told = Telling("XV", "CA of Valdora", Channel.DIRECT, NOW, "ab" * 32, "fr")
    return replace(told, **changes)


def aware() -> Incident:
    """The incident after Valdora was informed."""
    after, _, _ = informed(incident(), telling(), NL, NOW, REPLY)
    return after


def stance(view: View, author: str = "NL", **changes: Any) -> Stance:
    """A view of what Valdora does."""
    return replace(Stance(ID, "XV", view, author, "nl1", LATER), **changes)

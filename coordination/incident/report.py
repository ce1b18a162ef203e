"""Reports: what an authority has seen, found or done, kept under its own label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from coordination.hats import chairs, no_mandate, reason_given, speaks
from coordination.incident.incident import Incident
from coordination.incident.stage import LIFECYCLE
from coordination.parties import Credential, Role
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from coordination.warned import Warn, reminder


class ReportKind(StrEnum):
    """Public kinds (T-09), then sensitive kinds (T-10)."""

    PRACTICE_AND_PROCEDURE = "practice_and_procedure"
    SEMINAR_OR_WORKSHOP_REPORT = "seminar_or_workshop_report"
    LAW_ENFORCEMENT_ACTIVITY_PUBLIC = "law_enforcement_activity_public"
    EXPERIENCE_WITH_STATE_OR_AAB = "experience_with_state_or_aab"
    MISSION_REPORT = "mission_report"
    SUSPECTED_PRACTICE_REPORT = "suspected_practice_report"
    CAUSE_REPORT = "cause_report"
    INVESTIGATION_RESULT = "investigation_result"
    ACTION_TAKEN = "action_taken"

    @property
    def public(self) -> bool:
        return self in _PUBLIC

    @property
    def answers(self) -> bool:
        """Whether it is the result of an earlier report and links to it (T-49)."""
        return self in (ReportKind.INVESTIGATION_RESULT, ReportKind.ACTION_TAKEN)


_PUBLIC = frozenset(
    {
        ReportKind.PRACTICE_AND_PROCEDURE,
        ReportKind.SEMINAR_OR_WORKSHOP_REPORT,
        ReportKind.LAW_ENFORCEMENT_ACTIVITY_PUBLIC,
    }
)


class Basis(StrEnum):
    """What a report rests on (trust, P-04)."""

    FACT = "fact"
    ASSESSMENT = "assessment"
    HEARSAY = "hearsay"


class Sources(StrEnum):
    """How far the sources of a report have been checked."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    PROTECTED = "protected"
    """Known to the party that reports, not to be asked about."""


@dataclass(frozen=True)
class Account:
    """What a person files; `bodies` are ids of accredited bodies in the register (T-48).

    `answers` is the id of the report that this one answers; `person` is true when the text
    could identify anybody.
    """

    kind: ReportKind
    text: str
    basis: Basis = Basis.ASSESSMENT
    sources: Sources = Sources.UNCONFIRMED
    practices: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    answers: str | None = None
    person: bool = False


@dataclass(frozen=True)
class Report:
    """A filed report; a withdrawn one stays on the record and counts for nothing."""

    id: str
    incident: str
    account: Account
    label: Tlp
    party: str | None
    organisation: str | None
    filed_by: str
    filed_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_why: str | None = None
    corrects: str | None = None
    embassy: bool = False
    """Filed by an embassy of the party, not by its authority (T-30)."""

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None


def default_label(account: Account) -> Tlp:
    """CLEAR for public kinds (T-09), AMBER+STRICT for sensitive ones, RED with a person (T-10).

    Naming an accredited body makes any kind sensitive (T-48).
    """
    if account.person:
        return Tlp.RED
    public = account.kind.public and not account.bodies
    return Tlp.CLEAR if public else Tlp.AMBER_STRICT


def filed(
    id: str,
    incident: Incident,
    account: Account,
    hat: Credential,
    now: datetime,
    earlier: Mapping[str, Report],
) -> tuple[Report, tuple[Warn, ...]]:
    """A new report of this incident and what is missing from it; raises `Refused`.

    `earlier` are this incident's reports by id.
    """
    LIFECYCLE.after("report", incident.stage)
    _must_file(hat)
    if not account.text.strip():
        raise Refused("form", Said("report.empty"))
    if account.answers is not None and account.answers not in earlier:
        raise Refused("form", Said("report.answers_nothing"))
    report = Report(
        id=id,
        incident=incident.id,
        account=account,
        label=default_label(account),
        party=hat.party,
        organisation=hat.organisation,
        filed_by=hat.person,
        filed_at=now,
        embassy=hat.role is Role.EMBASSY,
    )
    return report, lacking(account, earlier)


def _must_file(hat: Credential) -> None:
    """Raises `Refused` for a hat that files no reports."""
    if not (speaks(hat) or chairs(hat) or hat.role is Role.EMBASSY):
        raise no_mandate(hat, "stage.act.incident.report")


def lacking(account: Account, earlier: Mapping[str, Report]) -> tuple[Warn, ...]:
    """What a report should say and does not: its link (T-49) or an enabling factor (T-50)."""
    found = []
    if account.kind.answers and account.answers is None:
        found.append(reminder("T-49", Said("report.answers_missing")))
    elif account.kind.answers and not _suspicion(str(account.answers), earlier):
        found.append(reminder("T-49", Said("report.answers_other", report=account.answers)))
    elif account.answers is not None and not account.kind.answers:
        found.append(reminder("T-49", Said("report.answers_without_result")))
    if account.kind is ReportKind.CAUSE_REPORT and not account.factors:
        found.append(reminder("T-50", Said("report.factor_missing")))
    return tuple(found)


def _suspicion(id: str, earlier: Mapping[str, Report]) -> bool:
    """Whether it is a suspicion that stands, itself or as it was said anew."""
    return any(id in _said_before(one, earlier) for one in _suspicions(earlier))


def as_before(account: Account, old: Report | None) -> Account:
    """A result that is said anew answers what it answered, unless it names another (T-49)."""
    if old is None or not account.kind.answers or account.answers is not None:
        return account
    return replace(account, answers=old.account.answers)


def known_bodies(bodies: Iterable[str], register: Iterable[str]) -> tuple[str, ...]:
    """The bodies as ids of the register; raises `Refused` for one that is not in it (T-48)."""
    known = set(register)
    wanted = tuple(dict.fromkeys(bodies))
    for body in wanted:
        if body not in known:
            raise Refused("form", Said("report.body_unknown", body=body))
    return wanted


def withdrawn(report: Report, reason: str, hat: Credential, now: datetime) -> Report:
    """The report kept on the record and no longer counted; only its own party may (T-10)."""
    own = hat.party == report.party if report.party else hat.person == report.filed_by
    if not own:
        raise Refused("mandate", Said("report.not_yours"))
    if not report.stands:
        raise Refused("stage", Said("report.withdrawn_already"))
    why = reason_given(reason, "stage.act.report.withdraw")
    return replace(report, withdrawn_at=now, withdrawn_why=why)


def corrected(
    old: Report, new: Report, reason: str, hat: Credential, now: datetime
) -> tuple[Report, Report]:
    """The old report withdrawn and the new one in its place; both stay on the record."""
    return withdrawn(old, reason, hat, now), replace(new, corrects=old.id)


def sources(reports: Iterable[Report]) -> tuple[str, ...]:
    """The parties whose own sensitive reports stand: a source each, however many they filed.

    What an embassy has seen is heard and is no authority's own report (T-30).
    """
    standing = (one for one in reports if one.stands and not one.account.kind.public)
    authorities = (one.party for one in standing if not one.embassy)
    return tuple(dict.fromkeys(party for party in authorities if party is not None))


def unanswered(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Suspected-practice reports without a result or action, for the chair's list (T-49).

    What answered a suspicion answers it as it was said anew.
    """
    known = {report.id: report for report in reports}
    results = (r for r in known.values() if r.stands and r.account.kind.answers)
    done = {result.account.answers for result in results}
    return tuple(r for r in _suspicions(known) if done.isdisjoint(_said_before(r, known)))


def _suspicions(known: Mapping[str, Report]) -> Iterator[Report]:
    suspected = ReportKind.SUSPECTED_PRACTICE_REPORT
    return (r for r in known.values() if r.stands and r.account.kind is suspected)


def _said_before(report: Report, known: Mapping[str, Report]) -> Iterator[str]:
    """The ids under which it was said: its own, and those that it takes the place of."""
    one: Report | None = report
    while one is not None:
        yield one.id
        one = known.get(one.corrects) if one.corrects else None

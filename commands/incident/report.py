"""Reports: what an authority has seen, found or done; and taking one's own back."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call, fresh
from commands.declare import Command, command
from commands.incident import idle
from commands.incident.filing import report_notice
from commands.incident.hats import CHAIR, SPEAK
from commands.incident.see import fits_here, seen
from commands.incident.shown import its_card, told
from commands.kinds.codes import Factor, Practice
from commands.kinds.ids import IncidentId, ReportId, nobody_sees
from commands.kinds.simple import Note, Text
from commands.outcome import Button, Outcome, Page
from commands.wanting import Wanting
from coordination.audience import Nature
from coordination.incident.incident import Incident
from coordination.incident.report import (
    Account,
    Basis,
    Report,
    ReportKind,
    Sources,
    as_before,
    corrected,
    default_label,
    filed,
    known_bodies,
    withdrawn,
)
from coordination.parties import Role
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

LABELS = {kind.value: Tlp.CLEAR if kind.public else Tlp.AMBER_STRICT for kind in ReportKind}
"""What may be typed where: public kinds anywhere (T-09), sensitive ones in secure rooms (T-10)."""

_FILERS = (*SPEAK, *CHAIR, Role.EMBASSY)


@command(
    "incident report",
    by=_FILERS,
    label=Tlp.AMBER_STRICT,
    text=Tlp.CLEAR,
    labels=("kind", LABELS),
    asks=("kind",),
    back=("incident retract",),
)
class File(Command):
    """File a report under an incident: what your authority has seen, found or done.

    Names of persons are not needed; use a case reference.
    """

    incident: IncidentId
    """Which incident?"""

    kind: ReportKind = ReportKind.SUSPECTED_PRACTICE_REPORT
    """What sort of report is it?"""

    basis: Basis = Basis.ASSESSMENT
    """What does it rest on: fact, assessment or hearsay?"""

    sources: Sources = Sources.UNCONFIRMED
    """How far have its sources been checked?"""

    practices: tuple[Practice, ...] = ()
    """Illicit practices that it speaks of."""

    factors: tuple[Factor, ...] = ()
    """What made them possible; a report on causes names at least one (T-50)."""

    bodies: tuple[str, ...] = ()
    """Accredited bodies that it names, by their id in the register (T-48)."""

    answers: ReportId | None = None
    """The earlier report whose result it is (T-49)."""

    corrects: ReportId | None = None
    """Your own earlier report that it takes the place of."""

    person: bool = False
    """Could the text identify anybody?"""

    text: Text
    """What was seen, found or done?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        hat = call.hat(*_FILERS)
        earlier = store.incidents.reports(incident.id)
        old = earlier.get(str(self.corrects))
        account = as_before(self._account(store), old)
        self._fits(call, account)
        report, lacking = filed(fresh("REP"), incident, account, hat, call.now, earlier)
        report = replace(report, label=Tlp.highest((report.label, incident.label)))
        if self.corrects is not None:
            report = self._corrected(call, store, incident, report, earlier)
        store.incidents.file(incident.group, report)
        return Outcome(
            _filed(report, tuple(warn.said for warn in lacking)),
            notices=(report_notice(store, incident, report),),
            cards=its_card(store, incident),
            made={"report": report.id},
            about=incident.id,
            deadlines=idle.due(store, call, incident),
        )

    def _account(self, store: Store) -> Account:
        register = {body.id.casefold(): body.id for body in store.directory.bodies()}
        bodies = [register.get(body.casefold(), body) for body in self.bodies]
        return Account(
            kind=self.kind,
            text=self.text,
            basis=self.basis,
            sources=self.sources,
            practices=self.practices,
            factors=self.factors,
            bodies=known_bodies(bodies, register.values()),
            answers=self.answers,
            person=self.person,
        )

    def _fits(self, call: Call, account: Account) -> None:
        """What only the answers tell, such as a named body, may be too much for the room (T-10)."""
        if account.person and not default_label(account).fits(call.source.ceiling):
            raise Refused("T-10", Said("report.person_nowhere", label=call.source.ceiling))
        fits_here(call, default_label(account))

    def _corrected(
        self,
        call: Call,
        store: Store,
        incident: Incident,
        report: Report,
        earlier: dict[str, Report],
    ) -> Report:
        """The new report in the place of the old one, which is withdrawn and stays."""
        old = earlier.get(str(self.corrects))
        if old is None:
            raise nobody_sees(str(self.corrects))
        why = f"{report.id}"
        gone, made = corrected(old, report, why, call.hat(*_FILERS), call.now)
        store.incidents.refile(incident.group, gone)
        return made


def _filed(report: Report, lacking: tuple[Said, ...]) -> Page:
    line = f"incident retract {report.id}"
    back = Button(Said("report.act.retract"), line)
    title = Said("report.filed", id=report.id, incident=report.incident)
    sees = Said("report.filed_for", label=report.label)
    return Page(title, (sees, *lacking), (back,))


@command("incident retract", by=_FILERS, label=Tlp.AMBER_STRICT, back=("incident report",))
class Retract(Command):
    """Withdraw a report of your own; it stays on the record and counts for nothing."""

    report: ReportId
    """Which report?"""

    reason: Note = Note("")
    """Why is it withdrawn?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        report = store.incidents.report(self.report)
        if report is None:
            raise nobody_sees(self.report)
        try:
            incident = seen(call, store, report.incident)
        except Refused:
            raise nobody_sees(self.report) from None
        if not self.reason:
            raise Wanting("T-10", "reason", Said("report.why_withdraw", id=report.id))
        gone = withdrawn(report, self.reason, call.hat(*_FILERS), call.now)
        store.incidents.refile(incident.group, gone)
        words = Page(
            Said("report.retracted", id=report.id),
            (Said("report.because", reason=self.reason),),
        )
        return Outcome(
            Said("report.retracted", id=report.id),
            notices=(told(store, incident, words, Nature.REPORT, label=report.label),),
            cards=its_card(store, incident),
            about=incident.id,
        )

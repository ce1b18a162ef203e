"""Reports: kept under their own label; a withdrawn one stays on the record."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, insert, select, update

from coordination.incident.report import Account, Report
from storage.incident.rows import Rows
from storage.incident.tables import report
from storage.ready import Ready

_of = select(report).where(report.c.incident == bindparam("incident"))
_OF = Ready(_of.order_by(report.c.filed_at, report.c.id))


class Reports(Rows):
    """The reports of incidents."""

    def file(self, group: str, filed: Report) -> None:
        """Keep a new report."""
        self._connection.execute(insert(report).values(self._report_row(group, filed)))

    def refile(self, group: str, newer: Report) -> None:
        """Put the newer form of a report (withdrawn) in its place."""
        this = report.c.id == newer.id
        self._connection.execute(update(report).where(this).values(self._report_row(group, newer)))

    def report(self, id: str) -> Report | None:
        """A report by its id."""
        row = self._connection.execute(select(report).where(report.c.id == id)).one_or_none()
        return None if row is None else self._report(row)

    def reports(self, incident: str) -> dict[str, Report]:
        """The reports of an incident by id, oldest first, with those withdrawn."""
        rows = _OF.rows(self._connection, incident=incident)
        return {row.id: self._report(row) for row in rows}

    def _report_row(self, group: str, one: Report) -> dict[str, Any]:
        given = one.account
        return {
            "id": one.id,
            "incident": one.incident,
            "kind": given.kind,
            "text": self._seal(group, "report", one.id, "text", given.text),
            "basis": given.basis,
            "sources": given.sources,
            "practices": given.practices,
            "factors": given.factors,
            "bodies": given.bodies,
            "answers": given.answers,
            "person": given.person,
            "label": one.label,
            "party": one.party,
            "organisation": one.organisation,
            "filed_by": one.filed_by,
            "filed_at": one.filed_at,
            "withdrawn_at": one.withdrawn_at,
            "withdrawn_why": self._seal(
                group, "report", one.id, "withdrawn_why", one.withdrawn_why
            ),
            "corrects": one.corrects,
            "embassy": one.embassy,
        }

    def _report(self, row: Any) -> Report:
        account = Account(
            kind=row.kind,
            text=self._open("report", row.id, "text", row.text) or "",
            basis=row.basis,
            sources=row.sources,
            practices=row.practices,
            factors=row.factors,
            bodies=row.bodies,
            answers=row.answers,
            person=row.person,
        )
        return Report(
            id=row.id,
            incident=row.incident,
            account=account,
            label=row.label,
            party=row.party,
            organisation=row.organisation,
            filed_by=row.filed_by,
            filed_at=row.filed_at,
            withdrawn_at=row.withdrawn_at,
            withdrawn_why=self._open("report", row.id, "withdrawn_why", row.withdrawn_why),
            corrects=row.corrects,
            embassy=bool(row.embassy),
        )

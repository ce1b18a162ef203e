"""A report in the thread: who says what, on which basis."""

from __future__ import annotations

from commands.incident.shown import told
from commands.incident.words import party, practices
from commands.outcome import Notice, Page
from config.taxonomy import factor
from coordination.audience import Nature
from coordination.incident.incident import Incident
from coordination.incident.report import Report
from coordination.said import Said
from storage.store import Store


def report_notice(store: Store, incident: Incident, report: Report) -> Notice:
    """The report's full text, in the rooms that may read it."""
    page = report_page(store, incident, report)
    nature = Nature.PUBLIC if report.account.kind.public else Nature.REPORT
    return told(store, incident, page, nature, label=report.label)


def report_page(store: Store, incident: Incident, report: Report) -> Page:
    """A report on one page."""
    account = report.account
    title = Said(
        "report.title",
        id=report.id,
        who=filer(store, incident, report),
        kind=Said(f"reportkind.{account.kind.value}"),
    )
    lines = [
        Said("report.text", text=account.text),
        Said("report.basis", basis=Said(f"basis.{account.basis.value}")),
    ]
    if account.practices:
        lines.append(Said("report.practices", practices=practices(account.practices)))
    factors = tuple(
        Said("form.code", name=found.names) for code in account.factors if (found := factor(code))
    )
    if factors:
        lines.append(Said("report.factors", factors=factors))
    return Page(title, (*lines, *_about(store, report)))


def filer(store: Store, incident: Incident, report: Report) -> Said:
    """Who filed it: an organisation, an embassy, a party, or the chair."""
    found = store.directory.organisation(report.organisation) if report.organisation else None
    if found is not None and report.party is None:
        return Said("form.party", name=found.names)
    who = party(report.party, incident.group, store)
    return Said("incident.embassy_of", state=who) if report.embassy else who


def _about(store: Store, report: Report) -> list[Said]:
    account = report.account
    bodies = [store.directory.body(body) for body in account.bodies]
    names = tuple(Said("form.party", name=body.names) for body in bodies if body)
    lines = [Said("report.bodies", bodies=names)] if names else []
    if account.answers:
        lines.append(Said("report.answers", report=account.answers))
    if report.corrects:
        lines.append(Said("report.corrects", report=report.corrects))
    lines.append(Said("report.label", label=report.label))
    return lines

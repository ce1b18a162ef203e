"""Opening an incident: what was seen becomes its title and its first report."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call, fresh
from commands.declare import Command, command
from commands.incident.card import to_be_read
from commands.incident.filing import report_notice
from commands.incident.hats import CHAIR, SPEAK
from commands.incident.preview import read_in, who_sees
from commands.incident.repercussions import for_the_chair
from commands.incident.roomless import roomless, to_each
from commands.incident.see import fits_here, own_room, seen
from commands.incident.shown import its_card, told
from commands.incident.words import party
from commands.kinds.codes import Practice
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Text
from commands.kinds.who import StateCode
from commands.outcome import Button, Outcome, Page
from coordination.incident.incident import Incident, Scope, Timing
from coordination.incident.opening import DEFAULT_LABEL, Suspicion, opened, shared
from coordination.incident.report import Account, ReportKind, filed
from coordination.parties import Credential, Kind
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

TITLE = 80
"""How many characters of the first line become the title."""


@command(
    "incident open",
    by=(*SPEAK, *CHAIR),
    label=Tlp.AMBER_STRICT,
    asks=("practices",),
    preview=True,
)
class Open(Command):
    """Open an incident: tell the group's other authorities of a suspected illicit practice.

    The first line of the text is the title; the whole text becomes the first report.
    """

    state: StateCode
    """Which State does it concern?"""

    practices: tuple[Practice, ...] = ()
    """What seems to be happening?"""

    timing: Timing
    """Is it still happening?"""

    scope: Scope = Scope.INDIVIDUAL_CASE
    """One case, or a pattern: something that repeats."""

    label: Tlp = DEFAULT_LABEL
    """Who it is for; it can be made stricter at any time."""

    text: Text
    """What was seen? Names of persons are not needed; use a case reference."""

    def preview(self, call: Call, store: Store) -> Page:
        return who_sees(self._opened(call, store, "", call.hat(*SPEAK, *CHAIR)), store)

    def handle(self, call: Call, store: Store) -> Outcome:
        hat = call.hat(*SPEAK, *CHAIR)
        if call.keep and own_room(store, call.group.id, hat.party) is None:
            raise Refused("form", Said("incident.no_own_room"))
        incident = self._opened(call, store, fresh("INC"), hat)
        account = Account(ReportKind.SUSPECTED_PRACTICE_REPORT, self.text, practices=self.practices)
        report, _ = filed(fresh("REP"), incident, account, hat, call.now, {})
        report = replace(report, label=Tlp.highest((report.label, incident.label)))
        store.incidents.add(incident)
        store.incidents.file(incident.group, report)
        return Outcome(
            _reply(incident, store),
            notices=(
                report_notice(store, incident, report),
                *for_the_chair(call, store, incident),
                *to_each(call, store, incident),
            ),
            cards=its_card(store, incident),
            made={"incident": incident.id, "report": report.id},
            about=incident.id,
        )

    def _opened(self, call: Call, store: Store, id: str, hat: Credential) -> Incident:
        fits_here(call, self.label)
        what = Suspicion(
            title=titled(self.text),
            concerned=(str(self.state),),
            timing=self.timing,
            practices=self.practices,
            scope=self.scope,
            label=self.label,
        )
        incident = replace(opened(id, what, hat, call.now), kept=call.keep)
        if call.group.kind is Kind.NATIONAL and _at_home(incident, call, store):
            # The agencies of a State are that State: nobody else is left to be informed.
            return replace(incident, informed=incident.concerned)
        return incident


def titled(text: str) -> str:
    """The first line, cut at a word where it is long."""
    first = (text.strip().splitlines() or [""])[0].strip()
    if len(first) <= TITLE:
        return first
    return first[: TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"


def _at_home(incident: Incident, call: Call, store: Store) -> bool:
    agencies = store.directory.parties(call.group.id)
    return {agency.country for agency in agencies} == set(incident.concerned)


def _reply(incident: Incident, store: Store) -> Page:
    if incident.kept:
        line = f"incident share {incident.id}"
        share = Button(Said("incident.act.share"), line)
        return Page(Said("incident.kept", id=incident.id), (), (share,))
    report = Button(Said("incident.act.report"), f"incident report {incident.id}")
    lines = (Said("incident.opened_for", label=incident.label), to_be_read())
    if roomless(incident, store):
        title = Said("incident.opened_roomless", id=incident.id)
        return Page(title, (Said("incident.no_room"), *lines), (report,))
    title = Said("incident.opened", id=incident.id, rooms=read_in(incident, store))
    return Page(title, lines, (report,))


@command("incident share", by=(*SPEAK, *CHAIR), label=Tlp.GREEN, preview=True)
class Share(Command):
    """Share with the group an incident that your authority kept in its own room."""

    incident: IncidentId
    """Which incident?"""

    def preview(self, call: Call, store: Store) -> Page:
        return who_sees(replace(seen(call, store, self.incident), kept=False), store)

    def handle(self, call: Call, store: Store) -> Outcome:
        before = seen(call, store, self.incident)
        incident = shared(before, call.hat(*SPEAK, *CHAIR))
        if call.keep:
            return Outcome(_reply(before, store), about=before.id)
        store.incidents.put(incident)
        reports = store.incidents.reports(incident.id).values()
        whose = party(incident.originator, incident.group, store)
        return Outcome(
            _reply(incident, store),
            notices=(
                told(store, incident, Said("incident.shared", party=whose)),
                *(report_notice(store, incident, report) for report in reports if report.stands),
                *for_the_chair(call, store, incident),
                *to_each(call, store, incident),
            ),
            cards=its_card(store, incident),
            about=incident.id,
        )

"""Early signs from what the speaker may see: new incidents, and how long the first steps took."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from commands.call import Call
from commands.declare import Command, command
from commands.directory.reach import MEMBERS
from commands.incident.see import cut_for
from commands.incident.words import practices
from commands.incident_reading.listing import sight_of
from commands.outcome import Button, Outcome, Page
from coordination.audience import Cut
from coordination.incident.incident import Incident
from coordination.incident.informing import Inform
from coordination.incident.signs import Counted, Course, Quarter, Signs, Took, signs
from coordination.refused import Refused
from coordination.response.stage import Stage
from coordination.said import Said
from coordination.tlp import Tlp
from storage.incident import Place
from storage.store import Store

LONGEST = 20
"""Quarters."""
AT_ONCE = 50
MOST = 1000
"""Incidents that are looked at, the newest first."""


@command("incident signs", by=MEMBERS, label=Tlp.GREEN)
class ShowSigns(Command):
    """Show early signs: new incidents by quarter and practice, and how long first steps took.

    It counts what you may see, and says nothing of any State.
    """

    quarters: int = 4
    """Over how many quarters, with this one?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        if not 1 <= self.quarters <= LONGEST:
            line = f"incident signs quarters={LONGEST}"
            raise Refused("form", Said("signs.quarters", n=LONGEST), (line,))
        zone = ZoneInfo(call.group.terms.anchor_zone)
        today = call.now.astimezone(zone).date()
        first = Quarter.of(today).earlier(self.quarters - 1).first
        seen = list(_since(call, store, first, zone))
        found = signs((_course(store, one) for one in seen), today, self.quarters, zone)
        title = Said("signs.title", n=len(seen), day=first)
        page = Page(title, (*_lines(found), Said("signs.read_so")), (_listed(),))
        return Outcome(page, shows=Tlp.highest([Tlp.GREEN, *(one.label for one in seen)]))


def _since(call: Call, store: Store, first: date, zone: ZoneInfo) -> Iterator[Incident]:
    """The shared incidents that the speaker sees in full, opened on this day or later."""
    sight, behind = sight_of(call, store), None
    for _ in range(MOST // AT_ONCE):
        some = store.incidents.page(
            call.group.id, call.party, sight=sight, behind=behind, limit=AT_ONCE
        )
        for one in some:
            if one.opened_at.astimezone(zone).date() < first:
                return
            if not one.kept and cut_for(call, store, one) is Cut.FULL:
                yield one
        if len(some) < AT_ONCE:
            return
        behind = Place.of(some[-1])


def _course(store: Store, incident: Incident) -> Course:
    told = store.incidents.items(incident.id, Inform)
    put = [r for r in store.responses.of(incident.id) if r.stage is not Stage.DRAFT]
    return Course(
        incident.practices,
        incident.opened_at,
        min((one.telling.at or one.recorded_at for one in told), default=None),
        min((one.proposed_at for one in put), default=None),
    )


def _lines(found: Signs) -> Iterator[Said]:
    for one in found.quarters:
        yield _quarter(one)
    for name, took in (("informed", found.informed), ("answered", found.answered)):
        yield from _took(name, took)


def _quarter(one: Counted) -> Said:
    """“2026, quarter 1: 3 new incidents (Forged or falsified documents 2 · …)”."""
    year = str(one.quarter.year)
    if not one.practices:
        return Said("signs.quarter_none", year=year, number=one.quarter.number, n=one.number)
    each = tuple(
        Said("signs.practice", practice=name, number=number)
        for code, number in one.practices
        for name in practices((code,))
    )
    return Said("signs.quarter", year=year, number=one.quarter.number, n=one.number, practices=each)


def _took(name: str, took: Took) -> Iterator[Said]:
    """How long a step took, and on how many it is still open: where there are any at all."""
    if took.days is not None:
        yield Said(f"signs.{name}", n=took.days, number=took.number)
    if took.open:
        yield Said(f"signs.not_{name}", n=took.open)


def _listed() -> Button:
    return Button(Said("signs.act.list"), "incident list")


COMMANDS: tuple[type[Command], ...] = (ShowSigns,)

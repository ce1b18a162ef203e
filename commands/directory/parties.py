"""The group, its States or agencies, and the authorities that speak for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from commands.calendars import calendar_of
from commands.call import Call
from commands.declare import Command, command
from commands.directory.reach import capital_time, member, speakers, with_roles
from commands.kinds.who import PartyCode, StateCode, named
from commands.outcome import Button, Outcome, Page
from coordination.calendar import closure_said, is_working_time
from coordination.parties import Credential, Kind, Party, Role
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

AHEAD = timedelta(days=30)
"""How far closed days are listed."""


@command("directory show", label=Tlp.CLEAR)
class ShowGroup(Command):
    """Show your group: its parties with their authorities, who chairs it and how it decides."""

    def handle(self, call: Call, store: Store) -> Outcome:
        group = call.group
        parties = store.directory.parties(group.id)
        lines = [_party(party, group.kind) for party in parties]
        if member(call):
            lines += _offices(call, store)
        terms = group.terms
        lines.append(Said("directory.decides", rule=Said(f"rule.{terms.rule}")))
        kind = Said(f"directory.kind.{group.kind.value}")
        title = Said("directory.group", name=group.names, kind=kind, n=len(parties))
        more = Button(Said("directory.act.terms"), "directory terms")
        return Outcome(Page(title, tuple(lines), (more,)))


@command("directory state", label=Tlp.GREEN)
class ShowState(Command):
    """Show a State: its Central Authority, its adoption programmes, whether it is in your group."""

    state: StateCode
    """Which State? Its code or its name."""

    def handle(self, call: Call, store: Store) -> Outcome:
        party = store.directory.party(self.state)
        name = named(self.state, store)
        if party is None:
            return Outcome(Page(Said("directory.state_unknown", name=name)))
        lines = [Said("directory.authority", name=party.authority), capital_time(party, call)]
        if party.capacity in ("RS", "SO"):
            lines.append(Said(f"directory.capacity.{party.capacity}"))
        lines.append(Said("directory.in" if self.state in call.group.parties else "directory.out"))
        partners = sorted(store.directory.cooperates_with(self.state))
        if partners and member(call):
            states = tuple(named(code, store) for code in partners)
            lines.append(Said("directory.programmes", states=states))
        bodies = tuple(b.names for b in store.directory.bodies() if self.state in b.authorised_by)
        if bodies and member(call):
            lines.append(Said("directory.bodies", bodies=bodies))
        return Outcome(Page(Said("directory.state", name=name, code=self.state), tuple(lines)))


@command("directory authority", label=Tlp.GREEN)
class ShowAuthority(Command):
    """Show a party's authority: where it is, when it works, and who speaks for it."""

    party: PartyCode
    """Whose authority? A State or an agency of your group."""

    def handle(self, call: Call, store: Store) -> Outcome:
        party = store.directory.party(self.party, call.group.id)
        if party is None:
            return Outcome(Page(Said("directory.state_unknown", name=named(self.party, store))))
        own = _called(party)
        lines = [*_hours(party, call)]
        if own != Said("form.party", name=party.names):
            lines.insert(0, Said("directory.for", name=party.names))
        buttons: tuple[Button, ...] = ()
        if member(call):
            lines += [with_roles(*one) for one in speakers(self.party, call, store)]
            line = f"directory contact {self.party}"
            buttons = (Button(Said("directory.act.contact"), line),)
        return Outcome(Page(Said("directory.authority_title", name=own), tuple(lines), buttons))


def _called(party: Party) -> Said:
    """The authority's name; an agency is its own authority."""
    return Said("form.party", name=party.authority if party.authority.by_language else party.names)


def _party(party: Party, kind: Kind) -> Said:
    key = "directory.party" if kind is Kind.INTERSTATE else "directory.agency"
    return Said(key, name=party.names, code=party.code, authority=_called(party))


def _offices(call: Call, store: Store) -> Iterator[Said]:
    """Who chairs the group and who is its secretariat."""
    hats = store.directory.credentials_of(call.group.id, call.now)
    for role in (Role.CHAIR, Role.COORDINATOR, Role.SECRETARIAT):
        people = _people(hats, role, store)
        if people:
            yield Said("directory.office", role=Said(f"role.{role.value}"), people=people)


def _people(hats: tuple[Credential, ...], role: Role, store: Store) -> tuple[str, ...]:
    found = (store.directory.person(hat.person) for hat in hats if hat.role is role)
    return tuple(person.name for person in found if person)


def _hours(party: Party, call: Call) -> Iterator[Said]:
    """What time it is there, whether it is at work, and the days on which it will be closed."""
    yield capital_time(party, call)
    today = call.now.date()
    calendar = calendar_of(party, (today.year - 1, today.year, today.year + 1))
    yield Said("directory.open" if is_working_time(calendar, call.now) else "directory.shut")
    first = calendar.local(call.now).date()
    days = sorted(day for day in calendar.closures if first <= day <= first + AHEAD)
    if days:
        closed = tuple(
            Said("directory.closed_day", day=day, name=closure_said(calendar.closures[day]))
            for day in days
        )
        yield Said("directory.closed", days=closed)

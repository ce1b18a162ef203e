"""What one State clears: the thing that it is asked, the text, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from commands.calendars import calendars_of
from commands.call import Call
from commands.clearance import words
from commands.clearance.fields import OWN
from commands.incident.words import plainly
from commands.kinds.ids import nobody_sees
from commands.outcome import Ask, Audience, Due, Notice, Page
from commands.sheet.give import asked_of
from commands.sheet.page import Sheet
from commands.speaker import clock_call
from coordination.clearance.course import Standing, holds, remind, standing
from coordination.clearance.record import OF_AN_AGENCY, USUAL, Act, Entry, Order, Step
from coordination.hats import SPEAKERS, barred
from coordination.parties import Credential, Kind, Party, Role, Sees
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@dataclass(frozen=True)
class Case:
    """A thing as one party clears it; only its own people get one."""

    sheet: Sheet
    party: Party
    group: str
    entries: tuple[Entry, ...]
    order: Order

    @property
    def id(self) -> str:
        return self.sheet.id

    @property
    def mark(self) -> str:
        return self.sheet.fingerprint

    @property
    def label(self) -> Tlp:
        return self.sheet.label

    @property
    def until(self) -> datetime | None:
        return self.sheet.until

    @property
    def standing(self) -> Standing | None:
        """How far the text is cleared as it stands now."""
        return standing(self.entries, self.mark)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of this clearance: as it began last, else the party's own."""
        last = [one.steps for one in self.entries if one.act is Act.BEGUN]
        return last[-1] if last else self.order.steps

    def with_(self, *entries: Entry) -> Case:
        """The same after these acts."""
        return replace(self, entries=(*self.entries, *entries))


def own_hat(call: Call) -> Credential:
    """The hat in which somebody acts within the own State; raises `Refused` for who has none."""
    for role in OWN:
        for hat in call.hats:
            if hat.role is role and hat.party is not None:
                return hat
    raise Refused(barred(call.hats), Said("clearance.own_only"))


def order_of(store: Store, group: str, party: str) -> Order:
    """The party's own steps, or the usual ones."""
    kept = store.clearances.order(group, party)
    if kept is not None:
        return kept
    known = store.directory.group(group)
    national = known is not None and known.kind is Kind.NATIONAL
    return Order(group, party, OF_AN_AGENCY if national else USUAL)


def case(call: Call, store: Store, id: str) -> Case:
    """What the speaker's own State is asked; raises `Refused` where it is asked nothing.

    An embassy is no reader of what its State is asked (T-30). Once its own State has begun to clear
    it with the embassy among its steps, it gets the number, and what was done: never the text.
    """
    hat = own_hat(call)
    code = str(hat.party)
    if hat.role is not Role.EMBASSY:
        return case_of(call, store, id, code)
    steps = [one.steps for one in store.clearances.entries(id, code) if one.steps]
    if not steps or not any(holds(one, hat, embassy=True) for one in steps[-1]):
        raise nobody_sees(id)
    return case_of(clock_call(store, call.group.id, call.now), store, id, code)


def case_of(call: Call, store: Store, id: str, code: str) -> Case:
    """The same for a party by its code: for the clock, and once the speaker is known as its own."""
    party = store.directory.party(code, call.group.id)
    if party is None:
        raise Refused("mandate", Said("clearance.own_only"))
    with plainly(call.group.id, store):
        sheet = asked_of(call, store, id, party)
    entries = store.clearances.entries(id, code)
    return Case(sheet, party, call.group.id, entries, order_of(store, call.group.id, code))


def embassies(store: Store, made: Case, now: datetime) -> tuple[Credential, ...]:
    """The people of the State's own embassies."""
    hats = store.directory.credentials_for(made.party.code, made.group, now)
    return tuple(hat for hat in hats if hat.role is Role.EMBASSY)


def holders(store: Store, made: Case, step: Step, now: datetime) -> tuple[str, ...]:
    """Who holds a step now: who is named and still here, else its desk."""
    hats = store.directory.credentials_for(made.party.code, made.group, now)
    own = [hat for hat in hats if hat.role in OWN]
    embassy = any(hat.role is Role.EMBASSY for hat in own)
    found = [hat.person for hat in own if holds(step, hat, embassy=embassy)]
    named = found or [hat.person for hat in own if hat.role in SPEAKERS]
    return tuple(dict.fromkeys(named))


def key(id: str, party: str) -> str:
    """The key of the question to the step that has it."""
    return f"clear:{id}:{party}"


def asks(
    call: Call, store: Store, made: Case, now_at: Standing, *, reminder: bool = False
) -> tuple[Ask, ...]:
    """The question to the step that has it, answered by a number; none once all have cleared."""
    if now_at.step is None:
        return ()
    code = made.party.code
    line = f"clearance answer {made.id} on={made.mark[:8]} as={code}"
    hats = store.directory.credentials_for(code, made.group, call.now)
    speakers = {hat.person for hat in hats if hat.role in SPEAKERS}
    found = []
    for person in holders(store, made, now_at.step, call.now):
        reads = person in speakers
        page = words.question(
            made.sheet, made.party, made.entries, now_at, store, reminder=reminder, reads=reads
        )
        found.append(Ask(person, key(made.id, code), line, page, made.label))
    return tuple(found)


def due(call: Call, made: Case, now_at: Standing, since: datetime) -> tuple[Due, ...]:
    """When the step that has it is reminded, in the State's own working days."""
    if now_at.step is None:
        return ()
    calendar = calendars_of((made.party,), call.now)[made.party.code]
    at = remind(since, made.until, calendar)
    if at is None or (made.until is not None and at >= made.until):
        return ()
    line = f"clearance remind {made.id} {made.party.code}"
    return (Due(line, at, line, calendar.zone),)


def at_home(store: Store, made: Case, page: Page, *people: str) -> tuple[Notice, ...]:
    """To the State's own room, and to some of its people alone: to nobody else."""
    rooms = (one for one in store.directory.rooms(made.group) if one.sees is Sees.PARTY)
    mine = frozenset(one.id for one in rooms if one.party == made.party.code)
    own = Audience(frozenset({Sees.PARTY}), party=made.party.code, only=mine)
    notices = [Notice(own, made.label, page)] if mine else []
    unique = tuple(dict.fromkeys(people))
    if unique:
        notices.append(Notice(Audience.persons(*unique), made.label, page))
    return tuple(notices)

"""What one person of the office entered waits for a second one: never for good, never in silence.

Who can confirm is reminded, whoever entered it and the chair are told; what nobody confirms is said
to its State and to the chair (DR-21, DR-33, DR-34).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from commands.call import Call
from commands.declare import Command, command
from commands.incident.words import party as named
from commands.kinds.ids import PollId
from commands.kinds.who import PartyCode
from commands.late import past
from commands.outcome import Audience, Button, Due, Notice, Outcome, Page
from commands.poll import annexed
from commands.poll.clock import closing_again
from commands.poll.see import Item, people_of, seen
from commands.waited import lapses_at
from coordination.accrediting import OFFICE
from coordination.calendar import WorkCalendar
from coordination.parties import Group, Role
from coordination.poll.letter import Became
from coordination.poll.second import Entered, Waits, lapsed, look_at, waits
from coordination.poll.stage import Stage
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_ACTS = {
    Entered.LETTER: "poll countersign {} {}",
    Entered.RECEIPT: "poll attest {} {}",
    Entered.WITHDRAWN: "poll leave {} {} withdrawn",
    Entered.SUSPENDED: "poll leave {} {} suspended",
}


def seconds(call: Call, store: Store, found: Item, entered_by: str) -> tuple[str, ...]:
    """Who may confirm: everybody of the secretariat and the chair but the one who entered it."""
    hats = store.directory.credentials_of(found.poll.group, call.now)
    people = (hat.person for hat in hats if hat.role in OFFICE)
    return tuple(dict.fromkeys(person for person in people if person != entered_by))


def placed(store: Store, poll: str, party: str, seq: int) -> tuple[int, int]:
    """The number of a letter among those of its party, in the order of entry; and how many."""
    letters = store.polls.letters(poll, party)
    return letters.index(seq) + 1, len(letters)


def looked_after(call: Call, store: Store, found: Item, party: str) -> tuple[Due, ...]:
    """The clock looks from time to time whether what was entered for this party still waits."""
    desk = _desk(call.group)
    left = _waiting(store, found, call.group, call.by_now)
    left = tuple(one for one in left if one.party == party)
    line = f"poll unseen {found.poll.id} {party}"
    running = [one.until for one in left if one.until > call.now]
    looks = [end if past(call, end) else look_at(call.by_now, end, desk) for end in running]
    return (Due(line, min(looks), line, desk.zone),) if looks else ()


def never_looked_after(store: Store, found: Item, group: Group, now: datetime) -> Iterator[Due]:
    """The same for everything that waits since before there were such looks, or overdue by now."""
    left = _waiting(store, found, group, now)
    for party in dict.fromkeys(one.party for one in left):
        ends = [one.until for one in left if one.party == party]
        at = max(now, min(look_at(now, end, _desk(group)) for end in ends))
        line = f"poll unseen {found.poll.id} {party}"
        yield Due(line, at, line, _desk(group).zone)


@command("poll unseen", by=Role.CLOCK, label=Tlp.GREEN)
class Unseen(Command):
    """Remind of what waits for a second person; a letter that nobody confirms lapses, aloud."""

    poll: PollId
    """Which poll."""

    party: PartyCode
    """Whose letter, receipt or departure."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        left = _waiting(store, found, call.group, call.by_now)
        mine = [one for one in left if one.party == self.party]
        if found.poll.stage is not Stage.OPEN or not mine:
            return Outcome(Said("second.nothing", id=self.poll))
        letters = [one for one in mine if one.what is Entered.LETTER]
        over = [one for one in letters if one.until <= call.now]
        if over:
            return _lapsed(call, store, found, over)
        told = [_reminder(call, store, found, one) for one in mine if not past(call, one.until)]
        return Outcome(
            Said("second.reminded", id=self.poll),
            notices=tuple(notice for pair in told for notice in pair),
            deadlines=looked_after(call, store, found, self.party),
            about=found.incident.id,
        )


def to_the_party(
    store: Store, found: Item, code: str, page: Page, at: datetime, entered_by: str
) -> tuple[Notice, ...]:
    """Its copy; where nobody of it is reached, whoever entered it passes it on (DR-33)."""
    label = found.incident.label
    said = Said("second.pass_on", party=named(code, found.poll.group, store))
    passed = Page(said, (page.title, *page.lines))
    otherwise = Notice(Audience.persons(entered_by), label, passed)
    people = people_of(store, found, code, at)
    return (Notice(Audience.persons(*people), label, page, otherwise=otherwise),)


def unconfirmed(store: Store, found: Item) -> tuple[Notice, ...]:
    """At the end: what was entered and never confirmed has no effect, and its State is told."""
    group = store.directory.group(found.poll.group)
    if group is None or found.poll.stage is Stage.WITHDRAWN:
        return ()
    at = found.poll.closed_at or found.poll.closes_at
    left = _waiting(store, found, group, at)
    return tuple(one for waits in left for one in _told(store, found, waits, at))


def _waiting(store: Store, found: Item, group: Group, now: datetime) -> tuple[Waits, ...]:
    poll, polls = found.poll, store.polls

    def until(since: datetime) -> datetime:
        return lapses_at(store, group, since, now)

    return waits(poll, polls.positions(poll.id), polls.votes(poll.id), until)


def _desk(group: Group) -> WorkCalendar:
    return WorkCalendar(group.terms.anchor_zone)


def _said(key: str, store: Store, found: Item, one: Waits) -> Said:
    """What waits, or waited, in one sentence."""
    name = named(one.party, found.poll.group, store)
    return Said(
        f"second.{key}.{one.what.value}",
        id=found.poll.id,
        party=name,
        at=one.reached,
        until=one.until,
    )


def _reminder(call: Call, store: Store, found: Item, one: Waits) -> tuple[Notice, ...]:
    """To those who can confirm, with the act; to whoever entered it, without."""
    said, label = _said("waits", store, found, one), found.incident.label
    until = Said("second.until", at=one.until)
    act = Button(Said("second.act"), _act(store, found, one))
    others = Audience.persons(*seconds(call, store, found, one.entered_by))
    own = Audience.persons(one.entered_by)
    return (
        Notice(others, label, Page(said, (until,), (act,))),
        Notice(own, label, Page(said, (until, Said("second.not_you")))),
    )


def _act(store: Store, found: Item, one: Waits) -> str:
    """The line that confirms it: of several letters exactly this one."""
    line = _ACTS[one.what].format(found.poll.id, one.party)
    if one.what is not Entered.LETTER:
        return line
    number, _ = placed(store, found.poll.id, one.party, one.seq)
    return f"{line} letter={number}"


def _lapsed(call: Call, store: Store, found: Item, over: list[Waits]) -> Outcome:
    """A letter is no answer that nobody confirmed in time; that it came stands on the record."""
    poll = found.poll
    waiting = {one.ballot.seq: one for one in store.polls.positions(poll.id)}
    place, after = call.seq or len(poll.annexes), found
    told: list[Notice] = []
    for n, one in enumerate(over):
        position = waiting[one.seq]
        after = annexed.keep(store, after, lapsed(poll, position, call.now, place + n))
        store.polls.became(position, Became.LAPSED)
        told += _told(store, found, one, call.now)
    done = annexed.outcome(store, after, _said("over", store, found, over[0]), *told)
    again = (
        *closing_again(poll, call.group, call.now),
        *looked_after(call, store, after, over[0].party),
    )
    return replace(done, deadlines=again, closes=(f"position:{poll.id}:{over[0].party}",))


def _told(store: Store, found: Item, one: Waits, at: datetime) -> tuple[Notice, ...]:
    """To the State, to the chair, and to whoever entered it: those whose mandate holds (DR-17)."""
    page = Page(_said("over", store, found, one))
    chair = store.directory.chair(found.poll.group, at)
    people = [*people_of(store, found, one.party, at), *([chair.person] if chair else ())]
    people += [one.entered_by] if store.directory.credentials(one.entered_by, at) else []
    to = Audience.persons(*dict.fromkeys(people))
    return (Notice(to, found.incident.label, page),)

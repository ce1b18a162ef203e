"""Several options, one after another; and a second vote on a tie (DR-02, DR-27)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.in_turn import options_beside
from commands.kinds.ids import PollId, ResponseId
from commands.kinds.simple import Note
from commands.outcome import Button, Outcome, Page
from commands.poll import ballot, repeated
from commands.poll.closing import as_said
from commands.poll.open import CHAIR, Open
from commands.poll.see import item, seen
from commands.response import asked
from commands.response.see import seen as response_seen
from coordination.instants import Deadline, read_deadline
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.course import second_vote_from
from coordination.poll.options import alone, next_option, not_gone_on, ordered, together
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.refused import Refused
from coordination.response.stage import LIFECYCLE
from coordination.response.standing import put_again
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command(
    "poll options",
    by=CHAIR,
    label=Tlp.GREEN,
    text=Tlp.AMBER_STRICT,
    asks=("closes", "rule"),
    back=("poll withdraw",),
)
class Options(Command):
    """Put several responses: each for itself, or, if they exclude each other, one after another.

    In order, the one that changes most compared with today comes first; the next one is put only
    if it is not adopted. No option is adopted because it has more votes than the others.
    """

    responses: tuple[ResponseId, ...]
    """Which responses, with commas? The one furthest from how things are today first."""

    exclusive: bool
    """Do they exclude each other, so that only one can be adopted?"""

    closes: Deadline = read_deadline("5wd")
    """Until when? Such as 5wd: five working days in every capital."""

    rule: Rule | None = None
    """By which rule? Else the group's usual one."""

    exhausted: Note = Note("")
    """For a vote on substance: how was consensus sought in vain?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        first, rest = ordered(self.responses)
        for id in self.responses:
            LIFECYCLE.after("adopt", response_seen(call, store, id).response.stage)
        line = f"poll options {','.join(self.responses)} {'yes' if self.exclusive else 'no'}"
        line += f" rule={self.rule.value}" if self.rule else ""
        with as_said(line, self.exhausted):
            if not self.exclusive:
                return _joined([self._open(call, store, id) for id in self.responses])
            alone(first, [poll for id in rest for poll in store.polls.on(id)])
            made = self._open(call, store, first)
        poll = _ordered(call, store, made.made["poll"], rest, self.responses)
        lines = tuple(_numbered(call, store, poll))
        page = Page(Said("poll.options.ordered", id=poll.id, n=len(self.responses)), lines)
        return _put(store, replace(made, reply=_with(made.reply, page)), poll, call)

    def _open(self, call: Call, store: Store, id: str) -> Outcome:
        opening = Open(
            response=ResponseId(id), closes=self.closes, rule=self.rule, exhausted=self.exhausted
        )
        return opening.handle(replace(call, confirmed=True), store)


@command(
    "poll next",
    by=CHAIR,
    label=Tlp.GREEN,
    text=Tlp.AMBER_STRICT,
    back=("poll withdraw", "poll open"),
)
class Next(Command):
    """Put the next option, once the one before it is not adopted."""

    poll: PollId
    """After which poll?"""

    closes: Deadline = read_deadline("5wd")
    """Until when? Such as 5wd: five working days in every capital."""

    exhausted: Note = Note("")
    """For a vote on substance: how was consensus sought in vain?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        option = next_option(found.poll)
        if option is None:
            said = Said("poll.options.no_next", poll=self.poll)
            raise Refused("DR-27", said, (*_taken_off(store, found.poll), f"poll show {self.poll}"))
        store.polls.save(replace(found.poll, then=()))
        with as_said(f"poll next {self.poll}", self.exhausted):
            made = _as_before(found.poll, option, self.closes, self.exhausted).handle(call, store)
        whole = _whole(store, found.poll)
        poll = _ordered(call, store, made.made["poll"], found.poll.then[1:], whole)
        return _put(store, made, poll, call)


@command(
    "poll again",
    by=CHAIR,
    label=Tlp.GREEN,
    text=Tlp.AMBER_STRICT,
    back=("poll withdraw", "poll open"),
)
class Again(Command):
    """Vote once more on a tie, a day later at the earliest, where that was agreed before."""

    poll: PollId
    """Which poll?"""

    closes: Deadline = read_deadline("5wd")
    """Until when? Such as 5wd: five working days in every capital."""

    exhausted: Note = Note("")
    """For a vote on substance: how was consensus sought in vain?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        may_be_put_again(store, found.poll, call)
        not_gone_on(found.poll, options_beside(store, found.response))
        response = put_again(found.response)
        store.responses.save(response)
        store.incidents.put(found.incident.moved("propose"))
        opening = _as_before(found.poll, response.id, self.closes, self.exhausted)
        with as_said(f"poll again {self.poll}", self.exhausted):
            made = opening.handle(call, store)
        successor, whole = made.made["poll"], _whole(store, found.poll)
        if found.poll.then:
            made = _put(store, made, _ordered(call, store, successor, found.poll.then, whole), call)
        store.polls.save(replace(found.poll, successor=successor, then=()))
        return made


def may_be_put_again(store: Store, poll: Poll, call: Call) -> None:
    """Raises `Refused` where a tie may not be voted on again, or not yet (DR-02)."""
    since = second_vote_from(poll)
    if since is None:
        ready = (*_taken_off(store, poll), f"poll show {poll.id}")
        raise Refused("DR-02", Said("poll.again.not_here", poll=poll.id), ready)
    if call.now < since:
        raise Refused("DR-02", Said("poll.again.not_yet", poll=poll.id, since=since))


def _taken_off(store: Store, poll: Poll) -> tuple[str, ...]:
    """What came after this poll and was taken off, as a line that puts it again."""
    later = repeated.taken_off_after(store, poll)
    return (repeated.line(later),) if later else ()


def _as_before(poll: Poll, response: str, closes: Deadline, exhausted: Note) -> Open:
    """The opening of a poll by the same rule as an earlier one."""
    return Open(
        response=ResponseId(response),
        closes=closes,
        rule=poll.rule,
        basis=poll.basis,
        ratio=f"{poll.ratio.p}/{poll.ratio.q}",
        exhausted=exhausted,
    )


def _whole(store: Store, poll: Poll) -> tuple[str, ...]:
    """All the options that exclude each other, of which this poll puts one."""
    known = together(store.polls.annexes(poll.response))
    return known or (poll.response, *poll.then)


def _ordered(
    call: Call, store: Store, id: str, rest: tuple[str, ...], whole: tuple[str, ...]
) -> Poll:
    """The poll with what comes after it; each option knows the others, and for which it waits."""
    poll = store.polls.look(id)
    if poll is None:
        raise LookupError(id)
    poll = replace(poll, then=rest)
    store.polls.save(poll)
    kind, party, person = AnnexKind.ORDERED, call.party or "", call.person.id
    for option in (poll.response, *rest):
        one = Annex(option, call.seq, kind, party, person, call.now, poll.id, tuple(whole))
        store.polls.annex(one, poll.group)
    return poll


def _put(store: Store, made: Outcome, poll: Poll, call: Call) -> Outcome:
    """The opening with ballots that say what comes after it."""
    found = item(store, poll.id)
    if found is None or poll.rule is Rule.SILENCE:
        return made
    own = tuple(one for one in made.asks if one.key == asked.key(found.response.id))
    return replace(made, asks=(*own, *ballot.asks(found, store, call.now)))


def _numbered(call: Call, store: Store, poll: Poll) -> list[Said]:
    lines = []
    for number, id in enumerate((poll.response, *poll.then), start=1):
        title = response_seen(call, store, id).response.title
        lines.append(Said("poll.options.line", n=number, id=id, title=title))
    return lines


def _with(reply: Page | Said, page: Page) -> Page:
    """The order first, then what an opening says."""
    if isinstance(reply, Said):
        return replace(page, lines=(*page.lines, reply))
    lines = (*page.lines, reply.title, *reply.lines)
    return replace(page, lines=lines, buttons=reply.buttons)


def _joined(made: list[Outcome]) -> Outcome:
    """Several openings, each for itself, as one act."""
    first = made[0]
    titles = tuple(one.reply.title if isinstance(one.reply, Page) else one.reply for one in made)
    buttons = tuple(
        Button(Said("poll.act.show_one", id=one.made["poll"]), f"poll show {one.made['poll']}")
        for one in made
    )
    named = {f"poll{n}" if n > 1 else "poll": one.made["poll"] for n, one in enumerate(made, 1)}
    return replace(
        first,
        reply=Page(Said("poll.options.separate", n=len(made)), titles, buttons),
        notices=tuple(notice for one in made for notice in one.notices),
        asks=tuple(ask for one in made for ask in one.asks),
        cards=tuple(card for one in made for card in one.cards),
        deadlines=tuple(due for one in made for due in one.deadlines),
        closes=tuple(key for one in made for key in one.closes),
        made=named,
    )

"""Reading polls: one of them, or those of the group; each cut to its reader (DR-29)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.incident.words import party
from commands.kinds.ids import PollId
from commands.outcome import Button, Outcome, Page
from commands.poll.card import page
from commands.poll.expiry import explained
from commands.poll.giving import earlier
from commands.poll.see import Item, around, hat_of, seen, seen_by, shows_to
from commands.poll.subject import subject
from coordination.audience import Cut
from coordination.poll.cast import speaks_for
from coordination.poll.count import counting
from coordination.poll.disclosure import Shows
from coordination.poll.receipt import without_receipt
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.poll.vote import Vote
from coordination.refused import Refused
from coordination.said import Param, Said
from coordination.tlp import Tlp
from storage.store import Store

_ANSWERS = ("vote", "acknowledge", "object", "reserve")


@command("poll show", label=Tlp.GREEN)
class Show(Command):
    """Show a poll: how it stands while it is open, its result afterwards."""

    poll: PollId
    """Which poll?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll, Cut.OUTCOME, held=False)
        shows = shows_to(call, store, found.poll)
        concerned = call.party if call.party in found.poll.concerned else None
        shown = _for_voters(call, store, found, page(store, found, shows, concerned))
        own = (*_why_then(call, store, found.poll), *_own(call, store, found.poll))
        return Outcome(
            replace(shown, lines=(*shown.lines, *own)),
            shows=found.incident.label,
            about=found.incident.id,
        )


def _for_voters(call: Call, store: Store, found: Item, shown: Page) -> Page:
    """The page without the answers that whoever asks cannot give in this poll (DR-17)."""
    poll, hat = found.poll, hat_of(call)
    try:
        speaks_for(poll, hat, call.now, earlier(store, poll, hat))
    except Refused:
        lines = tuple(f"poll {verb} {poll.id}" for verb in _ANSWERS)
        kept = tuple(b for b in shown.buttons if not b.line.startswith(lines))
        return replace(shown, buttons=kept)
    if _counting(call, store, poll) is None:
        return shown
    line = f"poll vote {poll.id}"
    change = Button(Said("poll.act.change"), line)
    return replace(shown, buttons=tuple(change if b.line == line else b for b in shown.buttons))


@command("poll list", label=Tlp.GREEN)
class List(Command):
    """List the polls that are open or announced, and those that ended last."""

    mine: bool = False
    """Only those in which my own State or agency decides, or is heard."""

    def handle(self, call: Call, store: Store) -> Outcome:
        group = call.group.id
        polls = [*store.polls.open_in(group), *store.polls.announced_in(group)]
        lines: list[Said] = []
        buttons: list[Button] = []
        for poll in (*polls, *store.polls.closed_in(group)):
            found = around(store, poll)
            if found is None or not seen_by(call, store, found, Cut.OUTCOME):
                continue
            if self.mine and call.party not in (*poll.eligible, *poll.concerned):
                continue
            lines.append(_line(poll, subject(found, store)))
            lines += _own(call, store, poll) if self.mine else ()
            said = poll.stage is Stage.ANNOUNCED or shows_to(call, store, poll) is not Shows.NOTHING
            if poll in polls and said:
                buttons.append(
                    Button(Said("poll.act.show_one", id=poll.id), f"poll show {poll.id}")
                )
        title = Said("poll.list") if lines else Said("poll.list_empty")
        return Outcome(Page(title, tuple(lines), tuple(buttons)), shows=Tlp.AMBER_STRICT)


def _line(poll: Poll, title: Param) -> Said:
    if poll.stage is Stage.OPEN:
        return Said("poll.line.open", id=poll.id, title=title, at=poll.closes_at)
    if poll.stage is Stage.ANNOUNCED:
        begins, until = poll.opened_at, poll.closes_at
        return Said("poll.line.announced", id=poll.id, title=title, at=begins, until=until)
    stage = Said(f"stage.poll.{poll.stage.value}")
    return Said("poll.line.ended", id=poll.id, title=title, stage=stage, at=poll.closed_at)


def _why_then(call: Call, store: Store, poll: Poll) -> tuple[Said, ...]:
    """Under silence: the earliest expiry that it could have had, and which capital decides it."""
    if poll.rule is not Rule.SILENCE or poll.stage not in (Stage.ANNOUNCED, Stage.OPEN):
        return ()
    return (explained(store, poll, call.group.terms),)


def _own(call: Call, store: Store, poll: Poll) -> tuple[Said, ...]:
    """To a voter, in private, what the own party has answered so far."""
    hat = hat_of(call)
    if not any(one.credential == hat.id for one in poll.accredited) or poll.stage is not Stage.OPEN:
        return ()
    vote = _counting(call, store, poll)
    name = party(hat.party, poll.group, store)
    if vote is None and poll.rule is Rule.SILENCE:  # silence is an answer: only its receipt is not
        lacks = hat.party in without_receipt(poll)
        return (Said("poll.own.no_receipt", party=name),) if lacks else ()
    if vote is None:
        return (Said("poll.own.none", party=name),)
    answer = Said(f"answer.{vote.answer.value}")
    return (Said("poll.own.given", party=name, answer=answer, at=vote.received_at),)


def _counting(call: Call, store: Store, poll: Poll) -> Vote | None:
    """The answer of the speaker's party that counts so far."""
    return counting(poll, store.polls.votes(poll.id)).get(hat_of(call).party or "")

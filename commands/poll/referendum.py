"""Capitals confirm what was answered ad referendum, or it does not count (DR-13)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.cleared import keys
from commands.declare import Command, command
from commands.incident.words import party, plainly
from commands.kinds.ids import PollId
from commands.kinds.simple import Note
from commands.line import packed
from commands.outcome import Outcome, Page
from commands.poll import annex_words, annexed, awaiting, result
from commands.poll.see import Item, hat_of, seen, voiced
from commands.wanting import Confirm as Sure
from coordination.audience import Cut
from coordination.parties import Role
from coordination.poll.annex import Annex
from coordination.poll.decide import Decision
from coordination.poll.referendum import confirmed, due, ended
from coordination.poll.stage import LIFECYCLE, Stage
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("poll confirm", label=Tlp.GREEN, text=Tlp.AMBER_STRICT, private=True, sure=True)
class Confirm(Command):
    """Say whether your capital confirms the answer that you gave ad referendum.

    What nobody confirms in time counts as not participating: it is never confirmed by silence.
    """

    poll: PollId
    """Which poll?"""

    agree: bool
    """Does your capital confirm it?"""

    reason: Note = Note("")
    """Is there anything that the record should say of it?"""

    def ready(self, call: Call, store: Store) -> None:
        voiced(call, store, self.poll)
        LIFECYCLE.after("confirm", seen(call, store, self.poll, Cut.OUTCOME).poll.stage)

    def handle(self, call: Call, store: Store) -> Outcome:
        self.ready(call, store)
        found = seen(call, store, self.poll, Cut.OUTCOME)
        votes = store.polls.votes(found.poll.id)
        with plainly(found.poll.group, store):
            made = confirmed(
                found.poll,
                votes,
                hat_of(call),
                call.now,
                call.seq,
                agrees=self.agree,
                text=self.reason,
            )
        self._looked_at(call, store, found, made)
        found = annexed.keep(store, found, made)
        name = party(made.party, found.poll.group, store)
        said = Said(f"poll.confirm.{made.kind.value}", id=found.poll.id, party=name)
        closes = (awaiting.key(found.poll.id, made.party), *keys(found.poll.id, (made.party,)))
        final = ending(call, store, found)
        if final is not None:
            return replace(final, reply=said, closes=(*final.closes, *closes))
        lines = annex_words.waits(found, store)
        told = annexed.told(store, found, Page(said, lines))
        page = Page(said, (*lines, Said("poll.confirm.change")))
        return replace(annexed.outcome(store, found, page, told), closes=closes)

    def _looked_at(self, call: Call, store: Store, found: Item, made: Annex) -> None:
        """The last capital's word ends the poll, and nobody takes it back: a second look first."""
        poll = replace(found.poll, annexes=(*found.poll.annexes, made))
        decision = due(poll, store.polls.votes(poll.id), call.now)
        if decision is not None and not call.confirmed:
            raise Sure(_sure(found, made, decision, store), self._line(made.party))

    def _line(self, party: str) -> str:
        answer = "yes" if self.agree else "no"
        reason = f" reason={packed(self.reason)}" if self.reason else ""
        return f"poll confirm {self.poll} {answer} as={party} now=yes{reason}"


def _sure(found: Item, made: Annex, final: Decision, store: Store) -> Said:
    """What the last capital's word ends the poll with: it cannot be changed afterwards."""
    name = party(made.party, found.poll.group, store)
    stage = Said(f"stage.poll.{final.stage.value}")
    return Said(f"poll.confirm.sure_{made.kind.value}", id=found.poll.id, party=name, stage=stage)


@command("poll recount", by=Role.CLOCK, label=Tlp.GREEN)
class Recount(Command):
    """Count again without the answers that no capital has confirmed in time (DR-13)."""

    poll: PollId
    """Which poll."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        LIFECYCLE.after("confirm", found.poll.stage)
        made = ending(call, store, found)
        return made or Outcome(Said("poll.confirm.waits", id=self.poll), about=found.incident.id)


def ending(call: Call, store: Store, found: Item) -> Outcome | None:
    """The end of a poll that waited for capitals; None while it still does."""
    poll = found.poll
    decision = due(poll, store.polls.votes(poll.id), call.now)
    if decision is None:
        return None
    numbered = decision.stage is Stage.ADOPTED and not poll.question.procedural
    number = store.polls.next_number(call.group) if numbered else None
    final = ended(poll, decision, call.now, number)
    return result.outcome(store, result.settled(store, replace(found, poll=final)))

"""Parties that join later and align themselves, and those that leave in mid-poll (DR-20, DR-21)."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from commands.call import Call
from commands.declare import Command, command
from commands.incident.words import party, plainly
from commands.kinds.ids import PollId
from commands.kinds.simple import Note, Text
from commands.kinds.who import PartyCode
from commands.line import packed
from commands.outcome import Audience, Button, Notice, Outcome, Page
from commands.poll import annexed, silence
from commands.poll.annex_words import standing
from commands.poll.open import CHAIR
from commands.poll.second import looked_after, seconds
from commands.poll.see import Item, hat_of, seen, voiced
from commands.poll.subject import subject
from commands.wanting import Confirm
from coordination.audience import Cut
from coordination.parties import Role
from coordination.poll.annex import AnnexKind
from coordination.poll.joining import aligned
from coordination.poll.leaving import departed, left
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


class Leaving(StrEnum):
    """How a party leaves those who decide."""

    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"


@command("poll align", label=Tlp.GREEN, text=Tlp.AMBER_STRICT, sure=True)
class Align(Command):
    """Align your State, which joined later, with what was adopted: listed apart, with the date.

    The decision itself stays as it is.
    """

    poll: PollId
    """With which decision?"""

    words: Note = Note("")
    """Is there anything that the record should say of it?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        voiced(call, store, self.poll)
        found = seen(call, store, self.poll, Cut.OUTCOME)
        hat, parties = hat_of(call), call.group.parties
        with plainly(found.poll.group, store):
            made = aligned(found.poll, hat, parties, call.now, call.seq, self.words)
        name = party(made.party, found.poll.group, store)
        if not call.confirmed:  # it is annexed to the decision, and everybody is told
            more = f" words={packed(self.words)}" if self.words else ""
            sure = Said("poll.align.sure", id=self.poll, party=name)
            raise Confirm(sure, f"poll align {self.poll}{more} now=yes")
        after = annexed.keep(store, found, made)
        page = Page(Said("poll.align.told", id=self.poll, party=name, on=made.at))
        return annexed.outcome(store, after, page, annexed.told(store, after, page))


@command("poll leave", by=(Role.SECRETARIAT, *CHAIR), label=Tlp.GREEN, text=Tlp.AMBER_STRICT)
class Leave(Command):
    """Record that a party left the group, or is suspended, while a poll is open.

    It counts once a second person of the secretariat or the chair's office says the same. Then its
    answer becomes not participating; a share of all is counted without who left.
    """

    poll: PollId
    """In which poll?"""

    party: PartyCode
    """Which State or agency?"""

    how: Leaving
    """Did it withdraw, or is it suspended?"""

    text: Text
    """The evidence: the reference of the note, letter or decision."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        kind, who = AnnexKind(self.how.value), call.person.id
        with plainly(found.poll.group, store):
            made = left(found.poll, self.party, kind, who, call.now, call.seq, self.text)
        after = annexed.keep(store, found, made)
        if self.party not in departed(after.poll):
            return _entered(call, store, after, self)
        page = Page(
            _of_leaving("poll.left.recorded", self, after, store),
            (*standing(after.poll, store), Said("poll.left.evidence", text=made.text)),
        )
        done = annexed.outcome(store, after, page, annexed.told(store, after, page))
        return replace(done, closes=silence.out_of(found.poll.id, self.party))


def _entered(call: Call, store: Store, found: Item, said: Leave) -> Outcome:
    """It waits for a second person; everybody who could be one is asked for the same line."""
    line = f"poll leave {found.poll.id} {said.party} {said.how.value}"
    page = Page(
        _of_leaving("poll.left.wanted", said, found, store),
        (Said("poll.left.evidence", text=said.text),),
        (Button(Said("poll.act.leave"), line),),
    )
    asked = Audience.persons(*seconds(call, store, found, call.person.id))
    notice = Notice(asked, found.incident.label, page)
    entered = _of_leaving("poll.left.entered", said, found, store)
    done = annexed.outcome(store, found, entered, notice)
    return replace(done, deadlines=looked_after(call, store, found, said.party))


def _of_leaving(key: str, said: Leave, found: Item, store: Store) -> Said:
    """A sentence on who left, and how: it begins with that, and ends with the poll's id."""
    name = party(said.party, found.poll.group, store)
    how = Said(f"poll.left.how_{said.how.value}", party=name)
    return Said(key, id=found.poll.id, title=subject(found, store), how=how)

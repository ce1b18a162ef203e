"""A party's own words: a statement beside its answer, a correction after the end (DR-14, DR-16)."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.incident.see import rooms_of
from commands.incident.words import party
from commands.kinds.ids import PollId
from commands.kinds.simple import Text
from commands.outcome import Notice, Outcome, Page
from commands.poll.card import its_card
from commands.poll.see import Item, hat_of, nature_of, seen
from coordination.audience import Cut
from coordination.poll.cast import no_voice
from coordination.poll.correction import Correction, correct
from coordination.poll.statement import Statement, may_state, stated
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("poll state", label=Tlp.GREEN, text=Tlp.AMBER_STRICT, anew=True)
class State(Command):
    """Make a statement on a poll for your State or agency: annexed verbatim, it changes no count.

    It is shown with the result, and until then kept like a vote.
    """

    poll: PollId
    """Which poll?"""

    text: Text
    """What do you state?"""

    def ready(self, call: Call, store: Store) -> None:
        no_voice(self.poll, hat_of(call))
        may_state(seen(call, store, self.poll, Cut.OUTCOME).poll, hat_of(call), call.now)

    def handle(self, call: Call, store: Store) -> Outcome:
        no_voice(self.poll, hat_of(call))
        found = seen(call, store, self.poll, Cut.OUTCOME)
        made = stated(found.poll, hat_of(call), call.now, call.seq, self.text)
        return _annexed(store, found, made, "poll.stated")


@command("poll correct", label=Tlp.GREEN, text=Tlp.AMBER_STRICT, anew=True)
class Correct(Command):
    """Correct the record of a poll that has ended: annexed, without effect on its outcome."""

    poll: PollId
    """Which poll?"""

    text: Text
    """What should the record say?"""

    def ready(self, call: Call, store: Store) -> None:
        _corrected(self.poll, "", call, store)

    def handle(self, call: Call, store: Store) -> Outcome:
        found, one = _corrected(self.poll, self.text, call, store)
        made = Statement(one.poll, call.seq, one.party, one.person, one.at, one.text, True)
        return _annexed(store, found, made, "poll.corrected")


def _corrected(poll: str, text: str, call: Call, store: Store) -> tuple[Item, Correction]:
    """The poll, and what its record should have said; raises `Refused`."""
    no_voice(poll, hat_of(call))
    found = seen(call, store, poll, Cut.OUTCOME)
    votes = store.polls.votes(poll)
    return found, correct(found.poll, hat_of(call), call.now, text, votes)


def _annexed(store: Store, found: Item, made: Statement, key: str) -> Outcome:
    """Keep the words; once the poll is over, those who may read its roll-call are told."""
    store.polls.state(made, found.poll.group)
    notices: tuple[Notice, ...] = ()
    if found.poll.stage.over:
        rooms = rooms_of(store, found.incident, nature_of(found.poll), Cut.FULL)
        name = party(made.party, found.poll.group, store)
        said = "poll.correction" if made.correction else "poll.words"
        page = Page(Said("poll.annex", id=found.poll.id), (Said(said, party=name, text=made.text),))
        notices = (Notice(rooms, found.incident.label, page, found.incident.id),)
    return Outcome(
        Said(key, id=found.poll.id),
        notices=notices,
        cards=(its_card(store, found),),
        closes=(f"words:{found.poll.id}@{made.person}",),
        shows=found.incident.label,
        about=found.incident.id,
    )

"""A letter that waits for its second person: reminded of, and never for good (DR-33)."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.incident.words import party
from commands.joint import seen
from commands.kinds.ids import MessageId
from commands.kinds.who import PartyCode
from commands.late import past
from commands.message.posted import counting, letter_key, looked_after, next_asks, voices
from commands.message.said import privately
from commands.outcome import Outcome
from commands.waited import lapses_at
from coordination.message.letter import looked
from coordination.parties import Role
from coordination.poll.letter import Became
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("message unseen", by=Role.CLOCK, label=Tlp.GREEN)
class Unseen(Command):
    """Remind of a letter that waits for a second person; one that nobody confirms lapses, aloud."""

    message: MessageId
    """Which message."""

    party: PartyCode
    """Whose letter."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message)
        message = found.message
        mine = counting(store, message, self.party)
        if not mine:
            closes = (letter_key(message, self.party),)
            return Outcome(Said("message.nothing_due"), closes=closes)
        ends = {one: lapses_at(store, call.group, one.at, call.by_now) for one in mine}
        over = [one for one in mine if ends[one] <= call.now]
        name = party(self.party, message.group, store)
        if message.stage.signing and not over:
            last = mine[0]
            said = Said("message.letter_waits", id=message.id, party=name, at=last.came.reached)
            asks = () if past(call, ends[last]) else next_asks(call, store, message, self.party)
            return Outcome(said, asks=asks, deadlines=(looked_after(call, store, message, last),))
        ended = over if message.stage.signing else mine
        done = (looked(one, None, Became.LAPSED, call.now) for one in ended)
        store.messages.record(message, *done)
        rest = [one for one in mine if one not in ended][:1]
        said = Said("message.letter_lapsed", id=message.id, party=name)
        chair = store.directory.chair(message.group, call.now)
        people = (ended[0].person, *((chair.person,) if chair else ()))
        told = privately(message, said, *voices(call, store, message, self.party), *people)
        return Outcome(
            said,
            notices=told,
            closes=(letter_key(message, self.party),),
            asks=next_asks(call, store, message, self.party),
            deadlines=tuple(looked_after(call, store, message, one) for one in rest),
        )

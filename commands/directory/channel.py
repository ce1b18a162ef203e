"""How an authority is reached directly: said by itself (T-47)."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.direct_channel import channel
from commands.incident.hats import SPEAK
from commands.incident.words import party
from commands.kinds.simple import Text
from commands.outcome import Button, Outcome, Page
from coordination.direct_channel import reached_by
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("directory channel", by=SPEAK, label=Tlp.GREEN, text=Tlp.AMBER, anew=True)
class SayChannel(Command):
    """Say how your authority is reached directly by those of the other parties of your group.

    They read it with `directory contact`. After a bilateral working meeting you are asked once
    whether it still holds.
    """

    text: Text
    """How? Such as a mailbox, a telephone number and the hours in which it is answered."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made = reached_by(call.group.id, call.hat(*SPEAK), self.text, call.now)
        store.direct_channels.put(made)
        name = party(made.party, made.group, store)
        line = f"directory contact {made.party}"
        button = Button(Said("directory.act.contact"), line)
        page = Page(
            Said("directory.channel_recorded", party=name),
            channel(store, made.group, made.party),
            (button,),
        )
        return Outcome(page)

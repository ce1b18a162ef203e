"""Who writes a message with whom: each State says so itself (DR-30)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.incident.words import party, plainly
from commands.joint import View, hat_of, seen
from commands.kinds.ids import MessageId
from commands.message import words
from commands.message.comments import writers
from commands.message.fields import SPEAK, Joining
from commands.message.said import join_key, kept, privately
from commands.outcome import Ask, Button, Outcome, Page
from coordination.message.drafting import joined
from coordination.message.record import Message
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("message join", by=SPEAK, label=Tlp.GREEN, private=True, anew=True)
class Join(Command):
    """Say whether your State writes a message with those that asked it to.

    With a yes it changes the text like the others, and is named as one of its writers.
    """

    message: MessageId
    """Which message?"""

    answer: Joining
    """Does your State write it too?"""

    def ready(self, call: Call, store: Store) -> None:
        message = seen(call, store, self.message).message
        with plainly(message.group, store):
            joined(message, hat_of(call, *SPEAK), writes=False)

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message)
        hat, yes = hat_of(call, *SPEAK), self.answer is Joining.YES
        with plainly(found.message.group, store):
            after = joined(found.message, hat, writes=yes)
        said = Said(
            f"message.joined.{self.answer.value}",
            id=after.id,
            party=party(hat.party, after.group, store),
        )
        people = writers(call, store, found.message, found.incident)
        notices = privately(after, said, *(one for one in people if one != call.person.id))
        closes = (join_key(after, str(hat.party)),)
        if yes:
            found = replace(found, writes=True)
            return kept(store, after, found, said, notices=notices, closes=closes)
        store.messages.save(after)
        return Outcome(said, notices, closes=closes, shows=after.label, about=after.incident)


def asks(call: Call, store: Store, message: Message) -> tuple[Ask, ...]:
    """The question to the voter and the deputies of each State that is asked, and to no other."""
    made = []
    for code in message.proposed:
        voter = store.directory.voter(code, message.group, call.now)
        hats = (voter, *store.directory.alternates(code, message.group, call.now))
        line = f"message join {message.id} as={code}"
        page = _question(message, code, store)
        made += [
            Ask(hat.person, join_key(message, code), line, page, message.label)
            for hat in hats
            if hat is not None
        ]
    return tuple(made)


def _question(message: Message, code: str, store: Store) -> Page:
    """Who asks, for which text, and what a yes means."""
    numbers = tuple(
        Said("form.numbered", n=n, name=Said(f"joining.{one.value}"))
        for n, one in enumerate(Joining, start=1)
    )
    title = Said(
        "message.join_title",
        id=message.id,
        party=party(code, message.group, store),
        state=party(message.addressee, message.group, store),
    )
    lines = (*words.facts(message, View.PARTY, store), *numbers, Said("message.join_means"))
    read = Button(Said("message.act.show"), f"message show {message.id}")
    return Page(title, lines, (read,))

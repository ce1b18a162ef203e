"""What waits for an answer, once more: where it was not plain which question was meant (DR-32)."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.kinds.asked import OpenQuestion
from commands.outcome import Ask, Outcome, Page
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("answer", label=Tlp.CLEAR)
class Answer(Command):
    """Show a question that waits for your answer once more; a number then answers it."""

    which: OpenQuestion
    """Which of the questions that wait for you do you answer?"""

    def ready(self, call: Call, store: Store) -> None:
        if not store.asks.of(call.person.id):
            raise Refused("form", Said("form.nothing_waits"), ("today",))

    def handle(self, call: Call, store: Store) -> Outcome:
        kept = store.asks.get(self.which, call.person.id)
        if kept is None:
            raise Refused("form", Said("form.ask_over"), ("today",))
        page = Page.read(dict(kept.page))
        once_more = Ask(kept.person, kept.key, kept.line, page, kept.label, again=True)
        return Outcome(Said("form.once_more"), asks=(once_more,))

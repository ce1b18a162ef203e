"""The questions that wait for the speaker's answer."""

from __future__ import annotations

from commands.call import Call
from commands.kinds.kind import Choice, Kind, Widget, picked
from coordination.refused import Refused
from coordination.said import Said, loaded, sentence
from storage.ask import OpenAsk
from storage.store import Store


class OpenQuestion(str):
    """The key of something that was asked of the speaker and is open."""


class AskedKind(Kind[OpenQuestion]):
    """One of the questions that wait, by its number; the oldest comes first."""

    widget = Widget.SELECT
    moves = True
    alone = True

    def read(self, text: str, call: Call, store: Store) -> OpenQuestion:
        choices = self.choices(call, store)
        if not choices:
            raise Refused("form", Said("form.nothing_waits"), ("today",))
        return OpenQuestion(picked(text, choices))

    def choices(self, call: Call, store: Store) -> tuple[Choice, ...]:
        return tuple(_choice(call, ask) for ask in store.asks.of(call.person.id))


def _choice(call: Call, ask: OpenAsk) -> Choice:
    """What is asked; where the room may not hold it, the line that answers it (T-10)."""
    if not call.room.holds(ask.label):
        return Choice(ask.key, Said("form.line", line=ask.line))
    return Choice(ask.key, sentence(loaded(ask.page["title"])), ask.label)

"""Reading what is decided on: by paragraph, with what its polls and the State concerned say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.incident.see import cut_for
from commands.joint import way_to
from commands.kinds.ids import ResponseId
from commands.outcome import Outcome
from commands.poll import annex_words
from commands.poll.numbered import numbered
from commands.poll.see import Item
from commands.response.card import for_concerned, page
from commands.response.see import Seen, seen
from coordination.audience import Cut, Nature
from coordination.poll.record import Poll
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("response show", label=Tlp.GREEN)
class ShowText(Command):
    """Show a common response: its text by paragraph, where it stands, and the polls on it."""

    response: ResponseId
    """Which response?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.response, Cut.OUTCOME)
        names = cut_for(call, store, found.incident, Nature.POSITIONS) is Cut.FULL
        letter = way_to(call, store, self.response)
        shown = page(store, found.response, found.incident, found.cut, names=names, letter=letter)
        if call.party in found.incident.concerned:
            shown = for_concerned(shown, found.response, call.party)
        beside = tuple(_beside(found, store, names=names)) if found.cut is Cut.FULL else ()
        return Outcome(
            replace(shown, lines=(*shown.lines, *beside)),
            shows=found.incident.label,
            about=found.incident.id,
        )


def _beside(found: Seen, store: Store, *, names: bool) -> Iterator[Said]:
    """The numbers, why it is put, what is replied to it, and what became of it in each poll."""
    response = found.response
    yield Said("poll.apart.numbered", known=numbered(response))
    if response.reason:
        yield Said("response.reason", text=response.reason)
    yield from annex_words.replies_to(response.id, response.group, store)
    for poll in store.polls.on(response.id):
        stage = Said(f"stage.poll.{poll.stage.value}")
        yield Said("response.poll", poll=poll.id, stage=stage)
        yield from _coverage(found, poll, store) if names else ()


def _coverage(found: Seen, poll: Poll, store: Store) -> Iterator[Said]:
    """Once the poll is over: which paragraph applies to whom (DR-14, DR-29)."""
    if poll.stage.over:
        item = Item(poll, found.incident, lambda: found.response)
        yield from annex_words.covered(item, store)

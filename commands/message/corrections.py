"""What was corrected in a message that was sent: whoever reads it later reads that too (DR-26)."""

from __future__ import annotations

from collections.abc import Iterator

from commands.document import Document
from commands.joint import View
from commands.message.letter import corrigendum, letters
from coordination.message.correcting import Corrections
from coordination.message.entry import Correction, Ended
from coordination.message.record import Message
from coordination.said import Param, Said
from storage.store import Store


def corrections(message: Message, store: Store) -> Corrections:
    """Those of a message as they stand."""
    entries = store.messages.entries
    return Corrections(tuple(entries(message.id, Correction)), tuple(entries(message.id, Ended)))


def lines(message: Message, view: View, store: Store) -> Iterator[Said]:
    """Each that was sent; for those that may sign also what waits for their objections."""
    if not message.stage.sent:
        return
    known = corrections(message, store)
    for one, at in known.sent:
        yield Said("message.correction_sent", at=at, **_what(one))
    if view.value >= View.PARTY.value:
        for one in known.waiting:
            yield Said("message.correction_waiting", at=one.until, **_what(one))


def papers(message: Message, view: View, store: Store) -> tuple[Document, ...]:
    """The letter in each language, and the corrigenda that were sent of it."""
    known = corrections(message, store).sent if message.stage.sent else ()
    beside = tuple(corrigendum(message, one, store) for one, _ in known)
    return (*letters(message, store, view), *beside)


def _what(one: Correction) -> dict[str, Param]:
    code = one.language.upper()
    place: dict[str, Param] = {"language": code, "paragraph": one.paragraph}
    return {"n": one.number, "was": one.was, "now": one.now, **place}

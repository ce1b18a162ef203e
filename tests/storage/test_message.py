from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from coordination.incident.informing import Channel
from coordination.message.drafting import paragraph
from coordination.message.entry import Comment, Entry, How, Note, Sending, Signature
from coordination.message.record import Message
from storage.database import Database
from storage.message.tables import message, message_entry, message_text
from storage.store import Store
from tests.coordination.messages import NOW, draft, signable, tongue

ONE = signable("We thank Valdora.", others=(tongue("fr", "Nous remercions Valdora."),))


@pytest.mark.rule("DR-26")
async def test_a_message_is_read_as_it_was_kept_with_every_version_of_its_texts(
    database: Database,
) -> None:
    def work(store: Store) -> tuple[Message | None, Message | None, bytes]:
        store.messages.add(ONE)
        newer = paragraph(ONE, "en", 1, ("We thank Valdora and wait.",))
        store.messages.save(newer)
        sealed = b""
        for column in (message.c.body, message_text.c.content):
            for [value] in store.connection.execute(select(column)):
                sealed += value
        return store.messages.get(ONE.id), store.messages.at(newer, ONE.version), sealed

    found, earlier, sealed = await database.run(work)
    assert found == paragraph(ONE, "en", 1, ("We thank Valdora and wait.",))
    assert earlier is not None
    assert earlier.tongues == ONE.tongues
    for words in (b"Valdora", b"invites", b"thank"):
        assert words not in sealed


async def test_what_gathers_under_a_message_stays_in_its_order_and_is_sealed(
    database: Database,
) -> None:
    entries: list[Entry] = [
        Comment(NOW, "iss1", None, "iss", 1, 2, "Add origins."),
        Signature(NOW, "FR", "fr1", "x", 1, "ab", How.FOOTNOTE, "As in §1.", alternate=True),
        Sending(NOW, "anouk", Channel.NOTE_VERBALE, "CA", "Note 7", "ab"),
        Signature(NOW, "NL", "nl1", "y", 1, "ab", How.DECLINE),
        Note(NOW, "anouk", None, "Called."),
    ]

    def work(store: Store) -> tuple[list[Entry], bytes]:
        store.messages.add(ONE)
        store.messages.record(ONE, *entries[:2])
        store.messages.record(ONE, *entries[2:])
        sealed = b"".join(store.connection.scalars(select(message_entry.c.body)))
        kinds: list[Entry] = [
            *store.messages.entries(ONE.id, Comment),
            *store.messages.entries(ONE.id, Signature),
            *store.messages.entries(ONE.id, Sending),
            *store.messages.entries(ONE.id, Note),
        ]
        return kinds, sealed

    found, sealed = await database.run(work)
    assert found == [entries[0], entries[1], entries[3], entries[2], entries[4]]
    assert b"origins" not in sealed


async def test_messages_are_found_by_what_they_belong_to(database: Database) -> None:
    made = [
        replace(draft(), id=f"MSG-{n}", drafted_at=NOW + timedelta(hours=n // 2)) for n in range(4)
    ]
    made[1] = replace(made[1], response="RES-1", earlier="MSG-0", incident="INC-2")

    def work(store: Store) -> list[list[Message]]:
        for one in made:
            store.messages.add(one)
        first = store.messages.newest("ica", 3)
        return [
            first,
            store.messages.newest("ica", 3, first[-1]),
            store.messages.of_incident("INC-1"),
            store.messages.of_response("RES-1"),
            store.messages.following("MSG-0"),
        ]

    pages = [[int(one.id[-1]) for one in page] for page in await database.run(work)]
    assert pages == [[3, 2, 1], [0], [0, 2, 3], [1], [1]]

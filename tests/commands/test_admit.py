"""What is kept of a heard message, decided before anything of it is stored (T-10, DR-29, DR-32)."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.rehearse.drill import Drill, words
from commands.admit import Admitted, addressed, keep
from commands.heard import Incoming
from commands.kinds.kind import Widget
from commands.table import FORMS
from coordination.parties import Room, Sees
from coordination.tlp import Tlp
from storage.database import Database
from storage.keyring import Keyring
from storage.store import Store
from tests.commands.conftest import START

SECRET = "Marigold-Petunia"
OPEN = f"incident open XV both practices=IP-DOC Certificates of {SECRET}"
GREEN = Room("slack-coord", "slack", "c", "ica", Sees.PARTIES, Tlp.GREEN)
SECURE = Room("draft", "matrix", "!d", "ica", Sees.PARTIES, Tlp.AMBER_STRICT)


@pytest_asyncio.fixture
async def sqlite_drill(filled_sqlite: str, keys: Keyring) -> AsyncIterator[Drill]:
    """The bot on a database whose bytes can be read."""
    database = await Database.open(filled_sqlite, keys)
    made = Drill(database, ["matrix", "slack"], START)
    await made.open()
    yield made
    await database.close()


def heard(text: str, room: str = "draft", account: str = "@nl1:localhost") -> Incoming:
    return Incoming("matrix", "event-1", account, room, text, None)


async def kept_of(drill: Drill, incoming: Incoming) -> tuple[str, str | None] | None:
    """What the receipt holds, opened, before it is performed."""
    await drill.runtime.receiver.hear(incoming)
    receipt = await drill.runtime.database.run(lambda store: store.receipts.next())
    return (receipt.text, receipt.rule) if receipt else None


@pytest.mark.parametrize(
    ("text", "direct", "line"),
    [
        ("!comity help", False, "!help"),
        ("!Comity\u00a0help", False, "!help"),
        ("!comity\nhelp", False, "!help"),
        ("!comity", False, "!"),
        ("/incident list", False, "!incident list"),
        ("!incident\nlist", False, "!incident\nlist"),
        ("!shopping list", False, None),
        ("incident list", False, None),
        ("incident list", True, "incident list"),
        ("", False, None),
        ("", True, ""),
    ],
)
def test_only_what_is_meant_for_the_bot_is_read(text: str, direct: bool, line: str | None) -> None:
    assert addressed(text, direct) == line


@pytest.mark.rule("T-10")
def test_a_line_above_the_ceiling_is_kept_as_its_command_alone() -> None:
    assert keep(OPEN, GREEN) == Admitted("incident open", "T-10")
    assert keep(OPEN, SECURE) == Admitted(OPEN)
    assert keep(OPEN, replace(SECURE, trusted=False)) == Admitted("incident open", "T-10")


@pytest.mark.rule("T-10")
def test_of_a_line_that_names_no_command_two_words_are_kept() -> None:
    assert keep(f"incidnt opn XV {SECRET}", GREEN).text == "incidnt opn"
    assert keep("x" * 500, SECURE).text == "x" * 60


ANYBODY = {
    "help",
    "meeting available",  # times, and no words
    "incident hear",  # by its own label
    "incident view",  # of organisations, on what their own room may hold
    "incident decline",
    "incident respond",
}


@pytest.mark.rule("T-10")
def test_no_words_of_people_pass_a_room_by_standing_in_an_option() -> None:
    kept = []
    for said, form in FORMS.items():
        if form.clockwork or said in ANYBODY:
            continue
        texts = [one.name for one in form.fields if one.kind.widget is Widget.TEXT]
        lines = {f"{said} {name}={SECRET}" for name in texts}
        kept += [line for line in lines if SECRET in keep(line, GREEN).text]
    assert kept == []


@pytest.mark.rule("T-34")
def test_a_measure_counts_where_its_words_may_not_stand() -> None:
    line = "action announce INC-7Q4KD3N0Y suspension scope=all␣files consulted=no New files wait"
    assert keep(line, GREEN) == Admitted(
        "action announce INC-7Q4KD3N0Y suspension consulted=no", "text"
    )


@pytest.mark.rule("DR-32", "T-10")
def test_an_objection_is_kept_without_the_text_that_the_room_may_not_hold() -> None:
    line = f"poll object POL-7Q4KD3N2W We object because of {SECRET}"
    assert keep(line, GREEN) == Admitted("poll object POL-7Q4KD3N2W", "text")
    assert keep(line, SECURE) == Admitted(line)


@pytest.mark.rule("T-10")
@pytest.mark.parametrize("typed", [OPEN, f"incidnt opn XV {SECRET}", f"report that {SECRET}"])
async def test_nothing_of_a_sensitive_line_is_stored_echoed_or_logged(
    typed: str, sqlite_drill: Drill, filled_sqlite: str, caplog: pytest.LogCaptureFixture
) -> None:
    drill = sqlite_drill
    caplog.set_level(logging.DEBUG)
    incoming = Incoming("slack", "e", "T0COMITY:U0CA1", "slack-coord", f"!comity {typed}", None)
    kept = await kept_of(drill, incoming)
    assert kept is not None
    assert SECRET not in kept[0]
    [done] = await drill.runtime.receiver.perform_all()
    await drill.runtime.sender.drain()
    assert done.outcome == "refused"
    assert SECRET not in words(done)
    assert not [one for one in drill.shown if SECRET in one.text]
    assert SECRET not in caplog.text
    folder = Path(filled_sqlite.removeprefix("sqlite:///")).parent
    assert not [f for f in folder.iterdir() if f.is_file() and SECRET.encode() in f.read_bytes()]
    audited = await drill.runtime.database.run(_audited)
    assert SECRET not in audited


def _audited(store: Store) -> str:
    return str(store.audit.entries("group:ica"))


@pytest.mark.rule("T-10")
async def test_the_refusal_is_honest_and_asks_the_writer_to_delete_it(drill: Drill) -> None:
    done = await drill.say("ca1", "slack-coord", OPEN)
    assert done is not None
    assert (done.outcome, done.rule) == ("refused", "T-10")
    assert "has received what you typed" in words(done)
    assert [one.kind for one in drill.shown if one.room == "slack-coord"].count("redact") == 0
    [told] = drill.whispers("slack-coord", "T0COMITY:U0CA1")
    assert "Please delete your message there" in told.text
    assert drill.texts("slack-coord") == []


@pytest.mark.rule("T-10", "T-11")
async def test_an_answer_in_a_frozen_direct_room_is_not_kept(drill: Drill) -> None:
    asked = await drill.say("nl1", "direct", "incident open XV both practices=IP-DOC")
    assert asked is not None
    assert asked.outcome == "asked"
    await drill.runtime.database.run(
        lambda store: store.directory.set_trusted(
            "direct:nl1", trusted=False, reason="room.stranger", at=drill.now
        )
    )
    done = await drill.say("nl1", "direct", f"Certificates of {SECRET}")
    assert done is not None
    assert (done.outcome, done.rule) == ("refused", "T-10")
    assert not [one for one in drill.shown if SECRET in one.text]
    left = await drill.say("nl1", "direct", "cancel")
    assert left is not None
    assert "Cancelled" in words(left)


@pytest.mark.rule("DR-29")
async def test_a_vote_in_a_shared_room_is_refused_and_taken_out_of_it(drill: Drill) -> None:
    done = await drill.say("nl1", "draft", "poll vote POL-7Q4KD3N2W yes")
    assert done is not None
    assert (done.outcome, done.rule) == ("refused", "DR-29")
    assert "in private" in words(done)
    assert [one.kind for one in drill.shown if one.room == "draft"].count("redact") == 1


@pytest.mark.rule("DR-32")
@pytest.mark.parametrize("talk", ["yes", "👍", "We agree.", "no way", "1"])
async def test_talk_in_a_room_is_neither_a_vote_nor_kept(talk: str, drill: Drill) -> None:
    assert await kept_of(drill, heard(talk)) is None


async def test_of_an_unknown_account_nothing_is_kept(drill: Drill) -> None:
    stranger = heard(f"!comity {OPEN}", account="@stranger:elsewhere")
    assert await kept_of(drill, stranger) == ("", "stranger")


async def test_in_a_room_that_the_directory_does_not_know_nothing_is_kept(drill: Drill) -> None:
    assert await kept_of(drill, heard(f"!comity {OPEN}", room="!elsewhere")) == ("", "nowhere")


async def test_the_same_event_is_kept_once(drill: Drill) -> None:
    await drill.runtime.receiver.hear(heard("!comity whoami"))
    await drill.runtime.receiver.hear(heard("!comity whoami"))
    done = await drill.runtime.receiver.perform_all()
    assert [one.outcome for one in done] == ["done"]


async def test_a_receipt_is_empty_once_it_was_performed(drill: Drill) -> None:
    await drill.say("nl1", "direct", f"incident open XV both practices=IP-DOC {SECRET}", event="e9")

    def left(store: Store) -> str:
        receipt = store.receipts.by_event("matrix", "e9")
        return receipt.text if receipt else "gone"

    assert await drill.runtime.database.run(left) == ""


@pytest.mark.rule("T-11", "P-03")
async def test_an_unsafe_room_never_becomes_the_private_one(drill: Drill) -> None:
    runtime = drill.runtime
    for number, line in enumerate((f"incident open XV both {SECRET}", "!whoami", "hello")):
        said = Incoming("matrix", f"u{number}", "@nl1:localhost", "!new", line, None, direct=True)
        assert await kept_of(drill, said._replace(safe=False)) == ("", "nowhere")
        await runtime.receiver.perform_all()
    await runtime.sender.drain()
    room = await runtime.database.run(lambda store: store.directory.direct_room("nl1"))
    assert room.remote == "direct:nl1"
    [told] = drill.texts("!new")
    assert "I do not listen in this room" in told
    safe = Incoming("matrix", "u9", "@nl1:localhost", "!new", "whoami", None, direct=True)
    [done] = await runtime.say(safe)
    assert done.outcome == "done"
    room = await runtime.database.run(lambda store: store.directory.direct_room("nl1"))
    assert room.remote == "!new"


@pytest.mark.rule("P-03")
async def test_talk_of_one_person_alone_in_a_shared_room_is_not_kept(drill: Drill) -> None:
    talk = heard(f"{SECRET} and I will meet", "own-nl")._replace(direct=True)
    assert await kept_of(drill, talk) is None

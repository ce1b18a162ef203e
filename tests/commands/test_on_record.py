"""What stays on record of a refusal, and whom a fault of ours meets."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from commands.admit import keep
from commands.heard import Incoming
from commands.perform import give_up, perform_next
from coordination.parties import Room, Sees
from coordination.tlp import Tlp
from storage.store import Store
from tests.commands.deciding import put

SECRET = "Marigold"


async def audited(drill: Drill) -> str:
    """Every entry of the group's chain, as text."""
    chain = await drill.runtime.database.run(lambda store: store.audit.entries("group:ica"))
    return str([one.entry for one in chain])


@pytest.mark.rule("T-10")
@pytest.mark.parametrize("room", ["direct", "draft"])
async def test_the_record_of_a_refusal_holds_nothing_of_what_was_typed(
    drill: Drill, room: str
) -> None:
    for line in (f"{SECRET} Petunia was sold", f"incident {SECRET} x", f"poll vote {SECRET} yes"):
        said = await drill.say("nl1", room, line)
        assert said is not None
        assert said.outcome == "refused", words(said)
    record = await audited(drill)
    assert SECRET.casefold() not in record.casefold()
    assert "poll vote" in record


@pytest.mark.rule("T-10")
async def test_the_record_of_an_unfit_answer_holds_nothing_of_it(drill: Drill) -> None:
    await put(drill)
    said = await drill.say("it1", "direct", f"{SECRET}")
    assert said is not None
    assert said.outcome == "refused", words(said)
    assert SECRET.casefold() not in (await audited(drill)).casefold()


@pytest.mark.rule("T-10", "T-11")
def test_a_frozen_direct_room_keeps_nothing_of_what_is_no_line() -> None:
    frozen = Room("direct:nl1", "matrix", "!x", None, Sees.DIRECT, Tlp.AMBER_STRICT, trusted=False)
    assert SECRET not in keep(f"It is said that {SECRET} was sold", frozen).text
    assert keep("1", frozen).text == "1"


async def test_only_the_receipt_that_failed_is_given_up(drill: Drill) -> None:
    runtime = drill.runtime
    for number in (1, 2):
        line = Incoming("matrix", f"e{number}", "@nl1:localhost", "draft", "!whoami", None)
        await runtime.receiver.hear(line)
    first = await runtime.database.run(lambda store: store.receipts.next())
    assert first is not None

    def elsewhere(store: Store) -> None:
        """Another process performs the first one, before this one gives it up."""
        perform_next(store, runtime.deployment, drill.now)

    await runtime.database.run(elsewhere)
    await runtime.database.run(lambda s: give_up(s, first.seq, runtime.deployment, drill.now))
    second = await runtime.database.run(lambda store: store.receipts.next())
    assert second is not None
    assert second.event_id == "e2"

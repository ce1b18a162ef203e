"""What was told of a room while it was being made freezes nothing: the homeserver is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo.synapse import Synapse
from bot.matrix.http import Homeserver
from bot.matrix.joined import Joined
from bot.rooms import Security
from bot.trust import Trust, as_it_is
from commands.deployment import Deployment
from config.directory import read
from storage.directory.plan import apply, difference
from tests.bot.matrix.conftest import NewBot, NewPerson
from tests.storage.conftest import KEYS, opened
from tests.stories.proxy import door

HALF = Security(safe=False, reasons=("room.not_encrypted",))
DEMO, START = Path("config/demo/directory.toml"), datetime(2026, 3, 9, 9, tzinfo=UTC)
US, ANNA, ROOM = "@comity:localhost", "@anna:localhost", "!made:localhost"


def member(account: str, stage: str) -> dict[str, object]:
    return {"type": "m.room.member", "state_key": account, "content": {"membership": stage}}


@pytest.mark.rule("T-11")
async def test_a_room_told_of_before_it_was_encrypted_is_safe_once_it_is(
    bot: NewBot, person: NewPerson
) -> None:
    ears, anna = await bot(), await person("anna")
    room = await ears.platform.direct_room(anna.account)
    known = await as_it_is(ears.platform, room, HALF)
    assert (known.safe, known.reasons) == (True, ())


@pytest.mark.rule("T-11")
async def test_what_is_against_a_room_stands_where_the_homeserver_says_so_or_nothing(
    synapse: Synapse, bot: NewBot, person: NewPerson
) -> None:
    async with door(synapse.url) as gate:
        ears, anna = await bot(homeserver=gate.url), await person("anna")
        room = await ears.platform.direct_room(anna.account)
        held = gate.hold_request(lambda passing: passing.path.endswith("/state"))
        assert await as_it_is(ears.platform, room, HALF, seconds=0.2) == HALF
        gate.release(held)
        public = Security(safe=False, reasons=("room.public",))
        assert await as_it_is(ears.platform, room, public) == public
        both = replace(public, reasons=(*HALF.reasons, *public.reasons))
        assert await as_it_is(ears.platform, room, both) == both
        assert await as_it_is(ears.platform, "!nowhere:localhost", HALF) == HALF
        await ears.close()


@pytest.mark.rule("T-11")
def test_what_becomes_known_while_the_news_is_told_is_told_next() -> None:
    nobody = Homeserver("http://localhost:1")
    joined = Joined(nobody, US, frozenset({"localhost"}))
    joined.learn(ROOM, [member(US, "join")])
    [(room, half)] = joined.changes()
    assert half.reasons == HALF.reasons
    sealed = {"algorithm": "m.megolm.v1.aes-sha2"}
    joined.learn(
        ROOM,
        [{"type": "m.room.encryption", "state_key": "", "content": sealed}, member(ANNA, "invite")],
    )
    joined.told(room, half)
    [(_, whole)] = joined.changes()
    assert whole.safe
    joined.told(room, whole)
    assert joined.changes() == []


@pytest.mark.rule("T-11")
async def test_of_a_room_that_is_not_ours_nobody_asks_the_homeserver(
    synapse: Synapse, bot: NewBot, person: NewPerson, migrated_url: str
) -> None:
    async with door(synapse.url) as gate, opened(migrated_url, KEYS) as database:
        wanted = read(DEMO)
        await database.run(lambda s: apply(difference(wanted, s.directory), s.directory, START))
        ears, anna = await bot(homeserver=gate.url), await person("anna")
        trust = Trust(database, Deployment(frozenset({"matrix"})), lambda: START, {})
        room = await ears.platform.direct_room(anna.account)

        async def asked() -> int:
            gate.asked.clear()
            await trust.heard(ears.platform, room, HALF)
            return sum(path.endswith("/state") for _, path in gate.asked)

        assert await asked() == 0
        await database.run(lambda store: store.directory.remember_remote("draft", room))
        assert await asked() == 1
        noted = await database.run(lambda store: store.directory.security("draft"))
        assert noted is not None
        assert "room.not_encrypted" not in noted
        await ears.close()

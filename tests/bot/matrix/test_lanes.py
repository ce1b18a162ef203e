"""Events on their way to a receipt, whatever fails on the way."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.matrix.lanes import Lanes

PATIENCE = 5.0
FATES = st.tuples(st.sampled_from("abc"), st.integers(0, 3), st.integers(0, 3))


class World:
    """Keys that come late and receipts that fail, each as often as the event says."""

    def __init__(self) -> None:
        self.keyless: dict[str, int] = {}
        self.failing: dict[str, int] = {}
        self.handed: list[str] = []
        self.lost: list[str] = []

    def open(self, _room: str, event: dict[str, Any]) -> dict[str, Any] | None:
        name = event["event_id"]
        self.keyless[name] -= 1
        return event if self.keyless[name] < 0 else None

    async def hand(self, _room: str, event: dict[str, Any], _opened: dict[str, Any]) -> None:
        name = event["event_id"]
        self.failing[name] -= 1
        if self.failing[name] >= 0:
            raise ConnectionError
        self.handed.append(name)

    async def lose(self, _room: str, event: dict[str, Any]) -> None:
        self.lost.append(event["event_id"])


@given(syncs=st.lists(st.lists(FATES, max_size=5), max_size=5))
async def test_each_is_handed_over_once_in_the_order_of_its_sender(
    syncs: list[list[tuple[str, int, int]]],
) -> None:
    world = World()
    lanes = Lanes(world.open, world.hand, world.lose, PATIENCE)
    by_sender: dict[str, list[str]] = defaultdict(list)
    of_token: dict[str, set[str]] = {}
    now = 0.0
    for number, sync in enumerate(syncs):
        events = []
        for place, (sender, keyless, failing) in enumerate(sync):
            name = f"${number}.{place}"
            world.keyless[name], world.failing[name] = keyless, failing
            by_sender[sender].append(name)
            events.append(("!room", {"event_id": name, "sender": sender}))
        lanes.take(str(number), events, now)
        lanes.take(f"{number} again", events, now)  # a repeat is nothing new
        of_token[str(number)] = of_token[f"{number} again"] = {e["event_id"] for _, e in events}
        await drained(lanes, world, of_token, now)
        now += 1
    while len(lanes):
        await drained(lanes, world, of_token, now)
        now += 1
    assert sorted(world.handed + world.lost) == sorted(n for ns in by_sender.values() for n in ns)
    done = world.handed
    for names in by_sender.values():
        kept = [name for name in names if name in done]
        assert [name for name in done if name in names] == kept


async def drained(lanes: Lanes, world: World, of_token: dict[str, set[str]], now: float) -> None:
    """Whatever token may be kept now, all of its sync and of those before it is done."""
    token = await lanes.drain(now, more_keys=False)
    if token is not None:
        for earlier, names in of_token.items():
            assert names <= {*world.handed, *world.lost}
            if earlier == token:
                break


async def test_nothing_is_given_up_while_keys_are_on_their_way() -> None:
    world = World()
    world.keyless, world.failing = {"$e": 99}, {"$e": 0}
    lanes = Lanes(world.open, world.hand, world.lose, PATIENCE)
    lanes.take("t", [("!room", {"event_id": "$e", "sender": "a"})], 0)
    assert await lanes.drain(100, more_keys=True) is None
    assert not world.lost
    assert await lanes.drain(101, more_keys=False) == "t"
    assert world.lost == ["$e"]

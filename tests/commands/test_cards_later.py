"""A card of which a room may see nothing at first is shown once it may."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.rehearse.drill import Drill
from coordination.tlp import Tlp
from storage.card import card
from storage.store import Store
from tests.commands.deciding import cards_sent, done
from tests.commands.workspace import imported

OPEN = "incident open XV both practices=IP-DOC now=yes Certificates"


@pytest.mark.rule("T-11")
async def test_a_card_appears_once_its_room_is_trusted_again(drill: Drill) -> None:
    await done(drill, "anouk", "direct", "room freeze draft")
    made = (await done(drill, "nl1", "direct", OPEN)).made["incident"]
    await cards_sent(drill)
    assert not [text for text in drill.texts("draft") if "Valdora" in text]
    await done(drill, "anouk", "direct", "room approve draft")
    await cards_sent(drill)
    [face] = [text for text in drill.texts("draft") if made in text and "Valdora" in text]
    assert face


@pytest.mark.rule("T-10", "P-01")
async def test_a_card_follows_the_ceiling_that_an_import_gives_its_room(
    drill: Drill, tmp_path: Path
) -> None:
    made = (await done(drill, "nl1", "draft", OPEN)).made["incident"]
    await cards_sent(drill)

    def shown() -> list[str]:
        return [text for text in drill.texts("slack-draft") if made in text]

    assert any("Valdora" in text for text in shown())
    rooms = await drill.runtime.database.run(lambda store: store.directory.rooms())
    rows = ["id,name,platform,group,sees,ceiling,party,without,remote"]
    for room in rooms:
        low = Tlp.GREEN if room.id == "slack-draft" else room.ceiling
        rest = (room.group, room.sees.value, low.value, room.party, ";".join(room.without))
        cells = (room.id, f'"{room.name}"', room.platform, *rest, room.remote)
        rows.append(",".join(cell or "" for cell in cells))
    await imported(drill, tmp_path / "room.csv", "\n".join(rows))
    drill.now += timedelta(seconds=5)
    await cards_sent(drill)
    assert shown()
    assert not [text for text in shown() if "Valdora" in text]


@pytest.mark.rule("DR-22")
async def test_a_card_that_a_room_could_not_see_is_shown_with_the_next_change(
    drill: Drill,
) -> None:
    made = (await done(drill, "nl1", "draft", OPEN)).made["incident"]
    key, room = f"incident:{made}", "slack-draft"
    await cards_sent(drill)
    before = len(drill.texts(room))

    def blind(store: Store) -> None:
        never = update(card).where(card.c.key == key, card.c.room == room)
        store.connection.execute(never.values(remote_id=None, shown_version=0, face=None))
        store.cards.hidden(key, room, 1)
        store.cards.again(room, drill.now)

    await drill.runtime.database.run(blind)
    drill.now += timedelta(seconds=5)
    await cards_sent(drill)
    await cards_sent(drill)
    shown = drill.texts(room)
    assert len(shown) == before + 1
    assert made in shown[-1]
    kept = await drill.runtime.database.run(lambda store: store.cards.get(key, room))
    assert kept is not None
    assert (kept.remote_id is not None, kept.dirty_at) == (True, None)

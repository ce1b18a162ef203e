"""A long list is searched by typing: Slack asks the bot for what fits, at each pause."""

from __future__ import annotations

from typing import Any

from bot.demo.slack.workspace import TEAM
from tests.bot.slack.test_service import DRAFT, NewBot, bot, world
from tests.servers.slack import Form, World
from tests.servers.slack.telling import CLICKS

__all__ = ["bot", "world"]


def typing(form: Form, user: str, block: dict[str, Any], typed: str) -> dict[str, Any]:
    """What Slack tells while somebody types into a list; the server's page has no such list."""
    return {
        "type": "block_suggestion",
        "user": {"id": user, "team_id": TEAM},
        "team": {"id": TEAM},
        "container": {"type": "view", "view_id": form.view["id"]},
        "view": form.view,
        "block_id": block["block_id"],
        "action_id": block["element"]["action_id"],
        "value": typed,
    }


async def test_a_state_is_found_by_typing_its_name(world: World, bot: NewBot) -> None:
    await bot(lacks=())
    emily = world.person("U0CA1")
    async with emily.form() as shown:
        await emily.command("incident open", DRAFT)
        form = await shown()
        [block] = [b for b in form.questions.values() if b["element"]["type"] == "external_select"]

        async def found(typed: str) -> dict[str, str]:
            answer = await world.teller.tell(CLICKS, typing(form, emily.id, block, typed))
            assert answer is not None
            return {one["value"]: one["text"]["text"] for one in answer["options"]}

        assert set(await found("valdo")) == {"XV"}
        assert "BR" in await found("brazil")  # of the whole world, though none of this group
        assert await found("Atlantis") == {}
        everything = await found("")
        assert "XV" in everything
        assert len(everything) <= 100

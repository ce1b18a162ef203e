"""A long list is searched by typing: Slack asks the bot for what fits, at each pause."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from bot.demo.slack.workspace import TEAM
from tests.bot.slack.test_service import DRAFT, NewBot, bot, world
from tests.servers.slack import Form, Person, World
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


@asynccontextmanager
async def opened(emily: Person) -> AsyncIterator[Form]:
    """A form; asked for again where it came too late for Slack, as a person would do it.

    A trigger lives three seconds, and a bot that has just started greets everybody.
    """
    async with emily.form(timeout=10) as shown:
        form: Form | None = None
        for _ in range(6):
            await emily.command("incident open", DRAFT)
            with suppress(TimeoutError):
                form = await shown()
                break
        assert form is not None, "the form was never shown"
        yield form


async def test_a_state_is_found_by_typing_its_name(world: World, bot: NewBot) -> None:
    await bot(lacks=())
    world.teller.patience = 60.0  # what is claimed here is what fits, not how quickly
    emily = world.person("U0CA1")
    async with opened(emily) as form:
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

"""The other ways in: a mention, shortcuts, the direct channel, what a form leaves out at first."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.demo.slack.workspace import TEAM
from bot.slack.modal import MORE
from tests.bot.slack.test_service import DRAFT, NewBot, bot, world
from tests.servers.slack import Form, Person, Seen, World
from tests.servers.slack.payloads import DOMAIN
from tests.servers.slack.telling import CLICKS

__all__ = ["bot", "world"]
OPEN = "incident open XV both now=yes Two certificates with one number"
SAID = "The registrar has seen a third one"


async def opened(emily: Person) -> Seen:
    """The card of an incident that is there."""
    await emily.command(OPEN, DRAFT)
    return await emily.sees(DRAFT, lambda m: not m.private and "Two certificates" in m.words)


def named(seen: Seen, kind: str = "INC") -> str:
    found = re.search(rf"{kind}-[0-9A-Z]{{9}}", seen.words)
    assert found is not None
    return found[0]


@pytest.mark.rule("P-01")
async def test_a_mention_that_lacks_something_leads_to_a_form_for_its_writer_alone(
    world: World, bot: NewBot
) -> None:
    await bot()
    emily, jack = world.person("U0CA1"), world.person("U0AU1")
    card = await opened(emily)
    await jack.say(DRAFT, "@Comity incident report", thread=card.ts)
    asked = await jack.sees(DRAFT, lambda m: m.private and "Answer" in m.buttons)
    assert asked.thread == card.ts
    async with jack.form() as shown:
        await jack.click("Answer", asked)
        form = await shown()
        assert "Two certificates with one number" in form.words
        form.fill("What was seen, found or done", SAID)
        assert await form.submit()
    await emily.sees(DRAFT, lambda m: m.ts == card.ts and "2 reports" in m.words)


async def test_a_message_is_added_to_an_incident_by_its_shortcut(world: World, bot: NewBot) -> None:
    await bot()
    emily, jack = world.person("U0CA1"), world.person("U0AU1")
    card = await opened(emily)
    said = await emily.say(DRAFT, SAID)
    message = await jack.sees(DRAFT, lambda m: m.ts == said)
    async with jack.form() as shown:
        await world.shortcut("incident report", jack.id, message)
        form = await shown()
        assert SAID in str(form.view)
        assert await form.submit()
    await emily.sees(DRAFT, lambda m: m.thread == card.ts and SAID in m.words)


async def test_a_message_in_a_thread_is_kept_by_its_shortcut_and_taken_out_again(
    world: World, bot: NewBot
) -> None:
    await bot()
    emily, jack = world.person("U0CA1"), world.person("U0AU1")
    card = await opened(emily)
    await jack.say(DRAFT, "@Comity incident pin", thread=card.ts)
    told = await jack.sees(DRAFT, lambda m: m.private and "Keep in an incident" in m.words)
    assert told.thread == card.ts
    said = await emily.say(DRAFT, SAID)
    message = await jack.sees(DRAFT, lambda m: m.ts == said)
    async with jack.form() as shown:
        await world.shortcut("incident pin", jack.id, message)
        assert await (await shown()).submit()
    kept = await jack.sees(DRAFT, lambda m: m.private and "is kept in the timeline" in m.words)
    await jack.command(f"incident brief {named(card)}", DRAFT)
    link = rf"https://{DOMAIN}\.slack\.com/archives/\w+/p{said.replace('.', '')}"
    await jack.sees(DRAFT, lambda m: m.private and bool(re.search(link, m.words)))
    await jack.click("Keep it no longer", kept)
    await jack.sees(
        DRAFT, lambda m: m.private and "kept in the timeline" in m.words and "no longer" in m.words
    )


async def test_a_carried_message_is_its_authors_who_is_asked_first(
    world: World, bot: NewBot
) -> None:
    await bot()
    emily, jack = world.person("U0CA1"), world.person("U0AU1")
    await opened(emily)
    said = await emily.say(DRAFT, SAID)
    message = await jack.sees(DRAFT, lambda m: m.ts == said)
    async with jack.form() as shown:
        await world.shortcut("incident relay", jack.id, message)
        form = await shown()
        assert SAID in str(form.view)
        while not await form.submit():
            assert not form.errors
    await jack.gets("Emily")
    assert all(SAID not in m.words for m in emily.told(DRAFT) if not m.private)


async def test_an_incident_is_opened_from_everywhere(world: World, bot: NewBot) -> None:
    await bot()
    emily = world.person("U0CA1")
    async with emily.form() as shown:
        await world.shortcut("incident open", emily.id)
        assert (await shown()).title == "Open an incident"


async def test_a_line_in_the_direct_channel_is_asked_on_by_words(world: World, bot: NewBot) -> None:
    await bot()
    emily = world.person("U0CA1")
    card = await opened(emily)
    await emily.tell_bot("incident report")
    await emily.gets("Which incident?")
    await emily.tell_bot("1")
    await emily.gets("(2 of 3")
    await emily.tell_bot("1")
    await emily.gets("(3 of 3")
    await emily.tell_bot(SAID)
    await emily.sees(DRAFT, lambda m: m.thread == card.ts and SAID in m.words)


async def test_a_form_shows_more_questions_when_they_are_wanted(world: World, bot: NewBot) -> None:
    await bot()
    emily = world.person("U0CA1")
    async with emily.form() as shown:
        await emily.command("incident open", DRAFT)
        form = await shown()
        before = set(form.questions)
        form.fill("What was seen", SAID)
        await world.teller.tell(CLICKS, clicked(form, emily.id))
        await world.page.until(lambda: set(form.questions) > before)
        assert SAID in str(form.view)


def clicked(form: Form, user: str) -> dict[str, Any]:
    """The button within a form, with what is filled in so far; the server's page has no such."""
    button = {"type": "button", "action_id": MORE, "block_id": "more", "value": "more"}
    view = form.view | {"state": {"values": form.values}}
    return {
        "type": "block_actions",
        "trigger_id": "1.2.3",
        "user": {"id": user, "team_id": TEAM},
        "team": {"id": TEAM},
        "container": {"type": "view", "view_id": view["id"]},
        "view": view,
        "actions": [button],
    }

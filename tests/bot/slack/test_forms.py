"""Forms as people of a workspace meet them: opened, corrected, reviewed and sent."""

from __future__ import annotations

import pytest

from tests.bot.slack.test_service import DRAFT, NewBot, bot, world
from tests.servers.slack import World

__all__ = ["bot", "world"]
QUESTIONS = {
    "Which State does it concern": "Valdora",
    "Is it still happening": "both",
    "What was seen": "Two certificates with one number",
}


@pytest.mark.rule("P-01")
async def test_an_incident_is_opened_by_form_reviewed_and_reported_on(
    world: World, bot: NewBot
) -> None:
    await bot()
    emily, jack = world.person("U0CA1"), world.person("U0AU1")
    async with emily.form() as opened:
        await emily.command("incident open", DRAFT)
        form = await opened()
        assert form.title == "Open an incident"
        for question, answer in QUESTIONS.items():
            form.fill(question, answer)
        assert not await form.submit()
        assert "Before it is sent" in form.title
        assert form.words.count("Who will see") == 1
        assert "Two certificates with one number" in form.words
        assert await form.submit()
    card = await jack.sees(DRAFT, lambda m: "Two certificates with one number" in m.words)
    assert not card.private
    assert card.buttons

    async with jack.form() as opened:
        await jack.click("Report", card)
        form = await opened()
        form.fill("What was seen, found or done", "A third one")
        assert await form.submit()
    await emily.sees(DRAFT, lambda m: m.ts == card.ts and "2 reports" in m.words)


async def test_what_does_not_fit_is_said_at_its_question(world: World, bot: NewBot) -> None:
    await bot()
    emily = world.person("U0CA1")
    async with emily.form() as opened:
        await emily.command("meeting propose ?", DRAFT)
        form = await opened()
        form.fill("On which days", "next week")
        form.fill("What is to be discussed", "The registers")
        assert not await form.submit()
        assert any("On which days" in question for question in form.errors)


async def test_the_own_page_shows_the_day_and_what_can_be_begun(world: World, bot: NewBot) -> None:
    await bot()
    emily = world.person("U0CA1")
    shown = await emily.open_home()
    assert "Today" in shown
    assert "Incidents" in shown
    async with emily.form() as opened:
        await emily.click_at_home("Open an incident")
        assert (await opened()).title == "Open an incident"


async def test_the_own_page_follows_what_others_do(world: World, bot: NewBot) -> None:
    await bot()
    emily, jack = world.person("U0CA1"), world.person("U0AU1")
    assert "nothing has moved" in await emily.open_home()
    line = "incident open XV both now=yes Two certificates with one number"
    await jack.command(line, DRAFT)
    await world.page.until(lambda: "Two certificates with one number" in emily.home, 40)


async def test_a_stranger_gets_one_polite_line(world: World, bot: NewBot) -> None:
    await bot()
    shown = await world.person("U0STRANGER").open_home()
    assert "I do not know this account" in shown

"""Slack leaves a form open where it did not get our acknowledgement: nothing is lost."""

from __future__ import annotations

import asyncio
import json

import pytest

from bot.demo.slack import Mode
from bot.demo.slack.server import PROGRAM
from tests.stories.at_the_table import consulted, proposed, put
from tests.stories.conftest import NewSlackTown
from tests.stories.slack_town import SlackTown

pytestmark = [
    pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64"),
    pytest.mark.timeout(240),
]


async def choices(here: SlackTown, poll: str, wanted: int) -> list[str]:
    """What was answered in a poll, in order, once there are so many answers."""
    async with asyncio.timeout(60):
        while True:
            found = await here.bot.look(lambda store: store.polls.votes(poll))
            if len(found) >= wanted:
                return [vote.answer.value for vote in found]
            await asyncio.sleep(0.1)


@pytest.mark.rule("DR-01", "DR-29")
async def test_another_answer_on_the_same_ballot_is_heard_and_the_same_counts_once(
    slack_town: NewSlackTown,
) -> None:
    here = await slack_town(Mode.HTTP)
    poll = await put(here, await proposed(here, await consulted(here)))
    dario = here.person("dario")
    ballot = await dario.gets(poll)
    async with dario.person.form() as shown:
        await dario.clicks("Answer", ballot)
        form = await shown()
        question = next(iter(form.questions))
        form.fill(question, form.choices(question)[0])
        while not await form.submit():
            assert not form.errors
    assert await choices(here, poll, 1) == ["yes"]
    told = [body for _, body in here.slack.teller.told if body.get("type") == "view_submission"]
    same, said = told[-1] | {"trigger_id": "9.9.1"}, json.dumps(told[-1] | {"trigger_id": "9.9.2"})
    await here.slack.teller.tell("interactive", same)
    await here.slack.teller.tell("interactive", json.loads(said.replace('"yes"', '"no"')))
    assert await choices(here, poll, 2) == ["yes", "no"]

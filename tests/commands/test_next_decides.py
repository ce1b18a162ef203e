"""“Next:” on an incident names who decides next, and no poll that could not be opened (4.1)."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import consulted, done, vote

OPENS = "Next: the chair opens a poll on the response"
ANSWERS = "Next: the parties answer in the poll"


async def two(drill: Drill) -> tuple[str, str, str]:
    """An incident and two responses that exclude each other, the first of which is put."""
    inc = await consulted(drill)
    line = "new=pause ongoing=continue reason=urgent Suspend new adoptions"
    one, other = [
        (await done(drill, "au1", "draft", f"response suspend {inc} {line} {n}")).made["response"]
        for n in ("wholly", "in part")
    ]
    assert OPENS in await shown(drill, inc)
    order = f"poll options {one},{other} yes rule=simple_majority"
    return inc, (await done(drill, "anouk", "draft", order)).made["poll"], other


async def shown(drill: Drill, inc: str) -> str:
    return words(await done(drill, "anouk", "draft", f"incident show {inc}"))


@pytest.mark.rule("DR-27")
async def test_no_poll_on_an_option_is_named_next_before_its_turn(drill: Drill) -> None:
    inc, poll, other = await two(drill)
    assert (ANSWERS in (card := await shown(drill, inc)), OPENS in card) == (True, False)
    await vote(drill, poll, AU="no", CA="no", CO="no", FR="no", IL="no", IT="no", NL="no", PH="no")
    await done(drill, "anouk", "draft", f"poll close {poll}")
    card = await shown(drill, inc)
    assert (ANSWERS in card, OPENS in card) == (False, True), card
    assert f"poll next {poll}" in words(await done(drill, "anouk", "direct", "today"))
    line = f"poll next {poll}"
    later = (await done(drill, "anouk", "draft", line)).made["poll"]
    assert other in words(await done(drill, "anouk", "draft", f"poll show {later}"))


@pytest.mark.rule("T-44")
async def test_assistance_waits_for_its_recipient_and_for_no_poll(drill: Drill) -> None:
    inc = await consulted(drill)
    line = f"response assist {inc} offered FR reason=none Training of registrars"
    res = (await done(drill, "fr1", "draft", line)).made["response"]
    accepts = "Next: Valdora says whether it accepts the assistance"
    assert (accepts in (card := await shown(drill, inc)), OPENS in card) == (True, False)
    await done(drill, "xv1", "xv", f"response accept {res}")
    assert accepts not in await shown(drill, inc)

"""What the doctor says of an installation, for the tests of it."""

from __future__ import annotations

from bot.operate.doctor import examine
from bot.operate.finding import Finding, Grade
from bot.render.pages import text as words
from bot.render.reader import Reader
from config.settings import Settings
from tests.bot.operate.slack_like import SECRET


async def findings(chosen: Settings) -> dict[str, Finding]:
    """The worst finding of each check."""
    order = list(Grade)
    worst: dict[str, Finding] = {}
    async for one in examine(chosen):
        before = worst.get(one.check)
        if before is None or order.index(one.grade) > order.index(before.grade):
            worst[one.check] = one
    shown = " ".join(words(one.said, Reader()) for one in worst.values())
    assert SECRET not in shown
    assert all(one.advice for one in worst.values() if one.grade is not Grade.OK)
    return worst

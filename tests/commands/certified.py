"""A poll that is over, and its certificates as people get them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.rehearse.drill import Drill
from tests.commands.deciding import CLOSES, done, put, vote

WORDS = "Les Pays-Bas : « Łódź » مرحبا — *not bold* #set page(fill: red) $x$"


async def decided(drill: Drill, options: str = "rule=two_thirds") -> Mapping[str, str]:
    """Adopted with 5 for, 1 against, 1 abstaining; the Netherlands changed its answer twice."""
    made = await put(drill, options)
    await done(drill, "nl1", "direct", f"poll state {made['poll']} {WORDS}")
    answers = {"NL": "yes", "AU": "yes", "CA": "no", "FR": "abstain", "IL": "yes", "IT": "yes"}
    await vote(drill, made["poll"], **answers, PH="yes")
    await vote(drill, made["poll"], NL="no")
    await vote(drill, made["poll"], NL="yes")
    await drill.until(CLOSES + timedelta(minutes=6))
    return made


async def certificate(drill: Drill, person: str, poll: str) -> dict[str, bytes]:
    """The files by their endings, as this person gets them in private."""
    before = len(drill.shown)
    await done(drill, person, "direct", f"poll certificate {poll}")
    await drill.until(drill.now)
    room = f"direct:{person}"
    files = [one for one in drill.shown[before:] if one.kind == "file" and one.room == room]
    return {one.text.split(":")[0].rpartition(".")[2]: one.content for one in files}

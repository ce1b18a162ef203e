"""`comity doctor`: looks at everything that must hold, and says what to do where it does not."""

from __future__ import annotations

import asyncio
import json
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter

from bot.cli.deployment import looked_at, secrets_of
from bot.cli.shared import DONE, PROBLEMS, configurable, say
from bot.operate.finding import Finding, Grade
from bot.operate.progress import Progress
from bot.render.pages import text
from bot.render.reader import Reader
from bot.terminal import to_fit
from config.secrets import SecretFile
from config.settings import Missing, Settings
from coordination.said import Said


def declare(parser: ArgumentParser) -> None:
    """`doctor [--json]`."""
    parser.add_argument("--json", action="store_true", help="one object a line, for programs")
    configurable(parser)
    parser.set_defaults(run=look)


def look(given: Namespace) -> int:
    """Tell each finding as it is made; 1 when one is a failure."""
    chosen, missing = looked_at(given)
    counts = asyncio.run(_told(chosen, missing, secrets_of(given), as_json=given.json))
    if not given.json:
        numbers = {grade.value: counts[grade] for grade in Grade}
        say(Said("doctor.counts", **numbers))
    return PROBLEMS if counts[Grade.FAILURE] else DONE


async def _told(
    chosen: Settings,
    missing: tuple[Missing, ...],
    files: tuple[SecretFile, ...],
    *,
    as_json: bool,
) -> Counter[Grade]:
    # What looks at Slack takes memory, which other commands of the command line do without.
    from bot.operate.doctor import examine

    counts: Counter[Grade] = Counter()
    findings = aiter(examine(chosen, missing, files))
    while True:
        with Progress() as progress:
            progress.show(Said("doctor.looking", n=counts.total()))
            found = await anext(findings, None)
        if found is None:
            return counts
        counts[found.grade] += 1
        told = _object(found) if as_json else to_fit(_line(found), sys.stdout)
        sys.stdout.write(told + "\n")
        sys.stdout.flush()


def _line(found: Finding) -> str:
    """The grade in words, what was found, and what to do below it."""
    grade = _words(Said(f"doctor.grade.{found.grade}"))
    line = f"{grade:<9}{_words(found.said)}"
    return line if found.advice is None else f"{line}\n{'':<9}→ {_words(found.advice)}"


def _object(found: Finding) -> str:
    return json.dumps(
        {
            "check": found.check,
            "grade": found.grade.value,
            "said": _words(found.said),
            "advice": None if found.advice is None else _words(found.advice),
        },
        ensure_ascii=False,
    )


def _words(said: Said) -> str:
    return text(said, Reader())

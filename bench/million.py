"""Commands at a million incidents, against the same ones at a thousand."""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from bench import fill
from bench.figure import Figure, compared
from bench.places import KEYS, START, Files, model
from bench.transactions import Line, heard, perform, timed
from bot.rehearse.drill import Drill
from storage.database import Database
from storage.tables import metadata
from tests.commands.deciding import VOTERS, put

GOAL = 1.2
MANY = 1_000_000
FEW = 1_000
TIMES = 30
WARM = 3


async def measure(told: Callable[[str], None]) -> list[Figure]:
    """A figure for each command; a filled file is kept in the temporary folder for the next run."""
    folder = await _kept(told)
    made = json.loads((folder / "made.json").read_text())
    with tempfile.TemporaryDirectory(prefix="comity-bench-", dir=folder.parent) as place:
        many = await _open(folder / "many.db", Path(place))
        few = await _open(folder / "few.db", Path(place))
        figures = []
        for name, lines in _lines(made).items():
            told(f"{name}, {TIMES} times at {MANY:,} incidents and at {FEW:,}")
            title = f"{name}: {MANY:,} incidents against {FEW:,} (ms)"
            figures.append(compared(title, await _pairs(many, few, name, lines), GOAL))
        await many.close()
        await few.close()
    return figures


def _lines(made: dict[str, str]) -> dict[str, list[Line]]:
    """What is said; people take turns, so that no answer is the last one again."""
    poll, id = made["poll"], made["incident"]
    each = {
        "poll vote": f"poll vote {poll} yes",
        "incident show": f"incident show {id}",
        "incident list": "incident list state=XV",
        "find (a common word)": "find birth",
        "find (two common words)": "find birth certificates",
        "find (a rare word)": "find 500",
        "today": "today",
    }
    people = list(VOTERS.values())
    return {
        name: [Line(people[number % len(people)], line) for number in range(TIMES + WARM)]
        for name, line in each.items()
    }


async def _pairs(
    many: Database, few: Database, name: str, lines: list[Line]
) -> list[tuple[float, float]]:
    pairs = []
    for number, line in enumerate(lines):
        for side in (many, few):
            await heard(side, f"{name} {number}", line)
        pairs.append((await timed(many, perform), await timed(few, perform)))
    return pairs[WARM:]


async def _open(kept: Path, folder: Path) -> Database:
    """A copy, for what is said changes it."""
    copy = folder / kept.name
    shutil.copy(kept, copy)
    return await Database.open(f"sqlite:///{copy}", KEYS)


async def _kept(told: Callable[[str], None]) -> Path:
    """The folder of the filled files, filled now unless they are there."""
    folder = Path(tempfile.gettempdir()) / f"comity-bench-{_shape()}"
    if (folder / "made.json").exists():
        told(f"{MANY:,} incidents are there from the last run")
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    place = Files(folder)
    made: dict[str, str] = {}

    async def prepare(drill: Drill) -> None:
        made.update(await put(drill))

    url = await model(place, "few", prepare)
    began = perf_counter()
    for name, count in (("many", MANY), ("few", FEW)):
        told(f"{count:,} incidents are written (some minutes for a million)")
        if name == "many":
            place.copy(url, name)
        until = START - timedelta(days=1)
        await asyncio.to_thread(fill.fill, folder / f"{name}.db", KEYS, count, until)
    told(f"written in {perf_counter() - began:.0f} s")
    (folder / "made.json").write_text(json.dumps(made))
    return folder


def _shape() -> str:
    """Changes with the tables and with what is written into them."""
    tables = [repr(table) for table in metadata.sorted_tables]
    code = Path(fill.__file__).read_text("utf-8")
    return sha256("\n".join([*tables, code, str(MANY)]).encode()).hexdigest()[:12]

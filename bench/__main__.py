"""`make bench`: measures everything, prints a table and writes bench/results.json."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from bench import (
    deadlines,
    demonstration,
    last_minute,
    live,
    million,
    postgres,
    talk,
    transactions,
)
from bench.figure import Figure, machine
from bench.places import Files, Place, Server
from bench.slack import acks, cards, replicas
from bot.demo.synapse import Synapse

RESULTS = Path(__file__).parent / "results.json"
PARTS = (
    *("transactions", "deadlines", "replicas", "slack", "cards", "lastminute"),
    *("demonstration", "live", "million"),
)


def told(text: str) -> None:
    """Progress, with the seconds since the start."""
    print(f"{perf_counter() - _BEGAN:7.1f} s  {text}", flush=True)


_BEGAN = perf_counter()


async def measure(folder: Path, parts: tuple[str, ...]) -> list[Figure]:
    """These parts, on SQLite and on PostgreSQL where it matters."""
    found: list[Figure] = []
    with postgres.server() as server:
        places: tuple[Place, ...] = (Files(folder), Server(server))
        for place in places:
            if "transactions" in parts:
                found += await transactions.measure(place, told)
        for place in places:
            if "deadlines" in parts:
                found += await deadlines.measure(place, told)
        if "replicas" in parts:
            found += await replicas.measure(Server(server), _new(folder, "replicas"), told)
    if "slack" in parts:
        found += await acks.measure(_new(folder, "slack"), told)
    for part, measured in _WITH_PEOPLE.items():
        if part in parts:
            found += await measured(_new(folder, part), told)
    if "million" in parts:
        found += await million.measure(told)
    return found


def _new(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made


async def _live(folder: Path, told: Callable[[str], None]) -> list[Figure]:
    """Everything that needs a homeserver and the bot as a process."""
    told("a homeserver starts, and the bot makes its rooms")
    with Synapse(folder / "homeserver") as synapse:
        async with live.installed(synapse, folder) as bot:
            found = await live.measure(bot, told)
            return found + await talk.measure(synapse, bot, folder, told)


_WITH_PEOPLE = {
    "cards": cards.measure,
    "lastminute": last_minute.measure,
    "demonstration": demonstration.measure,
    "live": _live,
}


def _keep(found: dict[str, Any], *, everything: bool) -> None:
    """Write what was found; in the place of older figures of the same names where not all was."""
    old = [] if everything else json.loads(RESULTS.read_text())
    kept = {one["name"]: one for one in old} | found
    RESULTS.write_text(json.dumps(list(kept.values()), indent=2) + "\n")


def table(figures: list[Figure]) -> str:
    """The figures for people."""
    head = ("", "ours", "baseline", "ratio", "goal", "")
    rows = [head, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = []
    for row in rows:
        first, *others = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        cells = [first.strip().ljust(widths[0]), *others]
        lines.append("  ".join(cells).rstrip())
    return "\n".join([*lines, "", machine()])


def _row(figure: Figure) -> tuple[str, ...]:
    sign = "≥" if figure.higher_is_better else "≤"
    plain = [figure.ours, figure.baseline, figure.ratio]
    numbers = ("" if number is None else f"{number:.4g}" for number in plain)
    return (figure.name, *numbers, f"{sign} {figure.goal:g}", "ok" if figure.ok else "missed")


def main(parts: tuple[str, ...]) -> int:
    """1 where something was lost or done twice; a figure that misses its goal is only shown."""
    with tempfile.TemporaryDirectory(prefix="comity-bench-") as folder:
        figures = asyncio.run(measure(Path(folder), parts))
    _keep({figure.name: figure.data() for figure in figures}, everything=parts == PARTS)
    print("\n" + table(figures))
    return int(any(figure.must and not figure.ok for figure in figures))


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or PARTS))

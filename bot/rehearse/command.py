"""`comity rehearse FILE`: plays a file and says where it did not hold."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from bot.rehearse.play import Play, Unmet
from bot.rehearse.process import Nursery
from bot.rehearse.script import Unreadable, read

HELD, NOT_HELD, UNREADABLE = 0, 1, 2


def rehearse(
    file: Path,
    database: str | None,
    as_json: bool,
    key: Path = Path("comity.key"),
    nursery: Nursery | None = None,
) -> int:
    """Play the file; 0 when everything held, 1 when something did not, 2 when it is unreadable.

    Who plays many files gives the process of which all their bots are forked.
    """
    if nursery is None:
        with Nursery() as own_nursery:
            return rehearse(file, database, as_json, key, own_nursery)
    with tempfile.TemporaryDirectory(prefix="comity-") as folder:
        url = database or f"sqlite:///{folder}/rehearsal.db"
        own = key if database else Path(folder) / "master.key"
        play = Play(nursery, url, own, _printing(as_json))
        try:
            for step in read(file):
                _one(play, step, file, as_json)
        except (Unreadable, OSError) as wrong:
            sys.stderr.write(f"{file}: {wrong}\n")
            return UNREADABLE
        except Unmet:
            return NOT_HELD
        finally:
            play.end()
    return HELD


def _one(play: Play, step: Any, file: Path, as_json: bool) -> None:
    try:
        play.step(step)
    except Unmet as unmet:
        if as_json:
            told = {"line": step.line, "text": step.text, "unmet": str(unmet)}
            sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        else:
            sys.stderr.write(f"{file}:{step.line}: {step.text}\n  {unmet}\n")
        raise


def _printing(as_json: bool) -> Any:
    def as_object(told: dict[str, Any]) -> None:
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")

    def in_words(told: dict[str, Any]) -> None:
        if "said" in told:
            rule = f" ({told['rule']})" if told["rule"] else ""
            who = f"{told['person']}@{told['room']}"
            sys.stdout.write(
                f"{told['line']:>4}  {who}: {told['said']} — {told['outcome']}{rule}\n"
            )
        else:
            sys.stdout.write(
                f"{told['line']:>4}  clock {told['at']}: {len(told['acts'])} performed\n"
            )

    return as_object if as_json else in_words

"""A workspace whose risk nobody has accepted: its direct rooms hold GREEN at most (P-01)."""

from __future__ import annotations

from pathlib import Path

from bot.rehearse.drill import Drill
from config.directory import read
from storage.directory.plan import apply, difference
from storage.store import Store
from tests.commands.accrediting import REGISTRAR


async def unaccepted(drill: Drill, folder: Path) -> None:
    """Take the acceptance of the demonstration's workspace back."""
    await imported(drill, folder / "slack.csv", "id,name\nT0COMITY,Comity\n")


async def only_slack(drill: Drill, folder: Path, person: str, account: str) -> None:
    """Let a person be reached in Slack alone."""

    def left(store: Store) -> str:
        people = store.directory.everybody()
        rows = ["id,name,zone,matrix,slack"]
        for one in people:
            slack = store.directory.account_of(one.id, "slack") or ""
            matrix = store.directory.account_of(one.id, "matrix") or ""
            found = ("", account) if one.id == person else (matrix, slack)
            rows.append(",".join((one.id, one.name, one.zone, *found)))
        return "\n".join(rows)

    await imported(drill, folder / "person.csv", await drill.runtime.database.run(left))


async def imported(drill: Drill, path: Path, content: str) -> None:
    """Import one file of tables; it must be without a mistake."""
    path.write_text(content, encoding="utf-8")
    entries = read(path)

    def done(store: Store) -> None:
        apply(difference(entries, store.directory), store.directory, drill.now, REGISTRAR)

    await drill.runtime.database.run(done)

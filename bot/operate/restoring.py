"""A copy becomes a running bot's database again: what may be sent, and what operators are told.

Without `same_device` the bot may have gone on after the copy was made. Then what was waiting may
have been sent already and is put aside, and the Matrix device is left behind: going back to older
ratchets of a device that others have spoken with since would make its words unreadable. The
account's cross-signing keys are kept, so that the new device is trusted like the old one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.operate.platforms import platforms_of
from bot.operate.progress import Progress
from bot.operate.record import CHAIN, LAST
from bot.steady import utc_now
from commands.answer import alert
from commands.deployment import Deployment
from config.settings import Settings
from coordination.said import Said
from storage.backup.archive import About, members
from storage.backup.loading import hold, load, unperformed
from storage.database import Database, migrate
from storage.keyring import Keyring
from storage.store import Store

IDENTITY = "cross-signing.json"


@dataclass(frozen=True)
class Restored:
    """How many rows were put aside, acts wait to be performed, and deadlines have passed."""

    held: int
    waiting: int
    due: int
    new_device: bool


def kept_files(copy: About, chosen: Settings, *, same_device: bool) -> list[tuple[Path, bytes]]:
    """The files that are put in place, and where."""
    key = [(chosen.database.key, one.content) for one in copy.of("key")]
    matrix = [
        (chosen.matrix.store / Path(one.name).name, one.content)
        for one in copy.of("matrix")
        if same_device or one.name == IDENTITY
    ]
    slack = [(chosen.slack.store / Path(one.name).name, one.content) for one in copy.of("slack")]
    return key + slack + matrix


async def put_back(
    file: Path,
    passphrase: str,
    copy: About,
    chosen: Settings,
    watch: Progress,
    *,
    same_device: bool,
) -> Restored:
    """Tables of the copy's age, its rows, then this version's tables, then word of it."""
    url = chosen.database.url
    [key] = copy.of("key")
    await migrate(url, copy.revision)
    database = await Database.open(url, Keyring.read(key.content.decode("ascii")))
    now = utc_now()

    def work(store: Store) -> int:
        with file.open("rb") as opened:
            seen = lambda n: watch.show(Said("cli.rows_restored", n=n))  # noqa: E731
            load(store, copy, members(opened, passphrase), seen)
        return 0 if same_device else hold(store, now)

    try:
        held = await database.run(work)
        await migrate(url)
        return await database.run(lambda store: _told(store, copy, chosen, now, held, same_device))
    finally:
        await database.close()


def _told(
    store: Store, copy: About, chosen: Settings, now: datetime, held: int, same_device: bool
) -> Restored:
    """Record it in the audit, and tell the operators' rooms."""
    entry = {"act": "restore", "person": None, "at": now, "copy": copy.made_at, "held": held}
    store.audit.append(CHAIN, "", entry | {"outcome": "done"}, now)
    store.directory.keep_setting(LAST, copy.made_at.isoformat())
    deployment = Deployment(platforms_of(chosen))
    said = Said("operators.restored", at=copy.made_at, n=held)
    alert(store, said, f"restored:{now.isoformat()}", now, deployment)
    waiting = unperformed(store)
    leaves = bool(chosen.matrix.homeserver) and not same_device
    return Restored(held, waiting, len(store.deadlines.due(now)), leaves)


def after(done: Restored) -> list[Said]:
    """Each thing that is not as it was, with what to do."""
    told = []
    if done.held:
        told.append(Said("cli.restored_held", n=done.held))
    if done.waiting:
        told.append(Said("cli.restored_waiting", n=done.waiting))
    if done.due:
        told.append(Said("cli.restored_due", n=done.due))
    if done.new_device:
        told.append(Said("cli.restored_device"))
    return [*told, Said("cli.restored_next")]

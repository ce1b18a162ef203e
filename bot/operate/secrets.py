"""The files that hold secrets: there is something in them, they are ours, and nobody else's."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.operate.finding import Finding, well, wrong
from bot.operate.owners import foreign_in, name_of
from config.secrets import SecretFile
from config.settings import Settings
from coordination.said import Said

HANDED_OVER = (Path("/run/secrets"), Path("/run/credentials"))
"""Where a container's engine and systemd put secrets, each with the mode that it chooses."""
_OTHERS = 0o077


def secrets(
    files: Iterable[SecretFile],
    chosen: Settings,
    us: int | None = None,
    handed_over: tuple[Path, ...] = HANDED_OVER,
) -> Iterator[Finding]:
    """Each file that is there, and the folders in which sessions and tokens are kept.

    `us` is the account that the bot runs as: ours, unless root looks for somebody.
    """
    for one in files:
        found = _there(one.path)
        if found is not None and stat.S_ISREG(found.st_mode):
            yield _file(one, found, us, handed_over)
    yield from _folders(chosen, us)


def _there(path: Path) -> os.stat_result | None:
    """What is there; None also where we may not look, as is told where a secret cannot be read."""
    try:
        return path.stat()
    except OSError:
        return None


def _file(
    one: SecretFile, found: os.stat_result, us: int | None, handed_over: tuple[Path, ...]
) -> Finding:
    path, keys = str(one.path), one.keys
    account, mode = os.geteuid() if us is None else us, stat.S_IMODE(found.st_mode)
    if os.access(one.path, os.R_OK) and not one.path.read_bytes().strip():
        said = Said("doctor.secret_empty", path=path, keys=keys)
        return wrong("secret", said, Said("doctor.secret_missing_advice", path=path))
    if any(one.path.resolve().is_relative_to(place) for place in handed_over):
        return well("secret", Said("doctor.secret_handed_over", path=path, keys=keys))
    if account and found.st_uid != account:
        said = Said("doctor.secret_owner", path=path, keys=keys, owner=name_of(found.st_uid))
        advice = Said("doctor.secret_owner_advice", path=path, account=name_of(account))
        return wrong("secret", said, advice)
    if mode & _OTHERS:
        said = Said("doctor.secret_open", path=path, keys=keys, mode=f"{mode:04o}")
        return wrong("secret", said, Said("doctor.key_open_advice", path=path))
    return well("secret", Said("doctor.secret", path=path, keys=keys))


def _folders(chosen: Settings, us: int | None) -> Iterator[Finding]:
    stores = [chosen.matrix.store] if chosen.matrix.homeserver else []
    stores += [chosen.slack.store] if chosen.slack.installs else []
    for store in stores:
        found = _there(store)
        if found is None or not stat.S_ISDIR(found.st_mode):
            continue
        if closed := foreign_in(store, us):
            yield closed
        elif (mode := stat.S_IMODE(found.st_mode)) & _OTHERS:
            said = Said("doctor.folder_open", path=str(store), mode=f"{mode:04o}")
            yield wrong("secret", said, Said("doctor.folder_open_advice", path=str(store)))

"""Whose files these are: what somebody else made, root by mistake above all, the bot cannot use."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

from bot.operate.finding import Finding, wrong
from coordination.said import Said


def foreign(check: str, path: Path, us: int | None = None) -> Finding | None:
    """That a file which is there belongs to another account than the bot's.

    `us` is the account that the bot runs as: ours, unless root looks for somebody.
    """
    account = os.geteuid() if us is None else us
    try:
        owner = path.stat().st_uid
    except FileNotFoundError:
        return None
    except OSError as no:
        said = Said("doctor.file_hidden", path=str(path), why=no.strerror)
        return wrong(check, said, Said("doctor.file_hidden_advice", account=name_of(account)))
    shared = us is None and os.access(path, os.R_OK | os.W_OK)
    if not account or owner == account or shared:
        return None
    said = Said("doctor.file_owner", path=str(path), owner=name_of(owner))
    advice = Said("doctor.secret_owner_advice", path=str(path), account=name_of(account))
    return wrong(check, said, advice)


def foreign_in(folder: Path, us: int | None = None) -> Finding | None:
    """That a folder, or the first file in it, belongs to another account than the bot's."""
    account = os.geteuid() if us is None else us
    within = sorted(folder.iterdir()) if os.access(folder, os.R_OK | os.X_OK) else []
    for path in (folder, *within):
        owner = path.lstat().st_uid
        if account and owner != account:
            said = Said("doctor.file_owner", path=str(path), owner=name_of(owner))
            names = {"path": str(folder), "account": name_of(account)}
            return wrong("secret", said, Said("doctor.folder_owner_advice", **names))
    return None


def name_of(account: int) -> str:
    """What the machine calls an account, or its number."""
    try:
        return pwd.getpwuid(account).pw_name
    except KeyError:
        return str(account)

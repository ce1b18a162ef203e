"""What must survive a restart: the device, the sync token, the cross-signing keys."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path
from typing import Any

SESSION = "session.json"
"""The name under which the device and its token are kept."""


class Damaged(Exception):
    """A file that was kept holds something else now; it must be put back, or done without."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class Kept:
    """Small files in a folder that only we may read, each written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock: int | None = None
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)

    def lock(self) -> None:
        """Keep the folder for this process; two on one device would spoil each other's keys.

        Raises BlockingIOError while another process keeps it.
        """
        if self._lock is not None:
            return
        descriptor = os.open(self.folder / "lock", os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise BlockingIOError(f"another process uses {self.folder}") from None
        self._lock = descriptor

    def unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def read(self, name: str) -> dict[str, Any]:
        """What was kept under this name; nothing where nothing was. Raises `Damaged`."""
        try:
            text = (self.folder / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            return {}
        except UnicodeDecodeError:
            raise Damaged(self.folder / name) from None
        try:
            kept = json.loads(text)
        except ValueError:
            kept = None
        if not isinstance(kept, dict):
            raise Damaged(self.folder / name)
        return kept

    def write(self, name: str, value: dict[str, Any]) -> None:
        """Keep this, also over a power cut: an empty token file would lose events."""
        new = self.folder / (name + ".new")
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(value, file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.folder / name)

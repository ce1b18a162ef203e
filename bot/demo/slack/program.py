"""The program of the Slack-compatible server, which npm installs once (for one kind of machine)."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

INSTALL_SECONDS = 300.0


class NotInstalled(Exception):
    """The program is not here: says what installs it, or for which machine there is none."""


def install(folder: Path) -> None:
    """Install what the folder's lock names; raises `NotInstalled`.

    The node that was installed with us (`comity[demo]`) goes before any other.
    """
    here = f"{sys.platform} {platform.machine()}"
    if here != "linux x86_64":
        raise NotInstalled(here)
    path = f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ.get('PATH', '')}"
    npm = shutil.which("npm", path=path)
    if npm is None or not os.access(folder, os.W_OK):
        raise NotInstalled(f"npm ci --prefix {folder}")
    try:
        subprocess.run(
            [npm, "ci", "--silent", "--ignore-scripts"],
            cwd=folder,
            env={**os.environ, "PATH": path},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=INSTALL_SECONDS,
        )
    except (OSError, subprocess.SubprocessError) as fault:
        raise NotInstalled(f"npm ci --prefix {folder}") from fault

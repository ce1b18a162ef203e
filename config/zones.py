"""The rules of time zones: those of the pinned `tzdata` package and not the machine's.

Two machines could otherwise disagree about a deadline.
"""

from __future__ import annotations

import zoneinfo
from importlib.metadata import PackageNotFoundError, version


def pin_time_zones() -> None:
    """Use the package's rules from now on; call it at start."""
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()


def release() -> str:
    """The release of the rules that can be read, such as `2026.6`; empty where there are none."""
    try:
        zoneinfo.ZoneInfo.no_cache("Etc/UTC")
        return version("tzdata")
    except (zoneinfo.ZoneInfoNotFoundError, PackageNotFoundError):
        return ""

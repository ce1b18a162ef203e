"""How the data files beside this module are read: once, and never from anywhere else."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def table(name: str) -> dict[str, Any]:
    """The whole of a TOML file of this folder; raises ValueError when it is malformed."""
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))

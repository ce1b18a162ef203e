"""The type: typst's own Libertinus, and DejaVu, which comes with matplotlib, for other scripts."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from typst import Fonts


@cache
def fonts() -> Fonts:
    """Found once; the machine's own fonts stand in only for scripts that these do not have."""
    found = find_spec("matplotlib")  # found, not imported: it is large
    origin = found.origin if found else None
    shipped = [Path(origin).parent / "mpl-data" / "fonts" / "ttf"] if origin else []
    return Fonts(font_paths=shipped)

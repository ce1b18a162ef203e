"""Directory files: TOML, CSV or XLSX, read into entries that know their line or cell."""

from __future__ import annotations

from config.directory.check import check
from config.directory.entries import Entries, Entry, Problem, Spot
from config.directory.read import read

__all__ = ["Entries", "Entry", "Problem", "Spot", "check", "read"]

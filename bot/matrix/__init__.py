"""The Matrix edge: end-to-end encrypted rooms, through matrix-nio's Olm machine and plain HTTP."""

from bot.matrix.platform import MatrixPlatform
from bot.matrix.settings import MatrixSettings

__all__ = ["MatrixPlatform", "MatrixSettings"]

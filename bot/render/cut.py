"""Long text in pieces."""

from __future__ import annotations


def cut(text: str, limit: int) -> tuple[str, ...]:
    """Pieces of at most `limit` characters: after a line where possible, else after a word."""
    pieces = []
    while len(text) > limit:
        end = max(text.rfind("\n", 0, limit) + 1, 0) or text.rfind(" ", 0, limit) + 1 or limit
        pieces.append(text[:end])
        text = text[end:]
    return (*pieces, text) if text or not pieces else tuple(pieces)

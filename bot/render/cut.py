"""Long text in pieces, or cut short."""

from __future__ import annotations


def cut(text: str, limit: int) -> tuple[str, ...]:
    """Pieces of at most `limit` characters: after a line where possible, else after a word."""
    pieces = []
    while len(text) > limit:
        end = max(text.rfind("\n", 0, limit) + 1, 0) or text.rfind(" ", 0, limit) + 1 or limit
        pieces.append(text[:end])
        text = text[end:]
    return (*pieces, text) if text or not pieces else tuple(pieces)


def shorter(text: str, limit: int) -> str:
    """The whole text, or at most `limit` characters of it: whole words if it can be, and “…”."""
    if len(text) <= limit:
        return text
    kept = text[:limit]
    words = kept.rpartition(" ")[0].rstrip()
    return f"{words or kept[:-1]}…"

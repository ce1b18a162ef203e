"""A message as a person sees it."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Seen:
    """A message as a person sees it now."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: tuple[dict[str, Any], ...]
    thread: str | None
    private: bool
    """Whether this person alone sees it."""
    edited: bool
    files: tuple[dict[str, Any], ...]

    @property
    def words(self) -> str:
        """What can be read in it: its blocks, or its text where it has none."""
        found = [*texts(self.blocks)] if self.blocks else [self.text]
        return html.unescape("\n".join(found))

    @property
    def buttons(self) -> tuple[str, ...]:
        return tuple(part["text"]["text"] for _, part in parts(self.blocks, "button"))


def texts(part: object) -> Iterator[str]:
    """Every text that stands in blocks, in order."""
    if isinstance(part, Mapping):
        if part.get("type") in ("mrkdwn", "plain_text", "text") and isinstance(
            part.get("text"), str
        ):
            yield str(part["text"])
        else:
            for inner in part.values():
                yield from texts(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from texts(inner)


def parts(blocks: object, *kinds: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The interactive parts of these kinds, each with the id of its block."""
    for block in blocks if isinstance(blocks, list | tuple) else ():
        inner = [*block.get("elements", ()), block.get("accessory"), block.get("element")]
        for part in inner:
            if isinstance(part, dict) and part.get("type") in kinds:
                yield block.get("block_id", ""), part


def seen_now(message: dict[str, Any]) -> Seen:
    """What the page has, as it is seen."""
    return Seen(
        message["channel"],
        message["ts"],
        message.get("user", ""),
        message.get("text") or "",
        tuple(message.get("blocks") or ()),
        message.get("thread_ts"),
        message.get("subtype") == "ephemeral",
        "edited" in message,
        tuple(message.get("files") or ()),
    )

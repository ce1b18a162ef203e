"""What a rule says without refusing: force W asks for a reason, force R only prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coordination.said import Said


@dataclass(frozen=True)
class Warn:
    """The act may go on. `asks` is true where a reason is recorded first (force W)."""

    rule: str
    said: Said
    asks: bool = True


def reminder(rule: str, said: Said) -> Warn:
    """What is printed and waits for nothing (force R or O)."""
    return Warn(rule, said, asks=False)


def asking(warnings: Iterable[Warn]) -> tuple[Warn, ...]:
    """Those for which a reason is wanted before the act goes on."""
    return tuple(warning for warning in warnings if warning.asks)

"""Lifecycles as tables: what is not listed is refused (state-machines, 4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from coordination.refused import Refused
from coordination.said import Said

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True)
class Lifecycle(Generic[S]):
    """One kind of thing: the act that is done, from which stages, and where it leads."""

    noun: str
    acts: Mapping[str, Mapping[S, S]]

    def after(self, act: str, stage: S) -> S:
        """The stage that the act leads to; raises `Refused` when the table does not list it."""
        try:
            return self.acts[act][stage]
        except KeyError:
            may = tuple(Said(f"stage.act.{self.noun}.{a}") for a in self.possible(stage))
            said = Said(
                "stage.not_listed" if may else "stage.over",
                act=Said(f"stage.act.{self.noun}.{act}"),
                stage=Said(f"stage.{self.noun}.{stage.value}"),
                **({"may": may} if may else {}),
            )
            raise Refused("stage", said) from None

    def towards(self, act: str, stage: S, among: Collection[str]) -> tuple[str, ...]:
        """Of these acts those with which the fewest steps lead to where `act` is listed."""
        seen, edge = {stage}, {stage: dict[str, None]()}
        while edge:
            beyond: dict[S, dict[str, None]] = {}
            for at, firsts in edge.items():
                for one in self.possible(at):
                    to = self.acts[one][at]
                    if one in among and to not in seen:
                        beyond.setdefault(to, {}).update(firsts or {one: None})
            there = [firsts for at, firsts in beyond.items() if at in self.acts[act]]
            if there:
                return tuple(dict.fromkeys(first for firsts in there for first in firsts))
            seen, edge = seen | beyond.keys(), beyond
        return ()

    def possible(self, stage: S) -> tuple[str, ...]:
        """The acts that this stage allows, in the table's order."""
        return tuple(act for act, moves in self.acts.items() if stage in moves)

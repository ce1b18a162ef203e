"""One figure of the benchmark: what was measured, against what, and whether it is good enough."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median, quantiles
from typing import Any


@dataclass(frozen=True)
class Figure:
    """`ratio` is the median of ours to baseline, pair by pair; without a baseline it is None.

    `goal` is what the ratio (or `ours`, where there is no ratio) is compared with; `spread` are
    the quartiles of the same. The unit of `ours` and `baseline` stands in the name.
    """

    name: str
    ours: float
    baseline: float | None
    ratio: float | None
    goal: float
    higher_is_better: bool
    spread: tuple[float, float]
    runs: int

    @property
    def must(self) -> bool:
        """Whether it counts what may never happen, such as an answer that was lost."""
        return self.ratio is None and self.goal == 0

    @property
    def ok(self) -> bool:
        """Whether the goal is reached."""
        reached = self.ours if self.ratio is None else self.ratio
        return reached >= self.goal if self.higher_is_better else reached <= self.goal

    def data(self) -> dict[str, Any]:
        """The figure as JSON data, with the machine that it was measured on."""
        return asdict(self) | {"machine": machine()}


def compared(
    name: str, pairs: Sequence[tuple[float, float]], goal: float, *, higher_is_better: bool = False
) -> Figure:
    """A figure from (ours, baseline), each pair measured one right after the other."""
    ratios = [ours / base for ours, base in pairs]
    ours, base = (median(side) for side in zip(*pairs, strict=True))
    return Figure(
        name, ours, base, median(ratios), goal, higher_is_better, _quartiles(ratios), len(pairs)
    )


def alone(name: str, several: Sequence[float], goal: float) -> Figure:
    """A figure that is compared with its goal only; less is better."""
    return Figure(name, median(several), None, None, goal, False, _quartiles(several), len(several))


def late(name: str, several: Sequence[float], goal: float) -> Figure:
    """The 95th percentile, compared with its goal only; less is better."""
    worst = quantiles(several, n=20, method="inclusive")[-1]
    return Figure(name, worst, None, None, goal, False, _quartiles(several), len(several))


def worst(name: str, several: Sequence[float], goal: float) -> Figure:
    """The largest, compared with its goal only; less is better."""
    return Figure(name, max(several), None, None, goal, False, _quartiles(several), len(several))


def counted(name: str, number: int) -> Figure:
    """How many were lost or done twice: there may be none."""
    return Figure(name, number, None, None, 0, False, (number, number), 1)


def machine() -> str:
    """The machine, in a word a reader can compare, and how many wanted its processors."""
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} processors, {system}, load {os.getloadavg()[0]:.1f}"


def _quartiles(several: Sequence[float]) -> tuple[float, float]:
    if len(several) < 2:
        return several[0], several[0]
    low, _, high = quantiles(several, n=4, method="inclusive")
    return low, high

"""The shapes that stand beside words in a picture."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from commands.picture import Sign

_SHAPES: dict[Sign, dict[str, Any]] = {
    Sign.FULL: {"marker": "o", "fillstyle": "full"},
    Sign.HALF: {"marker": "o", "fillstyle": "left", "markerfacecoloralt": "white"},
    Sign.RING: {"marker": "o", "fillstyle": "none"},
    Sign.TRIANGLE: {"marker": ">", "fillstyle": "none"},
    Sign.DASH: {"marker": "_", "fillstyle": "full"},
}
SIZE = 4.6
"""Points across."""


def stamp(axes: Axes, sign: Sign, x: float, y: float, ink: str) -> None:
    """Draw one; what is unknown is three small dots."""
    if sign is Sign.DOTS:
        places = [x - 0.035, x, x + 0.035]
        axes.plot(places, [y, y, y], linestyle="", marker=".", color=ink, markersize=1.6)
        return
    shape = _SHAPES[sign]
    axes.plot([x], [y], linestyle="", color=ink, markersize=SIZE, markeredgewidth=0.9, **shape)

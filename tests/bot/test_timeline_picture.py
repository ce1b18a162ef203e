"""A timetable survives the outbox and is drawn as PNG, whatever it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from matplotlib.image import imread

from bot.pictures import drawn
from bot.render.reader import Reader
from commands.timeline import Span, Stroke, Timeline
from coordination.said import Said

pytestmark = pytest.mark.xdist_group("pictures")  # one worker loads what draws

NOW = datetime(2026, 6, 2, 9, tzinfo=UTC)
STATE = Said("plan.state.running")
WHO = Said("plan.organisation", name="UNICEF")


def timeline(*spans: Span) -> Timeline:
    return Timeline(
        name="PLA-1",
        title=Said("plan.picture", id="PLA-1", title="Registry"),
        starts=NOW - timedelta(days=60),
        ends=NOW + timedelta(days=120),
        now=NOW,
        spans=spans,
        keys=((Stroke.LIGHT, STATE),),
        foot=(Said("plan.key.now", now=NOW),),
        alternative=Said("plan.alternative", id="PLA-1", n=len(spans), ends=NOW),
    )


@pytest.mark.rule("U-38")
@pytest.mark.parametrize("stroke", Stroke)
def test_a_timetable_is_read_from_the_outbox_and_drawn(stroke: Stroke) -> None:
    late = Span(1, WHO, "Train $x_1$ registrars " * 9, STATE, stroke, NOW, NOW, NOW, ((NOW, True),))
    bare = Span(2, WHO, "Nothing yet", STATE, stroke, NOW - timedelta(days=999), None)
    made = timeline(late, bare)
    assert Timeline.read(made.data()) == made
    assert drawn(made, Reader("en", "Europe/Amsterdam")).startswith(b"\x89PNG")


@pytest.mark.rule("U-38")
def test_what_runs_past_its_day_looks_like_nothing_else_in_colour_and_in_grey() -> None:
    def bar(stroke: Stroke) -> tuple[float, float, float]:
        """The strongest colour of a span; as grey, how light it is and how often that changes."""
        ends = NOW + timedelta(days=60)
        made = timeline(Span(1, WHO, "Train", STATE, stroke, NOW - timedelta(days=50), ends))
        pixels = imread(BytesIO(drawn(replace(made, keys=(), foot=()), Reader("en", "UTC"))))
        colours = pixels[:, :, :3]
        grey = colours.mean(axis=2)
        strongest = (colours.max(axis=2) - colours.min(axis=2)).max()
        return float(strongest), float(grey.mean()), float(abs(grey[:, 1:] - grey[:, :-1]).sum())

    colour, light, changes = bar(Stroke.CROSSED)
    for stroke in set(Stroke) - {Stroke.CROSSED}:
        other, lightness, changing = bar(stroke)
        assert other < colour / 2, stroke  # the ink is a little blue
        assert abs(light - lightness) > 0.003 or abs(changes - changing) > changes / 10, stroke

"""Our own clock: it follows no jump of the machine's alone, and never goes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from bot.steady import TOLERANCE, Steady

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Machine:
    """A machine whose clock can be set while real time passes."""

    def __init__(self) -> None:
        self.wall, self.passed = START, 0.0
        self.steady = Steady(lambda: self.wall, lambda: self.passed)

    def goes_on(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.passed += seconds


@pytest.mark.rule("DR-11")
@pytest.mark.parametrize("jump", [HOUR, -HOUR, timedelta(days=400), timedelta(seconds=-3)])
def test_a_jump_of_the_machines_clock_moves_nothing(jump: timedelta) -> None:
    machine = Machine()
    machine.wall += jump
    assert machine.steady() == START
    machine.goes_on(60)
    assert machine.steady() == START + timedelta(minutes=1)
    assert machine.steady.jumped == jump
    machine.wall -= jump
    assert machine.steady() == START + timedelta(minutes=1)
    assert not machine.steady.jumped


def test_small_corrections_are_followed() -> None:
    machine = Machine()
    for _ in range(10):
        machine.goes_on(60)
        machine.wall += timedelta(seconds=1)
        assert machine.steady() == machine.wall
    assert not machine.steady.jumped


def test_a_jump_is_followed_when_a_server_says_the_same_time() -> None:
    machine = Machine()
    machine.wall += HOUR
    machine.steady()
    assert not machine.steady.witnessed(-HOUR)  # the server agrees with our count
    assert machine.steady() == START
    assert machine.steady.witnessed(timedelta(seconds=1))
    assert machine.steady() == START + HOUR


def test_a_followed_jump_back_lets_the_time_stand_still_until_it_is_reached_again() -> None:
    machine = Machine()
    machine.wall -= HOUR
    machine.steady()
    assert machine.steady.witnessed(timedelta(0))
    assert machine.steady() == START
    machine.goes_on(3_601)
    assert machine.steady() == START + timedelta(seconds=1)


def test_what_a_former_life_received_is_never_later_than_now() -> None:
    machine = Machine()
    assert machine.steady.not_before(START + timedelta(minutes=1))
    assert machine.steady() == START + timedelta(minutes=1)
    assert not machine.steady.not_before(START + HOUR)


@pytest.mark.rule("DR-11")
@over(
    st.lists(
        st.tuples(st.floats(0, 5_000), st.floats(-1e6, 1e6), st.booleans()), min_size=1, max_size=20
    )
)
def test_it_never_goes_back_and_no_jump_makes_it_run_ahead(
    steps: list[tuple[float, float, bool]],
) -> None:
    machine, before = Machine(), START
    for count, (goes_on, jump, small) in enumerate(steps, 1):
        machine.goes_on(goes_on)
        machine.wall += timedelta(seconds=max(-1.9, min(1.9, jump)) if small else jump)
        now = machine.steady()
        assert now >= before
        # Each step is rounded to a microsecond by itself.
        rounded = timedelta(microseconds=count)
        assert now <= START + timedelta(seconds=machine.passed) + count * TOLERANCE + rounded
        before = now

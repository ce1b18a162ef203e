"""What a platform's rooms may hold at most."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.ceilings import OPEN, Acceptance, Workspace, capped, most
from coordination.parties import Room, Sees
from coordination.tlp import Tlp

SIGNED = Acceptance("The chair", date(2026, 3, 1), "Note 4")
labels = st.sampled_from(Tlp)
platforms = st.sampled_from(["matrix", "slack", "console"])
acceptances = st.sampled_from([None, SIGNED])


@pytest.mark.rule("P-01")
def test_slack_holds_green_and_with_an_acceptance_amber_strict() -> None:
    assert most("slack", None) is Tlp.GREEN
    assert most("slack", SIGNED) is Tlp.AMBER_STRICT
    assert most("matrix", None) is Tlp.RED
    assert Workspace("T0", "Comity").ceiling is Tlp.GREEN
    assert Workspace("T0", "Comity", SIGNED).ceiling is Tlp.AMBER_STRICT


@pytest.mark.rule("P-01", "T-10")
@given(labels, labels, platforms, acceptances, st.booleans())
def test_no_room_holds_more_than_its_platform_and_its_entry_allow(
    declared: Tlp, label: Tlp, platform: str, accepted: Acceptance | None, trusted: bool
) -> None:
    ceiling = capped(declared, platform, accepted)
    room = Room("r", platform, "x", "ica", Sees.PARTIES, ceiling, trusted=trusted)
    assert ceiling.fits(declared)
    assert ceiling.fits(most(platform, accepted))
    if room.holds(label):
        assert label.fits(declared)
        assert label.fits(most(platform, accepted))
        assert trusted or label is Tlp.CLEAR
        assert platform not in OPEN or accepted is not None or label.fits(Tlp.GREEN)

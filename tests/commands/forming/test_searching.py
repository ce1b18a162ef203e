"""A long list is searched as people type: whatever name a line takes is found by typing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias
from unicodedata import combining, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rehearse.drill import Drill
from commands.forming import Shape, suggestions
from commands.forming.suggesting import nearness
from commands.kinds.who import StateKind
from config.aliases import every_state, folded, names_of, state_code
from tests.commands.forming.filling import Hand
from tests.commands.incidents import said

STATES = {choice.word: choice for choice in StateKind().further()}
NAMED = [(code, name) for code in every_state() for name in (code, *names_of(code))]
Way: TypeAlias = Callable[[str], str]
WAYS: tuple[Way, ...] = (
    str.upper,
    lambda name: "".join(m for m in normalize("NFKD", name) if not combining(m)),
    lambda name: name.replace("\u2019", "'"),
    lambda name: name.replace("-", " "),
    lambda name: name.replace(" ", "_"),
    lambda name: f" {name} ",
)
"""How one and the same name may be typed."""


@given(named=st.sampled_from(NAMED), ways=st.lists(st.sampled_from(WAYS), max_size=3))
def test_every_name_that_a_line_takes_is_found_by_typing_it(
    named: tuple[str, str], ways: list[Way]
) -> None:
    code, typed = named
    for way in ways:
        typed = way(typed)
    assert state_code(typed) == code
    assert nearness(STATES[code], StateKind(), folded(typed)) == 0


async def found(hand: Hand, shape: Shape, typed: str) -> list[str]:
    return await hand.reads(
        lambda store, here, deployment, now: [
            one.word
            for one in suggestions(store, here, shape.carried, "state", typed, deployment, now)
        ]
    )


async def test_what_is_called_just_so_comes_first_and_nothing_is_hidden_by_its_signs(
    asking: Drill,
) -> None:
    hand = Hand(asking, "nl1", "draft")
    shape = await hand.shape("incident open")
    for typed, code in (
        ("cote d'ivoire", "CI"),
        ("c\u00f4te d'i", "CI"),
        ("turkiye", "TR"),
        ("turkey", "TR"),
        ("sao tome", "ST"),
        ("viet nam", "VN"),
        ("usa", "US"),
        ("holland", "NL"),
        ("uk", "GB"),
        ("us", "US"),
    ):
        assert (await found(hand, shape, typed))[:1] == [code], typed
    assert set(await found(hand, shape, "uk")) == {"GB", "UA"}
    assert await found(hand, shape, "Atlantis") == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [("cote d'ivoire", "CI"), ("sao tome", "ST"), ("guinea-bissau", "GW"), ("turkiye", "TR")],
)
async def test_a_line_takes_a_state_as_it_is_typed(drill: Drill, typed: str, code: str) -> None:
    line = f"incident open {typed} both practices=IP-DOC now=yes Two with one number"
    done = await said(drill, "nl1", "draft", line)
    assert done.outcome == "done"
    incident = await drill.runtime.database.run(
        lambda store: store.incidents.get(done.made["incident"])
    )
    assert incident is not None
    assert incident.concerned == (code,)

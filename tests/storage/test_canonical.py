from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.tlp import Tlp
from storage.canonical import canonical

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.dictionaries(st.text(), plain))
def test_the_order_in_which_keys_were_put_does_not_matter(value: dict[str, Any]) -> None:
    assert canonical(value) == canonical(dict(reversed(value.items())))


@given(st.sets(st.text()))
def test_a_set_is_written_in_one_order(value: set[str]) -> None:
    assert canonical(value) == canonical(sorted(value))


def test_one_instant_is_written_in_one_way() -> None:
    noon = datetime(2026, 3, 9, 12, tzinfo=UTC)
    assert canonical(noon) == canonical(noon.astimezone(timezone(timedelta(hours=9))))
    assert canonical([date(2026, 3, 9), Tlp.RED]) == b'["2026-03-09","TLP:RED"]'


@pytest.mark.parametrize("value", [1.5, b"x", {1: "x"}, datetime(2026, 3, 9), object()])  # noqa: DTZ001
def test_what_has_no_one_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)

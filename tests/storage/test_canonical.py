from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.said import Said, dumped
from coordination.tlp import Tlp
from storage.canonical import canonical, parsed, written, written_plain

texts = st.text() | st.text(st.characters())  # with halves of surrogate pairs as well
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
)


@given(plain)
def test_the_form_is_the_one_that_is_in_every_database_already(value: Any) -> None:
    form = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert canonical(value) == form.encode("utf-8", "surrogatepass")
    assert parsed(canonical(value)) == value


@given(plain, plain)
def test_a_part_that_was_written_before_makes_no_difference(part: Any, other: Any) -> None:
    form = canonical({"part": part, "other": other})
    assert canonical({"part": written(part), "other": other}) == form
    assert canonical({"part": written(part), "other": frozenset({"a"})}) == canonical(
        {"part": part, "other": ["a"]}
    )


class Word(str):
    pass


said = st.recursive(
    st.none() | st.booleans() | st.integers() | texts | texts.map(Word) | st.sampled_from(Tlp),
    lambda inner: st.lists(inner).map(tuple) | inner.map(lambda one: Said("some.key", one=one)),
)


@given(said)
def test_what_is_said_is_plain_and_is_written_without_a_second_look(value: Any) -> None:
    data = dumped(value)
    assert bytes(written_plain(data)) == canonical(data)


def test_what_cannot_be_said_is_refused() -> None:
    with pytest.raises(TypeError):
        dumped(cast("Any", 1.5))


def test_a_kind_of_text_is_written_as_its_text() -> None:
    assert canonical([Word("ö"), Tlp.RED, True]) == '["ö","TLP:RED",true]'.encode()


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

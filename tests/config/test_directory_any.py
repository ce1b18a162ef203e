"""Whatever stands in a directory file, reading it tells of it and never fails."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.directory import read
from config.directory.kinds import FORMS
from tests.config.test_directory import problems, read_toml


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_fail(
    tmp_path_factory: pytest.TempPathFactory, content: str
) -> None:
    folder = tmp_path_factory.mktemp("d")
    for name in ("directory.toml", "person.csv"):
        path = folder / name
        path.write_bytes(content.encode("utf-8", "surrogatepass"))
        problems(read(path))


FIELDS = sorted({name for form in FORMS.values() for name in form.read})
SCALARS = st.one_of(st.integers(), st.booleans(), st.floats(), st.dates(), st.text(max_size=9))
VALUES = st.one_of(SCALARS, st.lists(st.integers(), max_size=2))


@given(
    st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=9),
    st.sampled_from([*FORMS, "unknown"]),
)
def test_no_value_of_any_type_makes_the_reader_fail(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, object], kind: str
) -> None:
    def written(value: object) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, str):
            escaped = "".join(f"\\U{ord(c):08X}" for c in value if not 0xD800 <= ord(c) < 0xE000)
            return f'"{escaped}"'
        return str(value)

    lines = "\n".join(f"{name} = {written(value)}" for name, value in fields.items())
    entries = read_toml(tmp_path_factory.mktemp("d"), f"[[{kind}]]\n{lines}\n")
    problems(entries)

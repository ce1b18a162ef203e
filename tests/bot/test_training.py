"""A directory of one's own is trained with as it is: nobody has to be accredited first."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.rehearse.setup import prepared
from coordination.accrediting import waits
from storage.store import Store

AT = datetime(2026, 3, 9, 9, tzinfo=UTC)
DEMO = Path("config/demo/directory.toml").read_text(encoding="utf-8")
SAID = re.compile(r"^confirmed = .*\n", re.MULTILINE)


async def waiting(folder: Path, text: str) -> set[str]:
    """Who cannot vote or commit yet, in a drill with this directory."""
    (folder / "own.toml").write_text(text, encoding="utf-8")
    url = f"sqlite:///{folder / 'drill.db'}"
    database, _ = await prepared(url, folder / "key", folder / "own.toml", AT)

    def look(store: Store) -> set[str]:
        hats = store.directory.credentials_of("ica", AT)
        assert any(hat.capacity for hat in hats)
        return {hat.person for hat in hats if waits(hat)}

    try:
        return await database.run(look)
    finally:
        await database.close()


@pytest.mark.rule("DR-17")
async def test_where_no_confirmation_is_named_a_drill_takes_all_for_accredited(
    tmp_path: Path,
) -> None:
    assert SAID.search(DEMO)
    assert await waiting(tmp_path, SAID.sub("", DEMO)) == set()


@pytest.mark.rule("DR-17")
async def test_where_one_is_named_the_others_wait_so_that_confirming_can_be_trained(
    tmp_path: Path,
) -> None:
    one = SAID.search(DEMO)
    assert one is not None
    inline = one[0].strip()
    text = SAID.sub("", DEMO).replace(
        'reference = "Letter NL 1"', f'reference = "Letter NL 1", {inline}', 1
    )
    assert "nl1" not in (left := await waiting(tmp_path, text))
    assert "it1" in left

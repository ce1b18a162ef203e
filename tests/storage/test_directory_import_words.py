"""What an import would change, in the words of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.database import Database
from tests.storage.importing import Importing


@pytest.fixture
async def importing(database: Database, tmp_path: Path) -> Importing:
    return Importing(database, tmp_path)


async def test_a_hat_s_dates_are_shown_by_the_names_that_the_file_has(importing: Importing) -> None:
    await importing.run()
    importing.change(
        'reference = "Letter NL 1"', 'reference = "Letter NL 1", valid_to = 2027-01-31'
    )
    plan = await importing.plan()
    assert {said["field"] for said in plan.words() if said.msgid == "import.differs"} == {
        "valid_to"
    }

"""Agreements in the register: imported with a preview, read by group, never without history."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from coordination.commitment import Every, Strength
from storage.database import Database
from storage.directory import agreed
from storage.directory.plan import Act
from tests.storage.importing import Importing
from tests.storage.times import NOON

LATER = NOON + timedelta(days=30)


@pytest.fixture
async def importing(database: Database, tmp_path: Path) -> Importing:
    return Importing(database, tmp_path)


@pytest.mark.rule("A-15")
async def test_an_agreement_is_read_with_its_articles_in_their_order(importing: Importing) -> None:
    await importing.run()
    made = await importing.ask(lambda d: d.agreement("Origins-2026", "ica"))
    assert made is not None
    assert (made.parties, str(made.since)) == (("IT", "FR", "CO"), "2026-01-01")
    articles = await importing.ask(lambda d: d.articles())
    numbers = [one.number for one in articles if one.agreement == made.id]
    assert numbers == ["3", "5(2)"]
    report, trained = (one for one in articles if one.agreement == made.id)
    assert (report.strength, report.every, report.grace) == (Strength.SHALL, Every.YEAR, 30)
    assert (trained.strength, trained.every, trained.by) == (Strength.ENCOURAGED, None, ())
    assert await importing.ask(lambda d: d.agreement("origins-2026", "it-rt")) is None
    assert await importing.ask(lambda d: d.article("origins-2026", "5(2)")) == trained


async def test_a_change_of_an_article_is_shown_and_the_old_words_stay(importing: Importing) -> None:
    await importing.run()
    importing.change("name a person of contact", "name two persons of contact")
    importing.change("until = 2030-12-31", "until = 2026-06-30")
    plan = await importing.run(LATER)
    assert {(c.act, c.key) for c in plan.changes} == {
        (Act.CHANGED, ("origins-2026",)),
        (Act.CHANGED, ("referral-mou", "6")),
    }
    kept = select(func.count()).where(agreed.article.c.agreement == "referral-mou")
    [(rows,)] = await importing.ask(lambda d: d.rows(kept))
    assert rows == 3
    words = await importing.ask(lambda d: d.article("referral-mou", "6"))
    assert words is not None
    assert "two persons" in words.duty.in_language("en")


async def test_what_leaves_the_file_ends_and_stays_in_the_history(importing: Importing) -> None:
    await importing.run()
    importing.drop('[[article]]\nagreement = "referral-mou"\nnumber = "6"')
    plan = await importing.run(LATER)
    assert [(c.act, c.key) for c in plan.changes] == [(Act.ENDED, ("referral-mou", "6"))]
    assert await importing.ask(lambda d: d.article("referral-mou", "6")) is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('agreement = "referral-mou"\nnumber = "4"', 'agreement = "x"\nnumber = "4"', "not_known"),
        ('by = ["POL"]', 'by = ["CWA"]', "not_known"),
        ('parties = ["MoI", "POL", "NGO"]', 'parties = ["MoI", "NL"]', "not_known"),
        ('number = "6"', 'number = "4"', "twice"),
        ('number = "5(2)"', 'number = "3"', "twice"),
        ("[agreement.referral-mou]", "[agreement.Origins-2026]", "twice"),
        ('number = "6"', 'number = "6 a"', "field"),
        ("until = 2030-12-31", "until = 2025-12-31", "force_ends_before"),
        ("grace = 14", "grace = 92", "grace_too_long"),
        ('every = "year"\ndue', "due", "grace_alone"),
    ],
)
async def test_a_mistake_is_told_with_its_line_and_nothing_is_imported(
    importing: Importing, old: str, new: str, said: str
) -> None:
    importing.change(old, new)
    plan = await importing.plan()
    assert plan.changes == ()
    assert said in {problem.said.msgid.partition(".")[2] for problem in plan.problems}
    assert all(problem.spot.file == "directory.toml" for problem in plan.problems)

"""Agreements in the register, and the duties in their articles (E8)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row, select

from coordination.agreement import Agreement, Article, in_order
from storage.directory.agreed import agreement, article
from storage.directory.memory import remembered
from storage.directory.rows import Rows, names, stands


class Agreements(Rows):
    """What parties have agreed."""

    @remembered
    def agreements(self) -> tuple[Agreement, ...]:
        """Every agreement, by id."""
        query = select(agreement).where(stands(agreement)).order_by(agreement.c.id)
        return tuple(map(_agreement, self.rows(query)))

    @remembered
    def articles(self) -> tuple[Article, ...]:
        """Every article, by its agreement, in the order of their numbers."""
        found = map(_article, self.rows(select(article).where(stands(article))))
        return tuple(sorted(found, key=lambda one: (one.agreement, in_order(one.number))))

    def agreement(self, id: str, group: str) -> Agreement | None:
        """An agreement of a group by its id, however it is written."""
        wanted = (id.casefold(), group)
        found = (one for one in self.agreements() if (one.id.casefold(), one.group) == wanted)
        return next(found, None)

    def article(self, agreement: str, number: str) -> Article | None:
        """An article by the number that it has in its agreement."""
        wanted = (agreement, number.casefold())
        found = (a for a in self.articles() if (a.agreement, a.number.casefold()) == wanted)
        return next(found, None)


def _agreement(row: Row[Any]) -> Agreement:
    return Agreement(
        id=row.id,
        group=row.group,
        title=names(row.names),
        kind=row.kind,
        parties=tuple(row.parties),
        signed=_day(row.signed),
        since=_day(row.since),
        until=_day(row.until),
    )


def _article(row: Row[Any]) -> Article:
    return Article(
        agreement=row.agreement,
        number=row.number,
        duty=names(row.duty),
        strength=row.strength,
        by=tuple(row.by),
        every=row.every,
        due=_day(row.due),
        grace=row.grace,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

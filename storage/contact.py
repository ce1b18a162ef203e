"""Until when each platform was heard, when it was away, and which polls that extended (DR-11)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    Connection,
    PrimaryKeyConstraint,
    Table,
    Text,
    bindparam,
    delete,
    select,
    update,
)

from coordination.poll.outage import Outage
from storage.course import read_once
from storage.dialect import Upsert
from storage.ready import Ready
from storage.tables import Instant, metadata

contact = Table(
    "contact",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("heard_at", Instant, nullable=False),
)
outage = Table(
    "outage",
    metadata,
    Column("platform", Text, nullable=False),
    Column("began_at", Instant, nullable=False),
    Column("ended_at", Instant, nullable=False),
    PrimaryKeyConstraint("platform", "began_at"),
)
extension = Table(
    "poll_extension",
    metadata,
    Column("poll", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("began_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("before", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    PrimaryKeyConstraint("poll", "platform", "began_at"),
)


def _replacing(*names: str) -> Upsert:
    table = {"heard_at": contact, "ended_at": outage, "until": extension}[names[-1]]
    keys = [column.name for column in table.primary_key]
    return Upsert(
        table,
        " ".join(column.name for column in table.c),
        lambda adding: adding.on_conflict_do_update(
            index_elements=keys, set_={name: adding.excluded[name] for name in names}
        ),
    )


_HEARD, _AWAY, _EXTENDED = (
    _replacing("heard_at"),
    _replacing("ended_at"),
    _replacing("ended_at", "until"),
)
_moved = select(extension).where(extension.c.poll == bindparam("poll"))
_MOVED = Ready(_moved.order_by(extension.c.began_at, extension.c.platform))


@dataclass(frozen=True)
class Extension:
    """An outage that moved a poll's closing from `before` to `until`."""

    poll: str
    platform: str
    began_at: datetime
    ended_at: datetime | None
    before: datetime
    until: datetime


class Contacts:
    """What is known of the platforms' being there."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def heard(self, platform: str, now: datetime, *, again: bool) -> Outage | None:
        """All that the platform had is heard; after it was away (`again`) gives that outage."""
        before = self.heard_at(platform)
        if before is not None and before >= now:
            return None
        row = {"platform": platform, "heard_at": now}
        self._connection.execute(_HEARD.on(self._connection), row)
        if before is None or not again:
            return None
        away = {"platform": platform, "began_at": before, "ended_at": now}
        self._connection.execute(_AWAY.on(self._connection), away)
        return Outage(platform, before, now)

    def only(self, platforms: Collection[str]) -> None:
        """Forget until when other platforms were heard: they are not served any more."""
        others = contact.c.platform.not_in(platforms)
        self._connection.execute(delete(contact).where(others))

    def heard_at(self, platform: str) -> datetime | None:
        """Until when the platform was heard; None where it never was."""
        query = select(contact.c.heard_at).where(contact.c.platform == platform)
        instant: datetime | None = self._connection.scalar(query)
        return instant

    def outages(self, platforms: Collection[str], since: datetime) -> list[Outage]:
        """What ended after this instant; what was not heard until now may be an outage that lasts.

        Such a one is listed with no end, however short it is.
        """
        there = (outage.c.platform.in_(platforms), outage.c.ended_at > since)
        over = select(outage).where(*there).order_by(outage.c.began_at, outage.c.platform)
        found = [Outage(*row) for row in self._connection.execute(over)]
        lasting = select(contact).where(contact.c.platform.in_(platforms))
        rows = self._connection.execute(lasting.order_by(contact.c.heard_at)).all()
        return found + [Outage(row.platform, row.heard_at) for row in rows]

    def extended(self, made: Extension) -> None:
        """Record that an outage moved a closing; a longer one moves it further."""
        self._connection.execute(_EXTENDED.on(self._connection), vars(made))

    def over(self, ended: Outage) -> list[str]:
        """Record that this outage is over; gives the polls whose closing it had moved meanwhile."""
        one = (extension.c.platform == ended.platform, extension.c.began_at == ended.began)
        lasting = (*one, extension.c.ended_at.is_(None))
        polls = self._connection.scalars(select(extension.c.poll).where(*lasting)).all()
        done = update(extension).where(*lasting).values(ended_at=ended.ended)
        self._connection.execute(done)
        return sorted(polls)

    @read_once
    def extensions(self, poll: str) -> list[Extension]:
        """What moved a poll's closing, in the order of time."""
        return [Extension(*row) for row in _MOVED.rows(self._connection, poll=poll)]

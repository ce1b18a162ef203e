"""How each authority is reached directly, in its own words, which are sealed (T-47)."""

from __future__ import annotations

from sqlalchemy import Column, Connection, LargeBinary, PrimaryKeyConstraint, Table, Text, select

from coordination.direct_channel import DirectChannel
from storage.dialect import Upsert
from storage.incident.packed import packed, unpacked
from storage.sealed import Sealer
from storage.tables import metadata

direct_channel = Table(
    "direct_channel",
    metadata,
    Column("group", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("group", "party"),
)
_c = direct_channel.c
_KEEP = Upsert(
    direct_channel,
    "group party body",
    lambda adding: adding.on_conflict_do_update(
        index_elements=["group", "party"], set_={"body": adding.excluded.body}
    ),
)


class DirectChannels:
    """What each party has said last of how its authority is reached."""

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        self._connection = connection
        self._sealer = sealer

    def get(self, group: str, party: str) -> DirectChannel | None:
        """The party's word, or None while it has given none."""
        query = select(_c.body).where(_c.group == group, _c.party == party)
        body = self._connection.execute(query).scalar()
        if body is None:
            return None
        opened = self._sealer.open("direct_channel", f"{group} {party}", "body", body)
        return unpacked(DirectChannel, opened)

    def put(self, made: DirectChannel) -> None:
        """Keep it in the place of the party's earlier word."""
        place = f"{made.group} {made.party}"
        body = self._sealer.seal(made.group, "direct_channel", place, "body", packed(made))
        row = {"group": made.group, "party": made.party, "body": body}
        self._connection.execute(_KEEP.on(self._connection), row)

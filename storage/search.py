"""Finding by exact words although titles are sealed: each word is kept as a keyed blind index."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import (
    Column,
    Connection,
    Exists,
    FromClause,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    Select,
    Table,
    Text,
    delete,
    func,
    insert,
    or_,
    select,
)

from storage.sealed import Sealer
from storage.tables import Instant, metadata

search_word = Table(
    "search_word",
    metadata,
    Column("thing", Text, nullable=False),
    Column("word", LargeBinary, nullable=False),
    Column("group", Text, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("thing", "word"),
)
_s = search_word.c
Index("ix_search_word_newest", _s.group, _s.word, _s.at, _s.thing)
SHORTEST = 3
"""Shorter words are not looked for."""
COUNTED = 2000
"""From so many titles on, a word is a common one."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, each once: letters and digits, without case or accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    spaced = "".join(sign if sign.isalnum() else " " for sign in bare)
    return tuple(dict.fromkeys(word for word in spaced.split() if len(word) >= SHORTEST))


class Search:
    """Which things have which words in their titles."""

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        self._connection = connection
        self._sealer = sealer

    def keep(self, group: str, thing: str, text: str, at: datetime) -> None:
        """The words by which a thing is found from now on, in the place of those before."""
        self._connection.execute(delete(search_word).where(_s.thing == thing))
        rows = [
            {"thing": thing, "word": self._blind(group, word), "group": group, "at": at}
            for word in words_of(text)
        ]
        if rows:
            self._connection.execute(insert(search_word), rows)

    def hits(
        self, group: str, words: Collection[str], behind: tuple[datetime, str] | None = None
    ) -> Select[tuple[datetime, str]]:
        """The newest things that have all of these words, as (at, thing), from `behind` on."""
        first, *others = self._rarest_first(group, words)
        query = select(_s.at, _s.thing).where(_s.group == group, _s.word == first)
        for number, word in enumerate(others):
            query = query.where(_has_too(word, search_word.alias(f"word_{number}")))
        if behind is not None:
            at, thing = behind
            query = query.where(_s.at <= at, or_(_s.at < at, _s.thing < thing))
        return query.order_by(_s.at.desc(), _s.thing.desc())

    def _rarest_first(self, group: str, words: Collection[str]) -> list[bytes]:
        """The words' blind forms; one that few titles have leads, so that little is looked at."""
        blind = [self._blind(group, word) for word in words]
        return blind if len(blind) == 1 else sorted(blind, key=lambda w: self._few(group, w))

    def _few(self, group: str, word: bytes) -> int:
        """How many titles have the word, counted up to a bound."""
        some = select(_s.thing).where(_s.group == group, _s.word == word)
        some = some.order_by(_s.at.desc()).limit(COUNTED)  # or PostgreSQL may read all titles
        return self._connection.scalar(select(func.count()).select_from(some.subquery())) or 0

    def _blind(self, group: str, word: str) -> bytes:
        return self._sealer.blind(group, "search_word", word)[:16]


def _has_too(word: bytes, there: FromClause) -> Exists:
    """Whether a title has this word too.

    Looked up by its time, so beside the one before: by its name each would lie elsewhere. As a
    span the name leads no other index; with an offset PostgreSQL looks at each title in turn.
    """
    name = there.c.thing.between(_s.thing, _s.thing)
    same = (there.c.group == _s.group, there.c.word == word, there.c.at == _s.at, name)
    return select(there.c.thing).where(*same).offset(0).exists()

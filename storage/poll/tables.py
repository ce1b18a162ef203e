"""The tables of polls: rows of answers are only ever added."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from coordination.parties import Role
from coordination.poll.annex import AnnexKind
from coordination.poll.delegating import Alternates
from coordination.poll.letter import Became, LetterChannel
from coordination.poll.question import Question
from coordination.poll.rule import Rule, VoteBasis
from coordination.poll.stage import Stage
from coordination.poll.vote import Answer, How
from storage.tables import Instant, choice, metadata

poll = Table(
    "poll",
    metadata,
    Column("id", Text, primary_key=True),
    Column("group", Text, nullable=False),
    Column("response", Text, nullable=False),
    Column("incident", Text),
    Column("rule", choice(Rule), nullable=False),
    Column("basis", choice(VoteBasis), nullable=False),
    Column("ratio_p", Integer, nullable=False),
    Column("ratio_q", Integer, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("quorum", Integer, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("grace_seconds", Integer, nullable=False),
    Column("sponsor", Text, nullable=False),
    Column("stage", choice(Stage), nullable=False),
    Column("version", Integer, nullable=False),
    Column("extended", Boolean, nullable=False),
    Column("fallback", choice(Rule)),
    Column("second_vote_on_tie", Boolean, nullable=False),
    Column("roll_call_for_all", Boolean, nullable=False),
    Column("previous", Text),
    Column("successor", Text),
    Column("number", Integer),
    Column("closed_at", Instant),
    Column("question", choice(Question)),
    Column("about", Text),
    Column("at_issue", Text),
    Column("confirm_days", Integer),
    Column("confirm_by", Instant),
    Column("then", Text),
    Column("annexed", Integer),
    Column("alternates", choice(Alternates)),
    UniqueConstraint("group", "number"),
)
_open = text("stage = 'open'")
Index("ix_poll_open", poll.c.group, poll.c.closes_at, sqlite_where=_open, postgresql_where=_open)
Index("ix_poll_closed", poll.c.group, poll.c.closed_at)
Index("ix_poll_response", poll.c.response, poll.c.opened_at)

poll_party = Table(
    "poll_party",
    metadata,
    Column("poll", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("excluded", Text),
    PrimaryKeyConstraint("poll", "party"),
)
"""The parties of the group at opening; `excluded` is the rule by which one does not decide."""

poll_credential = Table(
    "poll_credential",
    metadata,
    Column("poll", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("credential", Text, nullable=False),
    Column("role", choice(Role), nullable=False),
    PrimaryKeyConstraint("poll", "party", "credential"),
)

poll_vote = Table(
    "poll_vote",
    metadata,
    Column("poll", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("party", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("credential", Text, nullable=False),
    Column("answer", choice(Answer), nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("in_grace", Boolean, nullable=False),
    Column("how", choice(How), nullable=False),
    Column("confirmed_by", Text),
    Column("ad_referendum", Boolean, nullable=False),
    Column("words", LargeBinary),
    PrimaryKeyConstraint("poll", "seq"),
)
"""`words` are the text, the reservation and the evidence, sealed."""

poll_position = Table(
    "poll_position",
    metadata,
    Column("poll", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("party", Text, nullable=False),
    Column("channel", choice(LetterChannel), nullable=False),
    Column("entered_by", Text, nullable=False),
    Column("credential", Text, nullable=False),
    Column("answer", choice(Answer), nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("words", LargeBinary, nullable=False),
    Column("seen_by", Text),
    Column("became", choice(Became)),
    PrimaryKeyConstraint("poll", "seq"),
)

poll_statement = Table(
    "poll_statement",
    metadata,
    Column("poll", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("party", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("correction", Boolean, nullable=False),
    Column("words", LargeBinary, nullable=False),
    PrimaryKeyConstraint("poll", "seq"),
)

poll_annex = Table(
    "poll_annex",
    metadata,
    Column("about", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("kind", choice(AnnexKind), nullable=False),
    Column("party", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("other", Text, nullable=False),
    Column("items", Text, nullable=False),
    Column("until", Instant),
    Column("words", LargeBinary),
    PrimaryKeyConstraint("about", "seq", "kind", "party"),
)
"""What is annexed to a poll, or to a response before its poll; `poll.annexed` says how many."""

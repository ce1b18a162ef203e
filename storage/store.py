"""All rows that one transaction may touch, a repository for each noun."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from sqlalchemy import Connection

from storage.action import Actions
from storage.ask import Asks
from storage.audit import Audit
from storage.card import Cards
from storage.commitment import Commitments
from storage.contact import Contacts
from storage.deadline import Deadlines
from storage.dialect import hold
from storage.directory import Directory
from storage.directory.memory import Memory
from storage.draft import Drafts
from storage.incident import Incidents
from storage.keyring import Keyring
from storage.meeting import Meetings
from storage.move import Moves
from storage.outbox import Outbox
from storage.poll import Polls
from storage.receipt import Receipts
from storage.response import Responses
from storage.sealed import Opened, Sealer
from storage.search import Search
from storage.thing import Things


class Store:
    """One transaction's view of everything that is kept."""

    def __init__(
        self,
        connection: Connection,
        keys: Keyring,
        opened: Opened | None = None,
        memory: Memory | None = None,
    ) -> None:
        self.connection = connection
        self._memory = memory
        self._keys = keys
        self.sealer = Sealer(connection, keys, Opened() if opened is None else opened)

    @cached_property
    def directory(self) -> Directory:
        return Directory(self.connection, self._memory)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What happens within is undone when it raises; the transaction goes on."""
        try:
            with self.connection.begin_nested():
                yield
        except BaseException:
            self.sealer.forget()
            raise

    def hold(self, name: str) -> None:
        """Wait for other transactions that hold this name (such as `incident INC-…`)."""
        hold(self.connection, name)

    @cached_property
    def receipts(self) -> Receipts:
        return Receipts(self.connection, self.sealer)

    @cached_property
    def deadlines(self) -> Deadlines:
        return Deadlines(self.connection)

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self.connection, self.sealer)

    @cached_property
    def cards(self) -> Cards:
        return Cards(self.connection)

    @cached_property
    def audit(self) -> Audit:
        return Audit(self.connection, self.sealer, self._keys)

    @cached_property
    def asks(self) -> Asks:
        return Asks(self.connection, self.sealer)

    @cached_property
    def drafts(self) -> Drafts:
        return Drafts(self.connection, self.sealer)

    @cached_property
    def things(self) -> Things:
        return Things(self.connection)

    @cached_property
    def meetings(self) -> Meetings:
        return Meetings(self.connection, self.sealer)

    @cached_property
    def responses(self) -> Responses:
        return Responses(self.connection, self.sealer)

    @cached_property
    def polls(self) -> Polls:
        return Polls(self.connection, self.sealer)

    @cached_property
    def incidents(self) -> Incidents:
        return Incidents(self.connection, self.sealer)

    @cached_property
    def commitments(self) -> Commitments:
        return Commitments(self.connection, self.sealer)

    @cached_property
    def contacts(self) -> Contacts:
        return Contacts(self.connection)

    @cached_property
    def actions(self) -> Actions:
        return Actions(self.connection, self.sealer)

    @cached_property
    def search(self) -> Search:
        return Search(self.connection, self.sealer)

    @cached_property
    def moves(self) -> Moves:
        return Moves(self.connection)

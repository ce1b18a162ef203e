"""All rows that one transaction may touch, a repository for each noun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property

from sqlalchemy import Connection

from storage.action import Actions
from storage.ask import Asks
from storage.attest import Attest
from storage.audit import Audit
from storage.card import Cards
from storage.clearance import Clearances
from storage.commitment import Commitments
from storage.contact import Contacts
from storage.convergence import Boards
from storage.course import Course
from storage.deadline import Deadlines
from storage.dialect import hold
from storage.direct_channel import DirectChannels
from storage.directory import Directory
from storage.directory.memory import Memory
from storage.draft import Drafts
from storage.facts import Facts, Finding
from storage.incident import Incidents
from storage.keyring import Keyring
from storage.later import Later
from storage.meeting import Meetings
from storage.message import Messages
from storage.move import Moves
from storage.outbox import Outbox
from storage.outbox.letters import Letters
from storage.plan import Plans
from storage.poll import Polls
from storage.receipt import Receipts
from storage.response import Responses
from storage.sealed import Opened, Sealer
from storage.search import Search
from storage.thing import Things


class _Undone(Exception):
    """Nothing of a savepoint is to stay."""


class Store:
    """One transaction's view of everything that is kept."""

    def __init__(
        self,
        connection: Connection,
        keys: Keyring,
        opened: Opened | None = None,
        memory: Memory | None = None,
        facts: Facts | None = None,
    ) -> None:
        self._connection = connection
        self._memory = memory
        self._keys = keys
        self._course = Course(connection)
        self._later = Later(connection, self._course)
        self._facts = Finding(Facts() if facts is None else facts)
        self.sealer = Sealer(connection, keys, Opened() if opened is None else opened)

    @property
    def connection(self) -> Connection:
        """The transaction itself, with everything written that was added so far."""
        self.settle()
        return self._connection

    def settle(self) -> None:
        """Write what waits to be written together; the end of the transaction does so too."""
        self._later.settle()

    def committed(self) -> None:
        """The transaction is durable: what it found and made may be used by the next ones."""
        self.sealer.committed()
        self._facts.committed()

    def expect(self, ids: Iterable[str]) -> None:
        """These things will be asked for one after the other: they may be read together."""
        self._later.expected = frozenset(ids)

    @contextmanager
    def savepoint(self, *, last: bool = False, late: bool = False) -> Iterator[None]:
        """What happens within is undone when it raises; the transaction goes on.

        `last`: no other one follows it, so that the end of the transaction may end it too.
        `late`: whoever only reads needs none. Then the database cannot come back from a reading
        that it refuses.
        """
        mark = self._later.mark()
        point = self._course.begin(late=late)
        try:
            yield
        except BaseException:
            self._course.undo(point)
            self._later.undo(mark)
            if point.begun:
                self._facts.forget()
                self.sealer.forget()
            raise
        self._course.end(point, last=last)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Nothing of what happens within stays, whatever comes of it."""
        with suppress(_Undone), self.savepoint(late=True):
            yield
            raise _Undone

    @cached_property
    def directory(self) -> Directory:
        return Directory(self._connection, self._memory, self._later)

    def hold(self, name: str) -> None:
        """Wait for other transactions that hold this name (such as `incident INC-…`)."""
        hold(self._connection, name)

    @cached_property
    def receipts(self) -> Receipts:
        return Receipts(self.sealer, self._later)

    @cached_property
    def deadlines(self) -> Deadlines:
        return Deadlines(self._connection)

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self._connection, self.sealer, self._later)

    @cached_property
    def letters(self) -> Letters:
        return Letters(self._connection)

    @cached_property
    def cards(self) -> Cards:
        return Cards(self._connection, self._facts)

    @cached_property
    def audit(self) -> Audit:
        return Audit(self._connection, self.sealer, self._keys, self._later)

    @cached_property
    def attest(self) -> Attest:
        return Attest(self.connection, self._keys)

    @cached_property
    def asks(self) -> Asks:
        return Asks(self.sealer, self._later)

    @cached_property
    def drafts(self) -> Drafts:
        return Drafts(self._connection, self.sealer)

    @cached_property
    def things(self) -> Things:
        return Things(self._later, self._facts)

    @cached_property
    def meetings(self) -> Meetings:
        return Meetings(self._connection, self.sealer)

    @cached_property
    def responses(self) -> Responses:
        return Responses(self._connection, self.sealer)

    @cached_property
    def polls(self) -> Polls:
        return Polls(self._connection, self.sealer, self._later, self._facts)

    @cached_property
    def incidents(self) -> Incidents:
        return Incidents(self._connection, self.sealer, self._later, self._facts)

    @cached_property
    def commitments(self) -> Commitments:
        return Commitments(self._connection, self.sealer, self._later)

    @cached_property
    def messages(self) -> Messages:
        return Messages(self._connection, self.sealer)

    @cached_property
    def clearances(self) -> Clearances:
        return Clearances(self._connection, self.sealer, self.directory)

    @cached_property
    def plans(self) -> Plans:
        return Plans(self._connection, self.sealer)

    @cached_property
    def direct_channels(self) -> DirectChannels:
        return DirectChannels(self._connection, self.sealer)

    @cached_property
    def contacts(self) -> Contacts:
        return Contacts(self._connection)

    @cached_property
    def actions(self) -> Actions:
        return Actions(self._connection, self.sealer)

    @cached_property
    def boards(self) -> Boards:
        return Boards(self._connection)

    @cached_property
    def search(self) -> Search:
        return Search(self._connection, self.sealer)

    @cached_property
    def moves(self) -> Moves:
        return Moves(self._later)

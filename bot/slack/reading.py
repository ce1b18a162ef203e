"""The forms, read from the database: nothing is stored here."""

from __future__ import annotations

from typing import Any

from bot.render.blocks import without_dates
from bot.render.reader import Reader
from bot.rooms import Receive
from bot.slack import home, modal
from bot.slack.address import is_direct, joined, parted
from bot.slack.forms import Line, Step
from bot.slack.incoming import NAME, part, spoken
from bot.slack.inputs import filled, option
from bot.steady import Now
from commands.deployment import Deployment
from commands.forming import (
    Act,
    Carried,
    Errors,
    Opening,
    barred,
    opening,
    submitted,
    suggestions,
    widened,
)
from commands.forming import home as pages
from commands.heard import Incoming
from commands.incident.pointed import slack_link
from commands.line import verbatim
from storage.database import Database
from storage.gauges import acts
from storage.store import Store

ADD_TO_INCIDENT = "incident report"
"""The message shortcut: what was written becomes a report under an incident that is picked."""
CARRY = "incident relay"
"""Another one: the words are carried into other rooms, as those of whoever wrote them."""
KEEP = "incident pin"
"""A third one: the message itself is kept, by the name that Slack has for it; no word is read."""


class Reading:
    """What the Slack edge asks, answered from the store."""

    def __init__(
        self, database: Database, deployment: Deployment, lacks: frozenset[str], now: Now
    ) -> None:
        self._database, self._deployment = database, deployment
        self._lacks, self._now = lacks, now

    async def heard(self, heard: Incoming, receive: Receive) -> dict[str, Any] | None:
        """The view that the line needs; None where it was received as it is."""

        def work(store: Store) -> dict[str, Any] | None:
            step = opening(store, heard, self._deployment, self._now())
            return self._view(step, _reader(store, heard.account)) if step else None

        return await receive(heard, work)

    async def barred(self, heard: Incoming) -> dict[str, Any] | None:
        """The view that says where the line can be begun; None where it can be here."""

        def work(store: Store) -> dict[str, Any] | None:
            page = barred(store, heard, self._deployment, self._now())
            return modal.signpost(page, _reader(store, heard.account)) if page else None

        return await self._database.run(work)

    async def submitted(self, heard: Incoming, view: dict[str, Any]) -> Step | Line:
        """What follows from a submitted view."""
        carried = Carried.read(view["private_metadata"])
        values = filled(view, self._lacks)
        where = _where(heard, carried)

        def work(store: Store) -> Step | Line:
            step = submitted(store, where, carried, values, self._deployment, self._now())
            reader = _reader(store, heard.account)
            match step:
                case Act():
                    return Line(step.line, carried.room, carried.thread)
                case Errors():
                    return Step(modal.errors(step, reader))
                case _:
                    drawn = self._view(step, reader)
                    return Step({"response_action": "update", "view": drawn})

        return await self._database.run(work)

    async def acted(
        self, heard: Incoming, view: dict[str, Any], action: dict[str, Any]
    ) -> dict[str, Any] | None:
        """The view after something was done in it; None where it stays as it is."""
        if action.get("action_id") != modal.MORE:
            return None
        carried = Carried.read(view["private_metadata"])
        values, where = filled(view, self._lacks), _where(heard, carried)

        def work(store: Store) -> dict[str, Any] | None:
            shape = widened(store, where, carried, values, self._deployment, self._now())
            reader = _reader(store, heard.account)
            return self._view(shape, reader) if shape else None

        return await self._database.run(work)

    async def options(self, heard: Incoming, body: dict[str, Any]) -> list[dict[str, Any]]:
        """What fits what is typed into a list."""
        carried = Carried.read(body["view"]["private_metadata"])
        field, typed = str(body.get("block_id")), str(body.get("value") or "")
        where = _where(heard, carried)

        def work(store: Store) -> list[dict[str, Any]]:
            now, reader = self._now(), _reader(store, heard.account)
            found = suggestions(store, where, carried, field, typed, self._deployment, now)
            return [option(choice, reader) for choice in found]

        return await self._database.run(work)

    async def shortcut(self, body: dict[str, Any]) -> str:
        """The line that a shortcut stands for; a message's words are its text."""
        line, message = str(body.get("callback_id")), part(body, "message")
        if line == KEEP:
            return f"{line} message={_link(body, message)}"
        text = verbatim(spoken(str(message.get("text") or "")))
        if line == ADD_TO_INCIDENT:
            return f"{line} ? {text}".strip()
        if line != CARRY:
            return line
        author = await self._author(body, message)
        return f"{line} of={author} ? {text}".strip()

    async def _author(self, body: dict[str, Any], message: dict[str, Any]) -> str:
        """Who wrote a message; the account where the directory has nobody: the form says so."""
        team = message.get("team") or part(body, "team").get("id")
        account = joined(str(team), str(message.get("user")))
        who = await self._database.run(
            lambda store: store.directory.person_of_account(NAME, account)
        )
        return who.id if who else account

    async def home(self, account: str) -> dict[str, Any] | None:
        """A person's App Home; one polite line for an account that nobody knows."""

        def work(store: Store) -> dict[str, Any]:
            now = self._now()
            parts = pages.home(store, NAME, account, now)
            begin = pages.offered(store, NAME, account, now)
            return self._shaped(home.view(parts, begin, _reader(store, account)))

        return await self._database.run(work)

    async def done(self) -> int:
        """How much was done so far, by whichever process; raises Unavailable."""
        return await self._database.run(acts)

    async def rooms(self) -> tuple[str, ...]:
        """The remote ids of the shared rooms that the directory has here."""
        rooms = await self._database.run(lambda store: store.directory.rooms())
        return tuple(
            room.remote
            for room in rooms
            if room.platform == NAME and room.remote and not is_direct(parted(room.remote)[1])
        )

    async def own(self, account: str) -> str | None:
        """The remote id of an account's direct room, where the directory has one."""

        def work(store: Store) -> str | None:
            person = store.directory.person_of_account(NAME, account)
            return store.directory.direct_room(person.id, NAME).remote if person else None

        return await self._database.run(work)

    def _view(self, step: Opening, reader: Reader) -> dict[str, Any]:
        return self._shaped(modal.view(step, reader, self._lacks))

    def _shaped(self, view: dict[str, Any]) -> dict[str, Any]:
        """The view as this server can show it."""
        plainer: dict[str, Any] = without_dates(view) if "dates" in self._lacks else view
        return plainer


def _link(body: dict[str, Any], message: dict[str, Any]) -> str:
    """The link of a message as Slack's own menu copies it, or its name where that is not told."""
    domain, channel = part(body, "team").get("domain"), part(body, "channel").get("id")
    thread = message.get("thread_ts")
    return slack_link(str(domain or ""), str(channel), str(message.get("ts")), thread)


def _where(heard: Incoming, carried: Carried) -> Incoming:
    """Whoever submits, in the room where the form was opened: a form has that room's ceiling."""
    direct = is_direct(parted(carried.room)[1])
    return heard._replace(room=carried.room, thread=carried.thread, direct=direct)


def _reader(store: Store, account: str) -> Reader:
    """Forms are read by one person, in the own language and on the own clock."""
    person = store.directory.person_of_account(NAME, account)
    return Reader(person.language, person.zone, shared=False) if person else Reader(shared=False)

"""Comments on a draft: by all that may sign it, and by organisations that were invited (4.3)."""

from __future__ import annotations

from dataclasses import replace

from commands.calendars import calendars_of
from commands.call import Call
from commands.declare import Command, command
from commands.in_full import in_full
from commands.incident.words import party, plainly
from commands.joint import Seen, View, hat_of, reads, seen, writing
from commands.kinds.ids import MessageId
from commands.kinds.simple import Text
from commands.message import words
from commands.message.fields import CHAIR, SPEAK, WRITERS
from commands.message.said import kept, privately, told
from commands.outcome import Button, Due, Notice, Outcome, Page
from commands.wanting import Confirm
from coordination.incident.incident import Incident
from coordination.instants import Deadline, read_deadline
from coordination.message.drafting import circulated, collected, commented
from coordination.message.lint import no_person
from coordination.message.record import Message
from coordination.parties import Role
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

GUESTS = (Role.OBSERVER, Role.ASSOCIATION)


@command(
    "message circulate",
    by=WRITERS,
    label=Tlp.GREEN,
    asks=("closes",),
    back=("message revise", "message withdraw"),
)
class Circulate(Command):
    """Show the draft to all that may sign it, and ask for comments until an instant.

    Observers and associations comment only when they are invited here. The State that it is
    addressed to sees nothing of it.
    """

    message: MessageId
    """Which message?"""

    closes: Deadline = read_deadline("5wd")
    """Until when may they comment? Such as 5wd: five working days in every capital."""

    observers: tuple[str, ...] = ()
    """Which organisations comment as well, by code?"""

    label: Tlp | None = None
    """Its label, if it is another one: AMBER where organisations are to read it."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = writing(call, store, self.message)
        invited = self._invited(store)
        message = self._labelled(call, found.message, invited)
        findings = words.looked_through(message, store)
        no_person(message, findings, f"message revise {message.id}")
        apart = {*found.incident.concerned, message.addressee}
        asked = [p for p in store.directory.parties(message.group) if p.code not in apart]
        until = self.closes.after(
            call.now, calendars_of(asked, call.now), call.group.terms.anchor_zone
        )
        after = circulated(message, until, invited, call.now)
        at = words.comments_until(after, store)
        if self.closes.to_confirm and not call.confirmed:
            raise Confirm(at, self._line())
        line = f"message collect {after.id}"
        return kept(
            store,
            after,
            found,
            Said("message.circulated", id=after.id),
            lines=(at, *(one.said for one in findings)),
            notices=(*_put(store, after, found, at), *_asked(call, store, after, at)),
            deadlines=(Due(line, until, line, call.group.terms.anchor_zone),),
        )

    def _line(self) -> str:
        options = f" observers={','.join(self.observers)}" if self.observers else ""
        options += f" label={self.label.value.removeprefix('TLP:')}" if self.label else ""
        return f"message circulate {self.message} closes={self.closes}{options} now=yes"

    def _invited(self, store: Store) -> tuple[str, ...]:
        known = {one.id.casefold(): one.id for one in store.directory.organisations()}
        codes = [known.get(code.casefold(), "") for code in self.observers]
        if not all(codes):
            listed = tuple(known.values())
            raise Refused("form", Said("message.no_such_organisation", known=listed))
        return tuple(codes)

    def _labelled(self, call: Call, message: Message, invited: tuple[str, ...]) -> Message:
        """The message with its label; only a sponsor gives its text a wider one (T-07)."""
        label = self.label or message.label
        own = call.party in message.sponsors or (call.chairs and not message.sponsors)
        if label.rank < message.label.rank and not own:
            raise Refused("T-07", Said("message.sponsor_labels", parties=message.sponsors))
        if label.rank < Tlp.AMBER.rank:
            raise Refused("T-07", Said("message.label_too_wide", label=Tlp.AMBER))
        if invited and not label.fits(Tlp.AMBER):
            line = f"message circulate {message.id} observers={','.join(invited)} label=AMBER"
            raise Refused("T-33", Said("message.observers_need_amber", label=label), (line,))
        return replace(message, label=label)


def _put(store: Store, message: Message, found: Seen, at: Said) -> tuple[Notice, ...]:
    """The draft in the rooms of those that may sign it."""
    line = f"message comment {message.id}"
    page = Page(
        Said("message.please_comment", id=message.id, state=_to(message, store)),
        (words.text_of(message.original), at),
        (Button(Said("message.act.comment"), line),),
    )
    return told(store, message, found.incident, page)


def _asked(call: Call, store: Store, message: Message, at: Said) -> tuple[Notice, ...]:
    """The people of the invited organisations, each in private."""
    hats = store.directory.credentials_of(message.group, call.now)
    people = [hat.person for hat in hats if hat.organisation in message.invited]
    line = f"message comment {message.id}"
    page = Page(
        Said("message.your_comment", id=message.id, state=_to(message, store)),
        (words.text_of(message.original), at, Said("message.comment_is_read")),
        (Button(Said("message.act.comment"), line),),
    )
    return privately(message, page, *people)


@command(
    "message comment",
    by=(*SPEAK, *CHAIR, *GUESTS),
    label=Tlp.AMBER_STRICT,
    anew=True,
)
class Comment(Command):
    """Say what you think of the draft, or of one of its paragraphs."""

    message: MessageId
    """Which message?"""

    paragraph: int = 0
    """On which paragraph, by its number? Leave it out for the whole text."""

    text: Text
    """What do you say?"""

    def ready(self, call: Call, store: Store) -> None:
        seen(call, store, self.message, View.TEXT)

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message, View.TEXT)
        message = found.message
        in_full(call, message.label, f"message comment {message.id}")
        guest = found.view is View.TEXT
        hat = hat_of(call, *GUESTS) if guest else hat_of(call, *SPEAK, *CHAIR)
        with plainly(message.group, store):
            made = commented(message, hat, self.paragraph or None, self.text, call.now)
        store.messages.record(message, made)
        who = party(made.party, message.group, store)
        if body := store.directory.organisation(made.organisation) if made.organisation else None:
            who = Said("form.party", name=body.names)
        key = "message.comment_on" if made.paragraph else "message.comment_on_all"
        more = {"paragraph": made.paragraph} if made.paragraph else {}
        said = Said(key, party=who, version=made.version, text=made.text, **more)
        page = Page(Said("message.commented", id=message.id, state=_to(message, store)), (said,))
        return kept(
            store,
            message,
            found,
            Said("message.comment_kept", id=message.id),
            notices=told(store, message, found.incident, page),
        )


@command("message collect", by=Role.CLOCK, label=Tlp.GREEN)
class Collect(Command):
    """The time for comments is over: the sponsors go on with the text."""

    message: MessageId
    """Which message."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message)
        until = found.message.comments_until
        if found.message.stage.value != "comments" or (until and call.now < until):
            return Outcome(Said("message.nothing_due"))
        after = collected(found.message, call.now)
        said = Said("message.comments_over", id=after.id, state=_to(after, store))
        lines = words.comments(after, store) or (Said("message.no_comments"),)
        people = writers(call, store, after, found.incident)
        ways = tuple(
            Button(Said(f"message.act.{verb}"), f"message {verb} {after.id}")
            for verb in ("revise", "freeze")
        )
        page = Page(said, lines, ways)
        return kept(store, after, found, said, notices=privately(after, page, *people))


def _to(message: Message, store: Store) -> Said:
    return party(message.addressee, message.group, store)


def writers(call: Call, store: Store, message: Message, incident: Incident) -> tuple[str, ...]:
    """Who goes on writing: the voters of the sponsors, and whoever began, if they may read it."""
    hats = (store.directory.voter(one, message.group, call.now) for one in message.sponsors)
    people = (message.drafted_by, *(hat.person for hat in hats if hat is not None))
    return tuple(one for one in people if reads(call, store, message, incident, one))

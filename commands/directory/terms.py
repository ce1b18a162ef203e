"""A group's terms of reference in words: how it decides, how long, how many."""

from __future__ import annotations

from collections.abc import Iterator

from commands.call import Call
from commands.declare import Command, command
from commands.outcome import Outcome, Page
from coordination.meeting.quorum import Share
from coordination.parties import Group, Terms
from coordination.poll.rule import Ratio, Rule
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("directory terms", label=Tlp.CLEAR)
class ShowTerms(Command):
    """Show your group's terms of reference: how it decides, with how many, and in which time."""

    def handle(self, call: Call, store: Store) -> Outcome:
        group, terms = call.group, call.group.terms
        lines = (*_deciding(terms), *_quorum(group), *_silence(terms), *_times(terms))
        return Outcome(Page(Said("terms.title", name=group.names), lines))


def _deciding(terms: Terms) -> Iterator[Said]:
    yield Said("directory.decides", rule=Said(f"rule.{terms.rule}"))
    if terms.rule == Rule.QUALIFIED.value:
        share = Ratio.of(terms.ratio)
        yield Said("terms.ratio", p=share.p, q=share.q)
    yield Said(f"terms.votes.{terms.votes}")
    if terms.vote_working_days:
        yield Said("terms.vote_days", n=terms.vote_working_days)
    yield Said(f"terms.alternates.{terms.alternates}")


def _quorum(group: Group) -> Iterator[Said]:
    """The shares, and how many of the group's own parties that are."""
    total = len(group.parties)
    for act, text in (("debate", group.terms.debate_quorum), ("decide", group.terms.quorum)):
        share = Share.of(text)
        over = "over" if share.over else "least"
        counts = {"p": share.p, "q": share.q, "needed": share.needed(total), "total": total}
        yield Said(f"terms.quorum.{act}_{over}", **counts)


def _silence(terms: Terms) -> Iterator[Said]:
    yield Said("terms.silence", hours=terms.silence_hours, n=terms.silence_working_days)
    if terms.silence_agreed:
        yield Said("terms.silence_agreed")
    else:
        yield Said("terms.silence_notice", n=terms.notice_working_hours)


def _times(terms: Terms) -> Iterator[Said]:
    unit, n = _lasting(terms.live_seconds)
    yield Said(f"terms.live_{unit}", n=n)
    unit, n = _lasting(terms.grace_seconds)
    yield Said(f"terms.grace_{unit}", n=n)
    yield Said("terms.confirm", n=terms.confirm_working_days)
    yield Said("terms.reply", n=terms.reply_working_days)
    yield Said("terms.review", n=terms.review_months)
    yield Said("terms.head", n=terms.head_working_days)
    yield Said("terms.anchor", zone=terms.anchor_zone)


def _lasting(seconds: int) -> tuple[str, int]:
    """Whole minutes where it is some, else seconds."""
    return ("minutes", seconds // 60) if seconds and seconds % 60 == 0 else ("seconds", seconds)

"""A poll that was taken off is put again as it was: one line says all that its opening said."""

from __future__ import annotations

from commands.outcome import Button
from commands.poll.see import Item
from coordination.poll.options import together
from coordination.poll.record import Poll
from coordination.poll.rule import TWO_THIRDS, Rule, VoteBasis
from coordination.poll.stage import Stage
from coordination.response.stage import Stage as ResponseStage
from coordination.said import Said
from storage.store import Store


def line(poll: Poll) -> str:
    """The line that opens such a poll; what was still to come after it comes after it again.

    Its closing is the usual one, as its own may be near or past. How consensus was sought in vain
    is asked anew where the rule wants it: those words may be more than the room of a line may hold.
    """
    if poll.then:
        return f"poll options {','.join((poll.response, *poll.then))} yes rule={poll.rule.value}"
    shares = Rule.QUALIFIED in (poll.rule, poll.fallback) or poll.ratio != TWO_THIRDS
    other = poll.basis is not VoteBasis.PRESENT_AND_VOTING
    given = {
        "rule": poll.rule.value,
        "fallback": poll.fallback.value if poll.fallback else "",
        "basis": poll.basis.value if other else "",
        "ratio": f"{poll.ratio.p}/{poll.ratio.q}" if shares else "",
        "again": "yes" if poll.second_vote_on_tie else "",
    }
    options = [f"{key}={value}" for key, value in given.items() if value]
    return " ".join((f"poll open {poll.response}", *options))


def button(poll: Poll) -> Button:
    """To put it again, as it was."""
    return Button(Said("poll.act.put_again"), line(poll))


def may_be(found: Item) -> bool:
    """Whether it was taken off and nothing came of that: its text can be put again as it is."""
    off = found.poll.stage is Stage.WITHDRAWN and found.poll.successor is None
    return off and found.response.stage is ResponseStage.PROPOSED


def taken_off_after(store: Store, poll: Poll) -> Poll | None:
    """The poll that was put after this one, of its text or of another option, and taken off."""
    known = together(store.polls.annexes(poll.response)) or (poll.response,)
    later = [one for response in known for one in store.polls.on(response) if _after(one, poll)]
    return max(later, key=lambda one: one.opened_at, default=None)


def _after(one: Poll, poll: Poll) -> bool:
    ended = poll.closed_at
    since = ended is not None and one.opened_at >= ended
    return since and one.id != poll.id and one.stage is Stage.WITHDRAWN

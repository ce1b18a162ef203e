"""One receipt, one transaction: who, what, whether, and everything that follows from it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from commands import answer, edited, meant, noun_alone, picks, publish, reacted, told_here
from commands.call import Call
from commands.deployment import Deployment
from commands.go_on import Turn, no_role
from commands.instead import instead, refusal
from commands.out_of_place import taken_out
from commands.outcome import Outcome, Page
from commands.placed import too_sensitive, with_way
from commands.post import Words
from commands.setting import Setting
from commands.speaker import Speaker, clock_call, settled
from commands.turn import spoken_by_clock, turn
from commands.typed import of_message
from commands.wanting import NotYet, Overheard
from coordination.parties import Role
from coordination.refused import Refused
from coordination.said import Said
from storage.deadline import Deadline
from storage.receipt import Receipt
from storage.store import Store

_log = logging.getLogger("comity.perform")

ONE_AT_A_TIME = "perform"
"""Held while anything is performed: an act reads a thing, decides, and writes all of it."""
ALERT_AFTER = 3
"""Failures of one deadline after which the operators are told."""


@dataclass(frozen=True)
class Performed:
    """What became of one line: for the receipt, and for a rehearsal that asks.

    `outcome` is done, asked, refused, stranger or failed; `page` is what the speaker was told.
    """

    outcome: str
    rule: str | None = None
    line: str = ""
    page: Page | None = None
    made: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Trying:
    """Which receipt a transaction tries to perform: whoever undoes it must know."""

    seq: int | None = None
    received: datetime | None = None


def perform_next(
    store: Store, deployment: Deployment, now: datetime, trying: Trying | None = None
) -> Performed | None:
    """Perform the oldest waiting receipt; None when none waits."""
    store.hold(ONE_AT_A_TIME)
    receipt = store.receipts.next()
    if receipt is None:
        return None
    if trying is not None:
        trying.seq, trying.received = receipt.seq, receipt.received_at
    done = perform(store, receipt, deployment)
    outcome = done.rule or done.outcome
    store.receipts.performed(receipt.seq, outcome, now, edited.did(done.line, done.made))
    return done


def perform(store: Store, receipt: Receipt, deployment: Deployment) -> Performed:
    """Perform what was heard, in the order of receipt; raises only on a bug of ours."""
    speaker = settled(store, receipt.source, receipt.account, receipt.room, receipt.direct)
    if speaker is None:
        answer.stranger(store, receipt, deployment)
        return Performed("stranger")
    if receipt.rule in reacted.MARKS:
        call = answer.bare_call(store, speaker, receipt)
        return Performed("asked", page=reacted.told(store, call, receipt, deployment))
    if receipt.rule in edited.MARKS:
        call = answer.bare_call(store, speaker, receipt)
        here = Setting(store, receipt, speaker, deployment)
        return Performed("asked", page=edited.told(here, call))
    if receipt.rule in ("T-10", "bare"):
        no = Refused("T-10", too_sensitive(store, receipt, speaker.room))
        if receipt.rule == "bare" and speaker.room.trusted:
            no = no_role(Setting(store, receipt, speaker, deployment), receipt.text) or no
        return _refuse(store, receipt, speaker, no, deployment)
    try:
        with store.savepoint(last=True, late=True):
            done = turn(store, receipt, speaker, deployment)
            return _done(store, receipt, done, deployment)
    except Refused as no:
        return _refuse(store, receipt, speaker, no, deployment)


def _done(store: Store, receipt: Receipt, done: Turn, deployment: Deployment) -> Performed:
    """Write down what a turn made: audit, rooms, cards, asks, deadlines, the reply."""
    if done.outcome is None:
        answer.asked(store, done.call, receipt, Words(done.page, done.label), deployment)
        return Performed("asked", page=done.page)
    publish.outcome(store, done.call, done.outcome, deployment)
    page = taken_out(store, done.call, receipt, done.page) if done.call.cut else done.page
    answer.audit(store, done.call, done.outcome, done.line)
    words = Words(page, done.label)
    told_here.reply(store, done.call, receipt, words, done.outcome, deployment)
    answer.files(store, done.call, done.outcome, deployment)
    publish.once_more(store, done.call, done.outcome, deployment)
    return Performed("done", None, done.line, page, done.outcome.made)


def _refuse(
    store: Store,
    receipt: Receipt,
    speaker: Speaker,
    no: Refused,
    deployment: Deployment,
) -> Performed:
    """Say no in private, with what would be accepted; the refusal is on record, its text is not."""
    here = Setting(store, receipt, speaker, deployment)
    meant.still_asked(here, no)
    lines = noun_alone.acts(here, no) if noun_alone.is_one(no) else instead(here, no)
    page = refusal(no, _roles(store, receipt, speaker), lines)
    call = answer.bare_call(store, speaker, receipt)
    way = with_way(store, call, receipt, page, deployment)
    barred = no_role(here, receipt.text) if way is not page else None
    page = replace(page, lines=(barred.said, *page.lines)) if barred else way
    page = picks.offered(here, no, page, of_message(store, receipt, speaker))
    answer.refused(store, receipt, speaker, no, page, deployment)
    if isinstance(no, Overheard):
        publish.outcome(store, call, Outcome(page, notices=(no.notice,)), deployment)
    return Performed("refused", no.rule, page=page)


def _roles(store: Store, receipt: Receipt, speaker: Speaker) -> frozenset[Role]:
    """Everything that the speaker may be here; a line for another role is no way out."""
    hats = store.directory.credentials(speaker.person.id, receipt.received_at)
    return frozenset(hat.role for hat in hats)


def perform_due(
    store: Store, deployment: Deployment, now: datetime, limit: int = 200
) -> list[Performed]:
    """Perform up to `limit` lines that fell due; what undoes one of them undoes no other.

    A deadline waits while anything that was received before it has not been performed (DR-11).
    """
    store.hold(ONE_AT_A_TIME)
    waiting = store.receipts.waiting_since()
    claimed = store.deadlines.due(now if waiting is None else min(now, waiting), limit)
    if not claimed:
        return []
    store.expect(one.subject for one in claimed)
    try:
        with store.savepoint():
            return _together(store, claimed, deployment, now)
    except Exception as odd:  # noqa: BLE001 - one of them: then each has a savepoint of its own
        _log.info("due_apart", extra={"deadlines": len(claimed), "because": type(odd).__name__})
        return _apart(store, claimed, deployment, now)


def _together(
    store: Store, claimed: list[Deadline], deployment: Deployment, now: datetime
) -> list[Performed]:
    """Perform all of them, and write at once what they write; raises where one does not go."""
    done, over = list[Performed](), list[Deadline]()
    for deadline in (one for one in claimed if not store.deadlines.changed(one)):
        done.append(_fell_due(store, deadline, deployment, now))
        over.append(deadline)
    store.deadlines.done(*over)
    store.settle()
    return done


def _apart(
    store: Store, claimed: list[Deadline], deployment: Deployment, now: datetime
) -> list[Performed]:
    """Perform each in its own savepoint."""
    store.deadlines.undone()
    done, over = list[Performed](), list[Deadline]()
    for deadline in (one for one in claimed if not store.deadlines.changed(one)):
        try:
            done.append(_alone(store, deadline, deployment, now))
            over.append(deadline)
        except NotYet as wait:
            store.deadlines.move(deadline.key, max(deadline.due_at, now + wait.every))
            _log.info("due_waits", extra={"deadline": deadline.key, "until": wait.until})
        except Exception:  # noqa: BLE001 - a bug in one line must not hold up the others
            _log.exception("due_failed", extra={"deadline": deadline.key})
            _due_failed(store, deadline, deployment, now)
    store.deadlines.done(*over)
    return done


def _due_failed(store: Store, deadline: Deadline, deployment: Deployment, now: datetime) -> None:
    store.deadlines.retry(deadline, now + timedelta(minutes=2**deadline.failures))
    if deadline.failures >= ALERT_AFTER:
        said = Said("operators.due_failed", key=deadline.key)
        answer.alert(store, said, f"due:{deadline.key}", now, deployment)


def _alone(store: Store, deadline: Deadline, deployment: Deployment, now: datetime) -> Performed:
    """Perform one line of the clock; a rule's refusal is an outcome like another."""
    try:
        with store.savepoint():
            done = _fell_due(store, deadline, deployment, now)
            store.settle()
            return done
    except Refused as no:
        call = _call_of(store, deadline, now)
        answer.audit_refused(store, call, no, deadline.line.split(" ", 2)[:2])
        return Performed("refused", no.rule, deadline.line, refusal(no))


def _fell_due(store: Store, deadline: Deadline, deployment: Deployment, now: datetime) -> Performed:
    """Perform one line of the clock; raises `Refused` when a rule says no."""
    call = _call_of(store, deadline, now)
    made = spoken_by_clock(store, call, deadline.line)
    publish.outcome(store, call, made, deployment)
    answer.audit(store, call, made, deadline.line)
    return Performed("done", None, deadline.line, made=made.made)


def _call_of(store: Store, deadline: Deadline, now: datetime) -> Call:
    act = f"{deadline.key}#{deadline.generation}"
    return clock_call(store, deadline.group, deadline.due_at, act, deadline.generation, now)


def give_up(store: Store, seq: int, deployment: Deployment, now: datetime) -> Performed | None:
    """A bug of ours: nothing was changed, the speaker and the operators are told so.

    None when another process has performed it meanwhile.
    """
    receipt = store.receipts.waiting(seq)
    if receipt is None:
        return None
    speaker = settled(store, receipt.source, receipt.account, receipt.room, receipt.direct)
    if speaker is not None:
        no = Refused("bug", Said("form.our_fault", receipt=receipt.seq))
        answer.refused(store, receipt, speaker, no, Page(no.said), deployment)
        said = Said("operators.failed", receipt=receipt.seq)
        answer.alert(store, said, f"failed:{receipt.seq}", now, deployment)
    store.receipts.performed(receipt.seq, "failed", now)
    return Performed("failed")

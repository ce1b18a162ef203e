"""What leaves, and what comes of it: receipt, reply, follow-up, correction (4.3, DR-26)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from coordination.accrediting import in_force
from coordination.hats import chairs, no_mandate, only_chair, reason_given, speaks
from coordination.incident.informing import Channel
from coordination.message.correcting import Corrections
from coordination.message.drafting import may_write
from coordination.message.entry import Correction, Ended, Note, Receipt, Reply, Sending, Signature
from coordination.message.record import Message
from coordination.message.signing import signers
from coordination.message.stage import Stage
from coordination.message.text import same
from coordination.parties import Credential, Role
from coordination.refused import Refused
from coordination.said import Said

SILENCE = timedelta(hours=48)
"""How long a linguistic correction stands under silence (DR-26)."""


def may_leave(message: Message, signatures: Iterable[Signature], *, informed: bool) -> None:
    """Raises `Refused` for what keeps a message from being dispatched, the first guard first."""
    message.moved("dispatch")
    if not informed:
        line = f"incident inform {message.incident} state={message.addressee}"
        raise Refused("T-24", Said("message.inform_first", party=message.addressee), (line,))
    if behind := message.behind(courtesy=True):
        lines = tuple(f"message revise {message.id} language={code}" for code in behind)
        raise Refused("DR-26", Said("message.not_all_ready", languages=behind), lines)
    if len(signers(message, signatures)) < message.minimum:
        raise Refused("stage", Said("message.too_few_signed", n=message.minimum))


def dispatched(
    message: Message,
    signatures: Iterable[Signature],
    hat: Credential,
    now: datetime,
    *,
    informed: bool,
) -> Message:
    """The message, sent: its text and its signatories are final."""
    only_chair(hat, "stage.act.message.dispatch")
    given = tuple(signatures)
    may_leave(message, given, informed=informed)
    return replace(message.moved("dispatch"), signatories=signers(message, given), sent_at=now)


def sending(
    message: Message,
    channel: Channel,
    addressee: str,
    evidence: str,
    hat: Credential,
    now: datetime,
) -> Sending:
    """One copy as it goes out."""
    mark = message.frozen.fingerprint if message.frozen else message.mark
    return Sending(now, hat.person, channel, addressee, evidence.strip(), mark)


def acknowledged(
    message: Message, hat: Credential, evidence: str, now: datetime
) -> tuple[Message, Receipt]:
    """The addressee says that it has it, or the chair's office enters the proof of that."""
    after = message.moved("acknowledge")
    party = _addressee_or_office(message, hat, evidence, "acknowledge")
    return after, Receipt(now, hat.person, party, evidence.strip())


def replied(
    message: Message, hat: Credential, text: str, evidence: str, now: datetime
) -> tuple[Message, Reply]:
    """The addressee's answer, word for word. Whoever answers has received it."""
    after = answerable(message)
    party = _addressee_or_office(message, hat, evidence, "reply")
    if not text.strip():
        raise Refused("form", Said("message.no_text"))
    return after, Reply(now, hat.person, party, text.strip(), evidence.strip())


def answerable(message: Message) -> Message:
    """The message as it stands after an answer; raises `Refused` where none is awaited.

    What was closed for want of an answer is open again by one (DR-22).
    """
    if message.stage is Stage.CLOSED and message.reason:
        return replace(message.moved("reply_late"), reason="")
    here = message.moved("acknowledge") if message.stage is Stage.DISPATCHED else message
    return here.moved("reply")


def followed(message: Message, hat: Credential, text: str, now: datetime) -> tuple[Message, Note]:
    """What was done after the reply."""
    after = message.moved("follow_up")
    if not chairs(hat) and not speaks(hat):
        raise no_mandate(hat, "stage.act.message.follow_up")
    return after, Note(now, hat.person, hat.party, text.strip())


def closed(message: Message, hat: Credential) -> Message:
    """Nothing more is to follow from it."""
    after = message.moved("close")
    only_chair(hat, "stage.act.message.close")
    return after


def unanswered(
    message: Message, hat: Credential, reason: str, until: datetime, now: datetime
) -> Message:
    """Closed without a reply, once the time that was asked for is over; the reason is recorded."""
    after = message.moved("close_unanswered")
    only_chair(hat, "stage.act.message.close_unanswered")
    if now < until:
        said = Said("message.reply_time_runs", id=message.id, at=until)
        raise Refused("DR-22", said, (f"message show {message.id}",))
    return replace(after, reason=reason_given(reason, "stage.act.message.close_unanswered"))


def corrected(
    message: Message,
    before: Corrections,
    place: tuple[str, int],
    text: str,
    reason: str,
    hat: Credential,
    now: datetime,
) -> Correction:
    """A correction of one paragraph, under silence of the signatories; the message stays as sent.

    `place` is the language and the paragraph's number; `before` are the corrections of before.
    """
    message.moved("correct")
    may_write(message, hat)
    language, paragraph = place
    was = before.reads(message, language, paragraph)
    if not text.strip() or same((was,), (text.strip(),)):
        raise Refused("DR-26", Said("message.nothing_changed", id=message.id))
    until = now + SILENCE
    number = len(before.made) + 1
    return Correction(
        number, now, hat.person, language, paragraph, was, text.strip(), reason.strip(), until
    )


def objected(
    message: Message, made: Correction, text: str, hat: Credential, now: datetime
) -> Ended:
    """A signatory's objection: the correction is not sent."""
    voter = hat.role in (Role.VOTER, Role.ALTERNATE)
    if not voter or hat.party not in message.signatories:
        raise Refused("DR-17", Said("message.signatories_object"))
    in_force(hat)
    if now >= made.until:
        raise Refused("DR-09", Said("message.objection_late", at=made.until))
    return Ended(made.number, now, hat.person, hat.party, text.strip())


def unopposed(made: Correction, person: str, now: datetime) -> Ended:
    """Nobody objected in time: it goes to all recipients."""
    if now < made.until:
        raise Refused("DR-26", Said("message.correction_waits", at=made.until))
    return Ended(made.number, now, person, None)


def may_say(message: Message, hats: Collection[Credential]) -> None:
    """Raises `Refused` where none of the hats is of the addressee or of the office."""
    theirs = (speaks(hat) and hat.party == message.addressee for hat in hats)
    office = (chairs(hat) or hat.role is Role.SECRETARIAT for hat in hats)
    if not any(theirs) and not any(office):
        raise Refused("mandate", Said("message.addressee_only", party=message.addressee))


def _addressee_or_office(message: Message, hat: Credential, evidence: str, act: str) -> str | None:
    """The party that says it: the addressee itself, else the office, with a proof."""
    may_say(message, (hat,))
    if speaks(hat) and hat.party == message.addressee:
        return hat.party
    if not evidence.strip():
        raise Refused(
            "form", Said("message.evidence_missing", act=Said(f"stage.act.message.{act}"))
        )
    return None

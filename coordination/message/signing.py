"""Freezing a text, and each party's own word on it (4.3, DR-17, DR-18, DR-22, DR-26)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from coordination.accrediting import in_force
from coordination.message.drafting import may_write
from coordination.message.entry import How, Signature
from coordination.message.record import Frozen, Message
from coordination.message.stage import LIFECYCLE, Stage
from coordination.parties import Credential, Role
from coordination.refused import Refused
from coordination.said import Said
from coordination.text import short


@dataclass(frozen=True)
class Word:
    """What a party says: how, its footnote, whether it is to be confirmed by capital.

    `on` is the beginning of the fingerprint of the text that was read.
    """

    how: How
    footnote: str = ""
    ad_referendum: bool = False
    on: str = ""


def frozen(
    message: Message,
    hat: Credential,
    asked: Iterable[str],
    now: datetime,
    reason: str = "",
    within: str = "",
) -> Message:
    """The message with its text frozen in every authentic language; raises `Refused`."""
    may_write(message, hat)
    if message.stage is Stage.COMMENTS and message.comments_until is not None:
        raise Refused("stage", Said("message.comments_open", at=message.comments_until))
    after = message.moved("freeze")
    if behind := message.behind(courtesy=False):
        lines = tuple(f"message revise {message.id} language={code}" for code in behind)
        raise Refused("DR-26", Said("message.not_all_ready", languages=behind), lines)
    parties = tuple(sorted(asked))
    if len(parties) < message.minimum:
        said = Said("message.too_few_to_ask", n=message.minimum, parties=parties)
        raise Refused("stage", said)
    mark = Frozen(message.version, message.mark, now, hat.person, parties, reason.strip(), within)
    first = message.shown_from or message.version
    return replace(after, frozen=mark, circulated=True, shown_from=first)


def standing(message: Message, signatures: Iterable[Signature]) -> dict[str, Signature]:
    """Each party's word on the text as it is frozen now; what was said of another one is void."""
    last = _last(message, signatures)
    return {party: one for party, one in last.items() if one.how is not How.UNSIGN}


def _last(message: Message, signatures: Iterable[Signature]) -> dict[str, Signature]:
    """Each party's last word on the frozen text, also one by which it took its signature back."""
    mark = message.frozen
    found: dict[str, Signature] = {}
    for one in signatures:
        if mark and (one.version, one.fingerprint) == (mark.version, mark.fingerprint):
            found[one.party] = one
    return found


def signers(message: Message, signatures: Iterable[Signature]) -> tuple[str, ...]:
    """The parties whose signature stands without condition, by code."""
    words = standing(message, signatures).values()
    return tuple(sorted(one.party for one in words if one.how.signs and not one.ad_referendum))


def unconfirmed(message: Message, signatures: Iterable[Signature]) -> tuple[str, ...]:
    """The parties that signed subject to confirmation and have not confirmed."""
    words = standing(message, signatures).values()
    return tuple(sorted(one.party for one in words if one.how.signs and one.ad_referendum))


def waiting(message: Message, signatures: Iterable[Signature]) -> tuple[str, ...]:
    """The parties that have not said anything to the frozen text."""
    asked = message.frozen.asked if message.frozen else ()
    said = standing(message, signatures)
    return tuple(party for party in asked if party not in said)


def speaks_for(message: Message, hat: Credential, now: datetime) -> str:
    """The party whose signature this hat gives; raises `Refused` (DR-17, DR-20, DR-22)."""
    if hat.role is Role.EMBASSY:
        raise Refused("T-30", Said("message.embassy_does_not_sign", id=message.id))
    if hat.role in (Role.OBSERVER, Role.ASSOCIATION):
        raise Refused("T-33", Said("message.observer_does_not_sign", id=message.id))
    asked = message.frozen.asked if message.frozen else ()
    if hat.party is None or (asked and hat.party not in asked):
        raise Refused("DR-20", Said("message.not_asked", id=message.id))
    if hat.role not in (Role.VOTER, Role.ALTERNATE) or hat.group != message.group:
        raise Refused("DR-17", Said("message.not_a_voter", party=hat.party))
    if not hat.valid(now):
        raise Refused("DR-17", Said("message.credential_ended", party=hat.party))
    in_force(hat)
    return hat.party


def given(
    message: Message, earlier: Iterable[Signature], hat: Credential, word: Word, now: datetime
) -> Signature:
    """A party's word on the frozen text; raises `Refused` when it cannot be given.

    What the accredited voter has said, only the voter changes (DR-18).
    """
    still_here(message)
    party = speaks_for(message, hat, now)
    how = word.how
    LIFECYCLE.after({How.DECLINE: "decline", How.UNSIGN: "unsign"}.get(how, "sign"), message.stage)
    mark = message.frozen
    if mark is None or not mark.fingerprint.startswith(word.on.lower().replace(" ", "")):
        raise changed(message)
    _fits(word, _last(message, earlier).get(party), hat, party)
    return Signature(
        at=now,
        party=party,
        person=hat.person,
        credential=hat.id,
        version=mark.version,
        fingerprint=mark.fingerprint,
        how=how,
        footnote=word.footnote.strip() if how is How.FOOTNOTE else "",
        ad_referendum=word.ad_referendum and how.signs,
        alternate=hat.role is Role.ALTERNATE,
    )


def _fits(word: Word, before: Signature | None, hat: Credential, party: str) -> None:
    """Raises `Refused` where the word does not follow what the party has said before."""
    if before is not None and hat.role is Role.ALTERNATE and not before.alternate:
        raise Refused("DR-18", Said("message.voter_has_spoken", party=party))
    if word.how is How.UNSIGN and (before is None or not before.how.signs):
        raise Refused("form", Said("message.nothing_to_unsign", party=party))
    if word.how is How.FOOTNOTE and not word.footnote.strip():
        raise Refused("form", Said("message.footnote_missing"))


def settled(message: Message, signatures: Iterable[Signature]) -> Message:
    """Ready when enough have signed, and not any more when one of them takes it back."""
    enough = len(signers(message, signatures)) >= message.minimum
    if message.stage is Stage.SIGNATURE and enough:
        return message.moved("complete")
    if message.stage is Stage.READY and not enough:
        return message.moved("fall_short")
    return message


def recalled(message: Message) -> Message:
    """The message with its text still frozen, and open for no signature: its decision is void."""
    return replace(message.moved("recall"), sign_until=None)


def changed(message: Message) -> Refused:
    """The refusal of a word on a text that is not the frozen one any more (DR-26)."""
    mark = message.frozen.fingerprint if message.frozen else ""
    said = Said("message.text_changed", id=message.id, text=short(mark)) if mark else None
    instead = (f"message show {message.id}",)
    return Refused("DR-26", said or Said("message.not_frozen", id=message.id), instead)


def extended(message: Message, hat: Credential, until: datetime) -> Message:
    """The message with more time for signatures, never less; raises `Refused`."""
    still_here(message)
    after = message.moved("extend")
    may_write(message, hat)
    if message.sign_until is not None and until <= message.sign_until:
        raise Refused("form", Said("message.sign_until_earlier", at=message.sign_until))
    return replace(after, sign_until=until)


def silent(message: Message, signatures: Iterable[Signature]) -> tuple[str, ...]:
    """The parties that are reminded: without an answer, or with one that is to be confirmed."""
    given = tuple(signatures)
    return tuple(sorted((*waiting(message, given), *unconfirmed(message, given))))


def over(message: Message, now: datetime) -> bool:
    """Whether signatures are waited for, and their time is over."""
    return message.stage.signing and message.sign_until is not None and message.sign_until <= now


def withdrawn(message: Message, hat: Credential, reason: str) -> Message:
    """The message, taken back before it left, by a sponsor or the chair."""
    still_here(message)
    after = message.moved("withdraw")
    may_write(message, hat)
    return replace(after, reason=reason.strip())


def still_here(message: Message) -> None:
    """Raises `Refused` once it has left: then only a further message follows (4.3)."""
    if message.stage.sent and message.sent_at is not None:
        said = Said("message.has_left", id=message.id, at=message.sent_at)
        raise Refused("stage", said, (f"message further {message.id}",))

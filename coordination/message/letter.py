"""A State's word on a frozen text that came by note, letter, e-mail or call (DR-33).

One person of the secretariat enters it with its evidence, a second one confirms it, and only then
it is the State's signature. What the State itself has said since its letter came prevails.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from coordination.accrediting import OFFICE
from coordination.message.entry import Came, How, Looked, Posted, Signature
from coordination.message.record import Message
from coordination.message.signing import changed, still_here
from coordination.message.stage import LIFECYCLE
from coordination.parties import Credential, Role
from coordination.poll.letter import Became
from coordination.refused import Refused
from coordination.said import Said


def awaited(message: Message) -> None:
    """Raises `Refused` where no State's word on the message is awaited any more, or yet."""
    still_here(message)
    LIFECYCLE.after("sign", message.stage)


def entered(
    message: Message, party: str, how: How, words: str, came: Came, hat: Credential, now: datetime
) -> Posted:
    """The State's word as its letter says it, to be confirmed; raises `Refused`.

    `words` are the footnote, where it signs with one.
    """
    still_here(message)
    _office(message, hat, now, Role.SECRETARIAT)
    mark = message.frozen
    LIFECYCLE.after("sign" if how.signs else "decline", message.stage)
    if mark is None or party not in mark.asked:
        raise Refused("DR-20", Said("message.letter_not_asked", id=message.id, party=party))
    if not came.evidence.strip():
        raise Refused("DR-33", Said("message.letter_without_evidence", id=message.id))
    if not mark.at <= came.reached <= now:
        said = Said("message.letter_without_time", id=message.id, at=mark.at)
        raise Refused("DR-33", said)
    return Posted(
        now, party, hat.person, hat.id, mark.version, mark.fingerprint, how, words.strip(), came
    )


def waiting(
    message: Message, posted: Iterable[Posted], seen: Iterable[Looked]
) -> tuple[Posted, ...]:
    """The letters on the frozen text that nobody has looked at yet; what came last is first."""
    done = {(one.party, one.entered) for one in seen}
    mark = message.frozen
    left = (
        one
        for one in posted
        if mark and one.version == mark.version and (one.party, one.at) not in done
    )
    return tuple(sorted(left, key=lambda one: (one.came.reached, one.at), reverse=True))


def seconded(message: Message, posted: Posted, hat: Credential, now: datetime) -> None:
    """Raises `Refused` for whoever is not a second person of the office."""
    _office(message, hat, now, *OFFICE)
    if hat.person == posted.person:
        raise Refused("DR-33", Said("message.letter_second_person", id=message.id))


def overtaken(posted: Posted, earlier: Iterable[Signature]) -> bool:
    """Whether the State has said something since: its letter is then no more than a letter."""
    return any(_since(one, posted) for one in earlier if one.party == posted.party)


def _since(one: Signature, posted: Posted) -> bool:
    """Whether the State said it since the letter came: itself, or by a letter that came later.

    Of two that came at the same instant the one that was entered last corrects the other.
    """
    if one.came is None:
        return one.at >= posted.came.reached
    return (one.came.reached, one.at) >= (posted.came.reached, posted.at)


def signed(
    message: Message, posted: Posted, hat: Credential, earlier: Iterable[Signature], now: datetime
) -> Signature:
    """The State's word, once a second person has seen what the letter says; raises `Refused`.

    The State's own later word stands: the letter is then no more than a letter.
    """
    seconded(message, posted, hat, now)
    still_here(message)
    LIFECYCLE.after("sign" if posted.how.signs else "decline", message.stage)
    mark = message.frozen
    if mark is None or (mark.version, mark.fingerprint) != (posted.version, posted.fingerprint):
        raise changed(message)
    if overtaken(posted, earlier):
        line = f"message countersign {message.id} {posted.party} no"
        said = Said("message.letter_overtaken", id=message.id, party=posted.party)
        raise Refused("DR-33", said, (line,))
    return Signature(
        at=now,
        party=posted.party,
        person=posted.person,
        credential=posted.credential,
        version=posted.version,
        fingerprint=posted.fingerprint,
        how=posted.how,
        footnote=posted.footnote,
        came=posted.came,
        seconded_by=hat.person,
    )


def looked(posted: Posted, person: str | None, became: Became, now: datetime) -> Looked:
    """What became of a letter; nobody is named for one that lapsed."""
    return Looked(now, posted.party, posted.at, person, became)


def _office(message: Message, hat: Credential, at: datetime, *roles: Role) -> None:
    if hat.group != message.group or hat.role not in roles or not hat.valid(at):
        raise Refused("DR-33", Said("message.letter_needs_secretariat", id=message.id))

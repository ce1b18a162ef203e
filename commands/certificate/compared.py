"""Comparing a certificate with the record that this deployment keeps, and with its audit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from commands.certificate.checked import Finding, fits, part, wrong
from commands.certificate.made import plain_parts
from commands.poll.see import Item, around
from commands.poll.vote import Give
from coordination.poll.certificate import GROWING
from coordination.poll.vote import Answer
from coordination.said import Said
from storage.attest import Place, digest
from storage.keyring import Unsealable
from storage.store import Store

_NUMBERED: Mapping[str, type[StrEnum]] = {"vote": Give, "enter": Answer}
"""What the number of an answer stands for: the line in the audit is as it was typed."""
MOST = 5
"""Differences that are told of one part."""


def with_record(store: Store, data: Mapping[str, Any]) -> Iterator[Finding]:
    """What differs from the record; what only came later is told and is not wrong."""
    if data["key"] not in store.attest.public_keys():
        yield wrong("certificate.check.foreign_key", key=str(data["key"])[:64])
        return
    found = around(store, store.polls.look(str(data["poll"])))
    if found is None:
        yield wrong("certificate.check.unknown_poll", id=str(data["poll"])[:40])
        return
    place = Place(**data["audit"])
    if place.chain != found.incident.id:
        yield wrong("certificate.check.place", chain=str(place.chain)[:40], seq=place.seq)
        return
    placed = list(_chain(store, place))
    yield from placed
    if any(one.wrong for one in placed):
        return  # what the entries say cannot be read or believed
    try:
        yield from _parts(store, found, data, place)
        yield from _receipts(store, data, place)
    except Unsealable:
        yield wrong("certificate.check.unsealable", id=found.poll.id)


def _chain(store: Store, place: Place) -> Iterator[Finding]:
    """Every entry up to the place fits, and the one at the place is the one that is named."""
    first = store.attest.wrong(place.chain, place.seq)
    if first is not None:
        yield wrong("certificate.check.chain", chain=place.chain, seq=first)
        return
    links = store.attest.links(place.chain)
    if not place.seq or links[place.seq - 1] != place.digest:
        yield wrong("certificate.check.place", chain=place.chain, seq=place.seq)
        return
    later = len(links) - place.seq
    yield Finding(Said("certificate.check.in_place", chain=place.chain, seq=place.seq, n=later))


def _parts(store: Store, found: Item, data: Mapping[str, Any], place: Place) -> Iterator[Finding]:
    at = datetime.fromisoformat(data["at"])
    now = plain_parts(store, found, at, place)
    for name, value in now.items():
        given = data["parts"].get(name)
        if given is None:
            made = digest(store.attest.salt(found.poll.id, name), value)
            shown = ["—"] if data["digests"].get(name) != made else []
        else:
            shown = differences(given["value"], value)
        if not shown:
            continue
        if name == "text" and not value["texts"]:
            yield Finding(Said("certificate.check.amended", id=found.poll.response))
        elif name in GROWING and (given is None or fits(data, name)):
            yield Finding(Said("certificate.check.since", part=part(name), n=len(shown)))
        else:
            for path in shown[:MOST]:
                yield wrong("certificate.check.differs", part=part(name), path=path)


def _receipts(store: Store, data: Mapping[str, Any], place: Place) -> Iterator[Finding]:
    """Each answer has its entry in the audit, by the number of its receipt."""
    if "votes" not in data["parts"]:
        return
    votes = data["parts"]["votes"]["value"]
    if not isinstance(votes, list) or not all(_is_vote(vote) for vote in votes):
        return  # the part is not as it was signed, which has been said
    performed = _performed(store, str(data["poll"]), place)
    for vote in votes:
        if not _tells(performed.get(vote["seq"]), str(vote["answer"])):
            yield wrong("certificate.check.no_entry", seq=vote["seq"], party=str(vote["party"]))
    known = {vote["seq"] for vote in votes}
    for seq, words in performed.items():
        if words[:2] == ["poll", "vote"] and seq not in known:
            yield wrong("certificate.check.no_vote", seq=seq)
    if votes:
        yield Finding(Said("certificate.check.entries", n=len(votes)))


def _tells(words: list[str] | None, answer: str) -> bool:
    """Whether an entry gives this answer; what is no ballot gives it by its own name."""
    if words is None or words[:2] not in (["poll", "vote"], ["poll", "enter"]):
        return words is not None
    choices = [one.value for one in _NUMBERED[words[1]]]
    given = [word.casefold().removeprefix("answer=") for word in words]
    numbers = (int(word) for word in given[3:5] if word.isdecimal())
    given += [choices[number - 1] for number in numbers if 0 < number <= len(choices)]
    return any(word == answer or word.startswith(f"{answer}_") for word in given)


def _is_vote(vote: object) -> bool:
    """Whether it can be looked for: anybody may have written it."""
    fits = isinstance(vote, dict) and {"seq", "party", "answer"} <= set(vote)
    return fits and type(vote["seq"]) is int  # type: ignore[index]


def _performed(store: Store, poll: str, place: Place) -> dict[int, list[str]]:
    """What the chain says was done on a poll, up to a place: the words by the receipt's number."""
    found: dict[int, list[str]] = {}
    after = 0
    while page := store.audit.entries(place.chain, after):
        after = page[-1].seq
        for one in page:
            words = str(one.entry.get("line")).split()
            done = one.entry["outcome"] == "done" and poll in words
            if one.seq <= place.seq and done:
                found[one.entry["receipt"]] = words
    return found


def differences(one: Any, other: Any, path: str = "") -> list[str]:
    """Where two values differ, as paths such as `[3].answer`."""
    if isinstance(one, dict) and isinstance(other, dict):
        names = sorted({*one, *other})
        return [
            found
            for name in names
            for found in _named(one, other, name, f"{path}.{name}" if path else name)
        ]
    if isinstance(one, list) and isinstance(other, list):
        found = [
            p
            for n, pair in enumerate(zip(one, other, strict=False))
            for p in differences(*pair, path=f"{path}[{n}]")
        ]
        longer = range(min(len(one), len(other)), max(len(one), len(other)))
        return found + [f"{path}[{n}]" for n in longer]
    return [] if one == other and type(one) is type(other) else [path or "—"]


def _named(one: dict[str, Any], other: dict[str, Any], name: str, path: str) -> list[str]:
    if name not in one or name not in other:
        return [path]
    return differences(one[name], other[name], path)

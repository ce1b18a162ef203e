"""Checking a certificate by itself: its form, its parts, its signature, its text, its count.

What is checked may have been written by anybody: nothing of it is believed before it fits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from commands.certificate.made import FORMAT, HEAD, PURPOSE, plain, signer, written
from coordination.poll.certificate import OPEN_TO_ALL, PARTS
from coordination.poll.recount import agrees, recount
from coordination.poll.reread import reread
from coordination.refused import Refused
from coordination.said import Said, dumped
from coordination.text import fingerprint
from storage.attest import digest, is_signed
from storage.canonical import canonical

_PLACE = {"chain": str, "seq": int, "digest": str}
_GIVEN = {"salt", "value"}
_UNREAD = (ValueError, KeyError, TypeError, AttributeError, Refused)


@dataclass(frozen=True)
class Finding:
    """What a check says; `wrong` when the certificate does not hold."""

    said: Said
    wrong: bool = False


def read(content: bytes) -> dict[str, Any] | None:
    """The certificate in these bytes; None where they are none."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or data.get("comity") != FORMAT:
        return None
    return data if _is_shaped(data) else None


def _is_shaped(data: dict[str, Any]) -> bool:
    """Everything is there that the checks look at, and of its kind; nothing else is."""
    if set(data) != {*HEAD, "parts", "key", "signature"}:
        return False
    audit, digests, parts = (data[name] for name in ("audit", "digests", "parts"))
    if not all(isinstance(one, dict) for one in (audit, digests, parts)):
        return False
    texts = (data[name] for name in data if name not in ("audit", "digests", "parts"))
    return (
        {name: type(value) for name, value in audit.items()} == _PLACE
        and audit["seq"] >= 0
        and all(isinstance(text, str) for text in (*texts, *digests.values()))
        and all(isinstance(given, dict) and set(given) == _GIVEN for given in parts.values())
        and _instant(data["at"])
    )


def _instant(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def by_itself(content: bytes, data: Mapping[str, Any]) -> Iterator[Finding]:
    """What the certificate alone shows; nothing when every byte of it is as it was signed."""
    yield from _form(content, data)
    broken = [name for name in sorted(data["parts"]) if not fits(data, name)]
    for name in broken:
        yield wrong("certificate.check.part", part=part(name))
    for name in sorted({*OPEN_TO_ALL, *_owed(data)} - set(data["parts"])):
        yield wrong("certificate.check.part_missing", part=part(name))
    head = {name: data[name] for name in HEAD}
    if not is_signed(PURPOSE, canonical(head), signer(data)):
        yield wrong("certificate.check.signature")
    if not broken:
        yield from _text(data)
        yield from _count(data)


def _owed(data: Mapping[str, Any]) -> tuple[str, ...]:
    return PARTS if data["shows"] == "roll_call" else ()


def _form(content: bytes, data: Mapping[str, Any]) -> Iterator[Finding]:
    """The bytes are those that Comity writes: nothing is hidden between them."""
    right = written(data)
    if content == right:
        return
    pairs = zip(content.split(b"\n"), right.split(b"\n"), strict=False)
    line = next((n for n, (one, other) in enumerate(pairs, 1) if one != other), 0)
    yield wrong("certificate.check.form", line=line or right.count(b"\n") + 1)


def fits(data: Mapping[str, Any], name: str) -> bool:
    """Whether a part is the one that its digest names."""
    given = data["parts"][name]
    try:
        made = digest(str(given["salt"]), given["value"])
    except (TypeError, UnicodeEncodeError):  # a fraction, or half a sign: we write neither
        return False
    return bool(data["digests"].get(name) == made)


def _text(data: Mapping[str, Any]) -> Iterator[Finding]:
    """The text has the fingerprint on which the votes were given."""
    parts = data["parts"]
    if "text" not in parts:
        return
    try:
        texts = parts["text"]["value"]["texts"]
        same = not texts or fingerprint(texts) == parts["question"]["value"]["fingerprint"]
    except _UNREAD:
        same = False
    if not same:
        yield wrong("certificate.check.text")


def _count(data: Mapping[str, Any]) -> Iterator[Finding]:
    """The votes are counted again by the rule; the sum and the outcome must be the same."""
    if "votes" not in data["parts"]:
        return
    values = {name: given["value"] for name, given in data["parts"].items()}
    try:
        poll, votes = reread(values)
        again = recount(poll, votes)
        same = agrees(poll, votes)
        if again is None:
            same = same and values["sum"] is None
        else:
            same = same and plain(dumped(again.said)) == values["sum"]["said"]
            same = same and again.stage.value == values["sum"]["stage"]
    except _UNREAD:
        again, same = None, False
    if not same:
        yield wrong("certificate.check.count")
    elif again is not None:
        yield Finding(Said("certificate.check.counted", said=again.said))


def part(name: str) -> Said:
    """A part by name; what is none is shown as it is written."""
    return (
        Said(f"certificate.part.{name}")
        if name in PARTS
        else Said("certificate.unknown", name=name[:40])
    )


def wrong(key: str, /, **params: Any) -> Finding:
    """Something that does not hold."""
    return Finding(Said(key, **params), wrong=True)

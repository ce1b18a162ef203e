"""A checkpoint to take away: signed digests of every decision and of the chains they stand in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from commands.certificate.checked import Finding, part, wrong
from commands.certificate.made import plain, plain_parts, signer, written
from commands.poll.see import around
from coordination.poll.certificate import GROWING
from coordination.said import Said
from storage.attest import digest, is_signed
from storage.canonical import canonical
from storage.store import Store

FORMAT = "checkpoint 1"
PURPOSE = "checkpoint"
_HEAD = ("comity", "at", "keys", "decisions", "chains")
_MAY_DIFFER = (*GROWING, "text")
"""A text that was amended since is compared by its fingerprint, which the question names."""
_ALL = 1_000_000_000


def exported(store: Store, at: datetime) -> bytes:
    """The checkpoint of everything that has been decided; it tells no content."""
    decisions: dict[str, Any] = {}
    chains: dict[str, list[str]] = {}
    for group in store.directory.groups():
        for poll in store.polls.closed_in(group.id, _ALL):
            found = around(store, poll)
            if found is None:
                continue
            chain = found.incident.id
            chains[chain] = chains.get(chain) or store.attest.links(chain)
            whole = plain_parts(store, found, at, store.attest.end(chain))
            salts = {name: store.attest.salt(poll.id, name) for name in whole}
            decisions[poll.id] = {
                "chain": chain,
                "digests": {name: digest(salts[name], value) for name, value in whole.items()},
            }
    keys = sorted(store.attest.public_keys())
    values = (FORMAT, at, keys, decisions, chains)
    head = plain(dict(zip(_HEAD, values, strict=True)))
    by = store.attest.sign(PURPOSE, canonical(head))
    return written({**head, "key": by.key, "signature": by.signature})


def read(content: bytes) -> dict[str, Any] | None:
    """The checkpoint in these bytes; None where they are none, or not as they were signed."""
    try:
        data = json.loads(content)
        head = {name: data[name] for name in _HEAD}
        signed = is_signed(PURPOSE, canonical(head), signer(data))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    whole = signed and data["comity"] == FORMAT and data["key"] in data["keys"]
    return head if whole else None


def with_checkpoint(checkpoint: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Finding]:
    """What a certificate shows beside a checkpoint, without any connection."""
    if data["key"] not in checkpoint["keys"]:
        yield wrong("certificate.check.foreign_key", key=str(data["key"])[:64])
        return
    known = checkpoint["decisions"].get(data["poll"])
    at = datetime.fromisoformat(checkpoint["at"])
    if known is None:
        yield wrong("certificate.check.not_in_checkpoint", id=str(data["poll"])[:40], at=at)
        return
    for name in sorted({*known["digests"], *data["digests"]}):
        if known["digests"].get(name) == data["digests"].get(name):
            continue
        if name in _MAY_DIFFER:
            yield Finding(Said("certificate.check.grown", part=part(name)))
        else:
            yield wrong("certificate.check.part_differs", part=part(name), at=at)
    yield from _place(checkpoint, known, data, at)


def _place(
    checkpoint: Mapping[str, Any], known: Mapping[str, Any], data: Mapping[str, Any], at: datetime
) -> Iterator[Finding]:
    place = data["audit"]
    links = checkpoint["chains"].get(known["chain"], [])
    told = {"chain": str(place.get("chain"))[:40], "seq": place["seq"]}
    if place.get("chain") != known["chain"] or place["seq"] < 1:
        yield wrong("certificate.check.place", **told)
    elif place["seq"] > len(links):
        yield Finding(Said("certificate.check.newer", at=at, **told))
    elif links[place["seq"] - 1] != place.get("digest"):
        yield wrong("certificate.check.place", **told)
    else:
        later = len(links) - place["seq"]
        yield Finding(Said("certificate.check.in_place", n=later, **told))

"""A certificate as data: parts with salted digests, the place in the audit, one signature."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from commands.poll.see import Item
from commands.poll.subject import as_put
from coordination.poll.certificate import Recorded, parts, visible
from coordination.poll.disclosure import Shows
from coordination.response.text import texts
from coordination.tlp import Tlp
from storage.attest import Place, Signed, digest
from storage.canonical import canonical
from storage.store import Store

FORMAT = "certificate 1"
PURPOSE = "certificate"
HEAD = ("comity", "poll", "group", "at", "label", "shows", "audit", "digests")
"""What the signature covers; the parts are covered by their digests."""
_SAID_ALONE = ("poll vote", "poll object", "poll state", "poll correct", "poll show")
"""Acts that the votes and statements tell, or that change nothing."""
_UNTOLD = ("poll certificate", "poll verify", "poll list", "poll remind")
_PAGE = 1_000


def certified(
    store: Store, found: Item, shows: Shows, label: Tlp, at: datetime, *, text: bool = False
) -> dict[str, Any]:
    """The certificate of a poll that is over, for somebody who is shown this much of it."""
    place = _place(store, found, shows)
    whole = plain_parts(store, found, at, place)
    salts = {name: store.attest.salt(found.poll.id, name) for name in whole}
    head = plain(
        {
            "comity": FORMAT,
            "poll": found.poll.id,
            "group": found.poll.group,
            "at": at,
            "label": label,
            "shows": Shows.ROLL_CALL if shows is Shows.ROLL_CALL else Shows.OUTCOME,
            "audit": asdict(place),
            "digests": {name: digest(salts[name], value) for name, value in whole.items()},
        }
    )
    given = visible(shows, text=text)
    shown = {name: {"salt": salts[name], "value": whole[name]} for name in given}
    by = store.attest.sign(PURPOSE, canonical(head))
    return {**head, "parts": shown, "key": by.key, "signature": by.signature}


def _place(store: Store, found: Item, shows: Shows) -> Place:
    """Where the chain stands: for who sees the outcome alone, where it stood at the end.

    A number that grew with each certificate would tell how much the others work on the incident.
    """
    end = store.attest.end(found.incident.id)
    ended = found.poll.closed_at
    if shows is Shows.ROLL_CALL or ended is None:
        return end
    return store.attest.place_at(end.chain, ended) or end


def plain_parts(store: Store, found: Item, at: datetime, place: Place) -> dict[str, Any]:
    """Every part as it stood then, as JSON data."""
    read = plain(parts(recorded(store, found, place, at), at))
    return dict(read)


def recorded(store: Store, found: Item, place: Place, at: datetime) -> Recorded:
    """What is on record of a poll, with the acts on it up to a place in the audit.

    Its credentials are as they were at its end: who is accredited anew changes no certificate.
    """
    poll = found.poll
    end = poll.closed_at or at
    votes = tuple(store.polls.votes(poll.id))
    used = {one.credential for one in poll.accredited} | {one.credential for one in votes}
    hats = (store.directory.credential_then(id, end) for id in sorted(used))
    put = None if poll.question.procedural else as_put(found, store)
    return Recorded(
        poll=poll,
        title=put.title if put else "",
        texts=texts(put) if put else {},
        votes=votes,
        statements=tuple(store.polls.statements(poll.id)),
        credentials=tuple(hat for hat in hats if hat is not None),
        events={
            "acts": acts(store, poll.id, place),
            "outages": [asdict(one) for one in store.contacts.extensions(poll.id)],
        },
    )


def acts(store: Store, poll: str, place: Place) -> list[dict[str, Any]]:
    """What was done with a poll, entry by entry of its chain: the act, when, and its place."""
    found: list[dict[str, Any]] = []
    after = 0
    while page := store.audit.entries(place.chain, after, _PAGE):
        after = page[-1].seq
        told = (one for one in page if one.seq <= place.seq and _is_on(one.entry, poll))
        found += (
            {"act": one.entry["act"], "at": one.at, "seq": one.seq, "receipt": one.entry["receipt"]}
            for one in told
        )
    return found


def _is_on(entry: Mapping[str, Any], poll: str) -> bool:
    if entry["outcome"] != "done" or entry["act"] in (*_SAID_ALONE, *_UNTOLD):
        return False
    made = entry.get("made", {}).values()
    return poll in made or poll in str(entry["line"]).split()[:3]


def plain(value: object) -> Any:
    """The same as JSON reads it back."""
    return json.loads(canonical(value).decode("utf-8", "surrogatepass"))


def written(data: Mapping[str, Any]) -> bytes:
    """The one form in which a certificate is written, readable as it is."""
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return text.encode("utf-8", "backslashreplace")


def signer(data: Mapping[str, Any]) -> Signed:
    """Who signed a certificate, and how."""
    return Signed(str(data["key"]), str(data["signature"]))

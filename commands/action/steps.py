"""What the reports on a State's own measure share: it begins, it is taken back, on which day."""

from __future__ import annotations

from datetime import datetime

from commands.action.change import kept
from commands.action.words import day
from commands.call import Call
from commands.commitment.change import party_hat
from commands.dates import Dates
from commands.incident.words import plainly
from commands.outcome import Outcome
from commands.wanting import Confirm, Wanting
from coordination.action import Action, Consulted, early, entered, withdrawn
from coordination.incident.incident import Incident
from coordination.instants import Deadline
from coordination.said import Said
from coordination.warned import asking
from storage.store import Store


def begun(
    store: Store,
    call: Call,
    made: Action,
    incident: Incident,
    consulted: Consulted | None,
    since: Deadline | None,
    line: str,
) -> Outcome:
    """It is in effect; shown once more first, for it never becomes announced again."""
    with plainly(made.group, store):
        at = instant(store, call, since, made)
        after = entered(made, party_hat(call), call.now, consulted, at)
    for warn in asking(early(made, call.now)):
        if consulted in (None, Consulted.FIRST):
            raise Wanting(warn.rule, "consulted", warn.said)
    if not call.confirmed:
        more = f" consulted={consulted.value}" if consulted else ""
        begun = day(after, after.effective_at or call.now, store)
        raise Confirm(Said("action.start_sure", id=after.id, at=begun), f"{line}{more} now=yes")
    return kept(store, call, after, incident)


def instant(store: Store, call: Call, given: Deadline | None, made: Action) -> datetime | None:
    """What was typed for a day, as its State means it: today is now, as far as it has come."""
    if given is None:
        return None
    dates = Dates(store, call)
    at = dates.begins(given, made.owner)
    today = given.day is not None and given.day == dates.day(call.now, made.owner)
    return min(at, call.now) if today else at


def typed(key: str, value: Deadline | None) -> str:
    """What was given for an option, as it stands in a line."""
    return f" {key}={value}" if value else ""


def taken_back(
    store: Store, call: Call, made: Action, incident: Incident, reason: str, line: str
) -> Outcome:
    """It is withdrawn; shown once more first, for the others are told."""
    with plainly(made.group, store):
        after = withdrawn(made, reason, party_hat(call), call.now)
    if not call.confirmed:
        raise Confirm(Said("action.withdraw_sure", id=after.id), line)
    return kept(store, call, after, incident)

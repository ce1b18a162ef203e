"""What was said under silence and is no act: how to object is said with it (DR-09)."""

from __future__ import annotations

from datetime import datetime

from commands.wanting import Overheard, Unfit
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.refused import Refused
from coordination.said import Said
from storage.store import Store

_UNREAD = ("form.unknown_command", "form.did_you_mean_line", "form.not_a_choice")
MOST = 3


def how_to_object(store: Store, person: str, at: datetime, no: Refused) -> Refused:
    """The same refusal; whoever could object is told that this was none, and how to."""
    if no.said.msgid not in _UNREAD or isinstance(no, Overheard):
        return no
    ids = tuple(poll.id for poll in _silences(store, person, at))[:MOST]
    if not ids:
        return no
    lines = tuple(f"poll object {id}" for id in ids)
    instead = (*lines, *(one for one in no.instead if one not in ("help", "poll object")))
    if isinstance(no, Unfit):
        return Unfit(no, no.said, instead, *no.lines, Said("silence.no_objection_yet", ids=ids))
    return Refused(no.rule, Said("silence.unread", typed=no.said["typed"], ids=ids), instead)


def _silences(store: Store, person: str, at: datetime) -> list[Poll]:
    """The open silences in which this person speaks for a party."""
    hats = {hat.id: hat for hat in store.directory.credentials(person, at)}
    groups = dict.fromkeys(hat.group for hat in hats.values())
    found = [poll for group in groups for poll in store.polls.open_in(group)]
    return [
        poll
        for poll in found
        if poll.rule is Rule.SILENCE and any(id in hats for _, id in poll.voices)
    ]

"""What can be said before everything is answered: whether the thing may be seen, and its stage.

An interview asks nothing more of somebody whom the stage, the role or the mandate refuses anyhow;
what is offered to pick from is what this does not refuse.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from commands.call import Call
from commands.declare import Command, Form, partly
from commands.kinds.ids import IdKind, nobody_sees
from commands.kinds.kind import Choice
from commands.line import Raw
from commands.offered import Item, look, newest
from commands.wanting import Wanting
from coordination import action
from coordination.commitment import stage as commitment
from coordination.incident import stage as incident
from coordination.meeting import stage as meeting
from coordination.message import stage as message
from coordination.plan import record as plan
from coordination.poll import stage as poll
from coordination.refused import Refused
from coordination.response import stage as response
from coordination.stages import Lifecycle
from storage.store import Store

MOST = 100
LIFECYCLES: dict[str, Lifecycle[Any]] = {
    "INC": incident.LIFECYCLE,
    "RES": response.LIFECYCLE,
    "POL": poll.LIFECYCLE,
    "COM": commitment.LIFECYCLE,
    "PLA": plan.PLAN,
    "MTG": meeting.LIFECYCLE,
    "MSG": message.LIFECYCLE,
    "ACT": action.LIFECYCLE,
}
ACTS: dict[str, dict[str, str]] = {
    "INC": {
        "incident verify": "verify",
        "incident inform": "inform",
        "incident consult": "consult",
        "response suspend": "propose",
        "response message": "propose",
        "response unify": "propose",
        "response assist": "assist",
        "response other": "propose",
        "incident stance": "stance",
        "incident report": "report",
        "incident update": "update",
        "incident close": "close",
        "incident reopen": "reopen",
        "incident dismiss": "dismiss",
        "incident waive": "waive",
        "incident link": "link",
        "action announce": "announce",
    },
    "RES": {
        "poll open": "adopt",
        "poll ask": "adopt",
        "poll options": "adopt",
        "poll include": "adopt",
        "poll category": "adopt",
        "poll dispute": "adopt",
        "poll competence": "adopt",
        "response amend": "amend",
        "response propose": "propose",
        "response withdraw": "withdraw",
        "response apply": "apply",
        "response grounds": "grounds",
        "response criterion": "criterion",
    },
    "POL": {
        "poll vote": "vote",
        "poll object": "object",
        "poll close": "adopt",
        "poll extend": "extend",
        "poll withdraw": "withdraw",
        "poll enter": "vote",
        "poll confirm": "confirm",
        "poll abstain": "vote",
        "poll dissociate": "vote",
        "poll delegate": "vote",
        "poll absent": "vote",
        "poll leave": "vote",
        "poll challenge": "vote",
        "poll aside": "vote",
        "poll annul": "annul",
        "poll acknowledge": "acknowledge",
        "poll receipt": "acknowledge",
        "poll reserve": "reserve",
        "poll begin": "open",
        "poll fall_back": "fall_back",
    },
    "COM": {
        "commitment done": "done",
        "commitment accept": "accept",
        "commitment start": "start",
        "commitment extend": "extend",
        "commitment verify": "verify",
        "commitment withdraw": "withdraw",
        "commitment suspend": "suspend",
        "commitment resume": "resume",
        "commitment milestone": "milestone",
        "commitment reached": "milestone",
        "commitment drop": "milestone",
    },
    "PLA": {
        "plan add": "add",
        "plan revise": "revise",
        "plan accept": "accept",
        "plan decline": "decline",
        "plan answer": "accept",
        "plan done": "done",
        "plan link": "link",
        "plan end": "end",
    },
    "MTG": {
        "meeting available": "answer",
        "meeting convene": "convene",
        "meeting open": "open",
        "meeting attend": "attend",
        "meeting conclude": "conclude",
        "meeting agenda": "plan",
        "meeting postpone": "postpone",
        "meeting cancel": "cancel",
    },
    "MSG": {
        "message circulate": "circulate",
        "message comment": "comment",
        "message revise": "revise",
        "message language": "revise",
        "message freeze": "freeze",
        "message open": "open",
        "message extend": "extend",
        "message answer": "sign",
        "message sign": "sign",
        "message decline": "decline",
        "message unsign": "unsign",
        "message dispatch": "dispatch",
        "message acknowledge": "acknowledge",
        "message reply": "reply",
        "message follow": "follow_up",
        "message close": "close",
        "message further": "further",
        "message correct": "correct",
        "message withdraw": "withdraw",
    },
    "ACT": {
        "action comment": "comment",
        "action start": "enter",
        "action answer": "enter",
        "action end": "end",
        "action withdraw": "withdraw",
        "action describe": "describe",
    },
}
"""Which act of a thing's lifecycle a command is, the likeliest first (state-machines, 4)."""
SAID_BY_THEIR_OWN = frozenset(
    {
        # Drafts may be kept before their time (T-24).
        "response suspend",
        "response message",
        "response unify",
        "response assist",
        "response other",
        # An answer that comes late is recorded as late (DR-16).
        "poll vote",
        "poll object",
        # Who answers has received it, so that a reply says both (4.3); after dispatch the way on
        # is a further message, and while comments are open it is said until when.
        "message reply",
        "message sign",
        "message answer",
        "message decline",
        "message unsign",
        "message withdraw",
        "message freeze",
    }
)
"""Commands that know better than the table what is too early or too late."""


def check(cls: type[Command], raw: Raw, call: Call, store: Store) -> None:
    """Raises `Refused` when what is answered already cannot be done by this person now."""
    fields = [f for f in cls.form.fields if isinstance(f.kind, IdKind)]
    known = {
        f.name: f.kind.read(raw.answers[f.name], call, store)
        for f in fields
        if f.name in raw.answers
    }
    if _ids_needed(cls) <= known.keys():
        with suppress(Wanting):  # what it wants is asked beside the rest
            partly(cls, known).ready(call, store)
    if cls.form.words in SAID_BY_THEIR_OWN:
        return
    for id in filter(None, known.values()):
        item = look(id, call, store)
        if item is None:
            raise nobody_sees(id)
        _at(item, cls.form)


def choices(cls: type[Command], field: str, prefix: str, call: Call, store: Store) -> list[Choice]:
    """The things of this sort that the speaker may see and the command would take, newest first."""
    found = []
    for item in newest(prefix, call, store):
        if _takes(cls, field, item, call, store):
            found.append(Choice(item.id, item.name, item.label))
        if len(found) == MOST:
            break
    return found


def _takes(cls: type[Command], field: str, item: Item, call: Call, store: Store) -> bool:
    try:
        if _ids_needed(cls) <= {field}:
            with suppress(Wanting):
                partly(cls, {field: item.id}).ready(call, store)
        _at(item, cls.form)
    except Refused:
        return False
    return True


def _ids_needed(cls: type[Command]) -> set[str]:
    """The questions without whose ids nothing is ready."""
    return {f.name for f in cls.form.fields if f.required and isinstance(f.kind, IdKind)}


def _at(item: Item, form: Form) -> None:
    """Raises `Refused` when the thing's stage does not list what the command does."""
    prefix = item.id[:3]
    act = ACTS.get(prefix, {}).get(form.words)
    if act is not None and item.stage is not None:
        LIFECYCLES[prefix].after(act, item.stage)

"""Which act of a thing's lifecycle a command is (state-machines, 4)."""

from __future__ import annotations

from typing import Any

from coordination import action
from coordination.commitment import stage as commitment
from coordination.incident import stage as incident
from coordination.meeting import stage as meeting
from coordination.message import stage as message
from coordination.plan import record as plan
from coordination.poll import stage as poll
from coordination.response import stage as response
from coordination.stages import Lifecycle

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
BESIDE: dict[str, dict[str, str]] = {
    "INC": {"review": "incident review", "lift": "incident lift"},
}
"""Acts that are a response's as well, whose stage then counts and not the incident's."""
SAID_BY_THEIR_OWN = frozenset(
    {
        # An embassy clears a thing that it does not read, on its own State's word (T-30).
        "clearance answer",
        "clearance withdraw",
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
        # What nobody answers is closed too, once the time for a reply is over.
        "message close",
        "message sign",
        "message answer",
        "message decline",
        "message unsign",
        "message withdraw",
        "message freeze",
    }
)
"""Commands that know better than the table what is too early or too late."""
UNDOES = frozenset({"incident reopen", "commitment resume", "poll annul", "poll fall_back"})
"""Commands to which nobody is led: what they take back is not to be done for their sake."""

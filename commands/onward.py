"""What this person may do now with a thing whose stage refuses what was asked of it."""

from __future__ import annotations

from dataclasses import replace

from commands.action.words import acts as action_acts
from commands.call import Call
from commands.commitment.words import acts as commitment_acts
from commands.declare import Command
from commands.incident.next import next_acts
from commands.joint import sight as message_sight
from commands.joint import way_to
from commands.kinds.ids import IdKind
from commands.kinds.kind import Near
from commands.line import Line, Raw, address
from commands.meeting.card import page as meeting_page
from commands.message.card import acts_of as message_acts
from commands.offered import look
from commands.outcome import Button
from commands.parse import corrected
from commands.plan.see import whole as plan_whole
from commands.plan.words import acts as plan_acts
from commands.poll.card import page as poll_page
from commands.poll.see import item, shows_to
from commands.ready import check, leads
from commands.response.card import acts as response_acts
from commands.response.card import open_poll
from commands.table import FORMS
from coordination.parties import Sees
from coordination.refused import Refused
from coordination.said import Said
from storage.store import Store

MOST = 4
_COMMITS = frozenset({"commitment offer", "commitment take", "commitment follow"})
"""Only somebody authorised by the own party says these (DR-30): others are not led to them."""


def helped(no: Refused, cls: type[Command], raw: Raw, call: Call, store: Store) -> Refused:
    """The refusal of a stage with the few acts that fit now, ready to send; others as they are.

    What leads to where it would be possible comes first.
    """
    if no.said.msgid != "stage.not_listed":
        return no
    said = Said("stage.not_now", act=no.said["act"], stage=no.said["stage"])
    if no.instead:
        return Refused(no.rule, said, no.instead)
    ids = _ids(cls, raw)
    there = filter(None, (look(id, call, store) for id in ids))
    lines = [line for item in there for line in leads(cls.form.words, item) if may(line, call)]
    lines += [b.line for id in ids for b in fitting(id, call, store)]
    return Refused(no.rule, said, tuple(dict.fromkeys(lines))[:MOST])


def ready(cls: type[Command], raw: Raw, call: Call, store: Store) -> None:
    """Raises `Refused` before anything is asked that would be asked in vain."""
    try:
        check(cls, raw, call, store)
    except Near as no:
        raise corrected(no, cls.form, raw, call, store) from None
    except Refused as no:
        raise helped(no, cls, raw, call, store) from None


def fitting(id: str, call: Call, store: Store) -> list[Button]:
    """The acts on a thing that its stage lists and that one of the speaker's hats may do."""
    if look(id, call, store) is None:
        return []
    return [button for button in _acts(id, call, store) if leads_on(button.line, call)]


def may(line: str, call: Call) -> bool:
    """Whether one of the speaker's hats may send this line."""
    form = address(Line(line), FORMS)
    return form is None or not form.by or bool(call.roles & set(form.by))


def leads_on(line: str, call: Call) -> bool:
    """Whether this line is offered to the speaker: by role, and where it commits, by mandate."""
    form = address(Line(line), FORMS)
    commits = form is not None and form.words in _COMMITS
    return may(line, call) and (not commits or any(hat.can_commit for hat in call.hats))


def _ids(cls: type[Command], raw: Raw) -> list[str]:
    fields = (f.name for f in cls.form.fields if isinstance(f.kind, IdKind))
    return [raw.answers[name].upper() for name in fields if name in raw.answers]


def _acts(id: str, call: Call, store: Store) -> tuple[Button, ...]:
    """What the thing's own card offers."""
    match id[:3]:
        case "INC" if incident := store.incidents.get(id):
            inside = Sees.CONCERNED if call.party in incident.concerned else Sees.PARTIES
            room = replace(call.room, sees=inside, party=call.party)
            return next_acts(store, incident, room, call)
        case "RES" if response := store.responses.get(id):
            return response_acts(response, open_poll(store, response), way_to(call, store, id))
        case "POL" if found := item(store, id):
            return poll_page(store, found, shows_to(call, store, found.poll)).buttons
        case "COM" if made := store.commitments.get(id):
            return commitment_acts(made)
        case "ACT" if action := store.actions.get(id):
            return action_acts(action)
        case "PLA" if plan := store.plans.get(id):
            full = plan_whole(store, call, plan)
            return plan_acts(plan) if full else plan_acts(plan, call.party)
        case "MTG" if meeting := store.meetings.get(id):
            return meeting_page(store, meeting).buttons
        case "MSG" if message := store.messages.get(id):
            above = store.incidents.get(message.incident)
            if above is None:
                return ()
            here = message_sight(call, store, message, above)
            return message_acts(here)
    return ()

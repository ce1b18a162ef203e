"""What becomes of a proposed response: shown, amended, withdrawn, accepted by its recipient."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from commands.call import Call
from commands.changed import again, reviewed_anew, standing
from commands.declare import Command, command
from commands.incident.shown import told
from commands.incident.words import party
from commands.kinds.ids import ResponseId
from commands.kinds.simple import Text
from commands.line import verbatim
from commands.outcome import Outcome, Page
from commands.response import lifting
from commands.response.asked import key as asked_key
from commands.response.card import cards
from commands.response.proposing import PROPOSERS
from commands.response.see import seen
from commands.wanting import Confirm
from coordination.hats import reason_given
from coordination.incident.consulting import decided
from coordination.incident.consulting import withdrawn as taken_back
from coordination.incident.incident import Incident
from coordination.message.stage import Stage as MessageStage
from coordination.parties import Role
from coordination.poll.stage import Stage as PollStage
from coordination.refused import Refused
from coordination.response.parts import Assistance, Lifting
from coordination.response.record import Response
from coordination.response.stage import Stage
from coordination.response.standing import (
    ended,
    must_stand_at_adoption,
    restored,
    reviewed_in_time,
    withdrawn,
)
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_STANDING = (PollStage.ANNOUNCED, PollStage.OPEN, PollStage.ADOPTED_AD_REFERENDUM)
RECIPIENTS = (Role.CONCERNED, Role.VOTER, Role.ALTERNATE)


@command("response withdraw", by=PROPOSERS, label=Tlp.GREEN, text=Tlp.AMBER_STRICT, sure=True)
class Withdraw(Command):
    """Take back a response that your State or agency has proposed and nobody has adopted."""

    response: ResponseId
    """Which response?"""

    reason: Text
    """Why?"""

    def ready(self, call: Call, store: Store) -> None:
        found = seen(call, store, self.response)
        sponsor_only(call, found.response, store)
        no_open_poll(store, found.response)

    def handle(self, call: Call, store: Store) -> Outcome:
        self.ready(call, store)
        found = seen(call, store, self.response)
        reason = reason_given(self.reason, "stage.act.response.withdraw")
        before = standing(store, found.response)
        after = restored(found.response, before) if before else withdrawn(found.response)
        was_put = found.response.stage is not Stage.DRAFT
        if was_put and not call.confirmed:  # the others are told, and it is never proposed again
            line = f"response withdraw {after.id} now=yes {verbatim(self.reason)}"
            sure = Said("response.withdraw_sure", id=after.id, title=found.response.title)
            raise Confirm(sure, line)
        store.responses.save(after)
        incident = found.incident
        if found.response.stage is Stage.PROPOSED:
            others, stands = others_proposed(store, after), reviewed_anew(store, incident)
            incident = taken_back(incident, others, stands=stands)
            store.incidents.put(incident)
        who = party(after.proposed_by, after.group, store)
        page = Page(Said("response.withdrawn", id=after.id, party=who, reason=reason), again(after))
        return Outcome(
            Page(Said("response.withdrawn_reply", id=after.id), again(after)),
            notices=(told(store, incident, page),) if was_put else (),
            cards=cards(store, incident, after) if was_put else (),
            closes=(asked_key(after.id),),
            shows=incident.label,
            about=incident.id,
        )


@command("response accept", by=RECIPIENTS, label=Tlp.GREEN, sure=True)
class Accept(Command):
    """Accept technical assistance for your own State, or decline it: nobody else decides on it."""

    response: ResponseId
    """Which offer?"""

    agree: bool = True
    """Does your State accept it?"""

    def ready(self, call: Call, store: Store) -> None:
        found = seen(call, store, self.response)
        parts = found.response.parts
        if not isinstance(parts, Assistance) or call.party != parts.recipient:
            recipient = parts.recipient if isinstance(parts, Assistance) else None
            raise Refused("DR-22", _not_yours(found.response, recipient, store))

    def handle(self, call: Call, store: Store) -> Outcome:
        self.ready(call, store)
        found = seen(call, store, self.response)
        after = ended(found.response, adopted=self.agree)
        if not call.confirmed:  # the others are told, and it is answered once
            agree = "yes" if self.agree else "no"
            said = Said(f"response.accept_sure_{agree}", id=after.id, title=after.title)
            raise Confirm(said, f"response accept {after.id} agree={agree} now=yes")
        incident = decided_on(store, found.incident, after, adopted=self.agree)
        key = "response.accepted" if self.agree else "response.declined"
        said = Said(key, id=after.id, party=party(call.party, after.group, store))
        return Outcome(
            said,
            notices=(told(store, incident, Page(said, (Said("response.of", title=after.title),))),),
            cards=cards(store, incident, after),
            closes=(asked_key(after.id),),
            shows=incident.label,
            about=incident.id,
        )


def decided_on(store: Store, incident: Incident, response: Response, *, adopted: bool) -> Incident:
    """Keep the response's end, and the incident as it stands after it (4.1).

    An incident that has gone further meanwhile stays where it is. A lifting ends what it lifts.
    """
    store.responses.save(response)
    if isinstance(response.parts, Lifting):
        return lifting.decided(store, incident, response.parts, adopted=adopted)
    others = others_proposed(store, response)
    try:
        after = decided(incident, adopted, others, stands=reviewed_anew(store, incident))
    except Refused:
        return incident
    store.incidents.put(after)
    return after


def must_stand(response: Response, incident: Incident) -> None:
    """Raises `Refused` when the text could not be adopted as it is (T-24, T-43)."""
    state = response.addressed_to
    informed = state is None or state not in incident.uninformed
    try:
        must_stand_at_adoption(response, informed=informed)
    except Refused as no:
        if informed:
            raise
        line = f"incident inform {incident.id} state={state}"
        raise Refused(no.rule, no.said, (line, *no.instead)) from None


def dates_stand(call: Call, response: Response, decided: datetime) -> None:
    """Raises `Refused` where its days do not follow each other, or its decision (T-43)."""
    zone = ZoneInfo(call.group.terms.anchor_zone)
    reviewed_in_time(response, decided.astimezone(zone).date())


def written_together(store: Store, response: Response) -> None:
    """Raises `Refused` where a joint message carries the text: it is changed there, for both."""
    for message in store.messages.of_response(response.id):
        if not message.stage.sent and message.stage is not MessageStage.WITHDRAWN:
            said = Said("response.text_is_a_message", id=response.id, message=message.id)
            raise Refused("DR-26", said, (f"message revise {message.id}",))


def others_proposed(store: Store, response: Response) -> bool:
    """Whether another response on the same incident is still undecided."""
    return any(
        other.stage is Stage.PROPOSED and other.id != response.id
        for other in store.responses.of(response.incident)
    )


def waits_for_no_capital(store: Store, response: Response) -> None:
    """Raises `Refused` while capitals still confirm the text as it stands (DR-13)."""
    for poll in store.polls.on(response.id):
        if poll.stage is PollStage.ADOPTED_AD_REFERENDUM:
            said = Said("response.poll_is_open", id=response.id, poll=poll.id)
            raise Refused("stage", said, (f"poll show {poll.id}",))


def no_open_poll(store: Store, response: Response) -> None:
    """Raises `Refused` while a poll on the response is open: it is withdrawn first (DR-28).

    One that waits for capitals is not over either (DR-13).
    """
    for poll in store.polls.on(response.id):
        if poll.stage in _STANDING:
            said = Said("response.poll_is_open", id=response.id, poll=poll.id)
            raise Refused("stage", said, (f"poll show {poll.id}",))


def sponsor_only(call: Call, response: Response, store: Store) -> None:
    """Raises `Refused` unless the speaker's party put the response, or the speaker chairs."""
    if call.party != response.proposed_by and not call.chairs:
        who = party(response.proposed_by, response.group, store)
        said = Said("response.not_yours", id=response.id, party=who)
        raise Refused("mandate", said)


def not_while_it_is_answered(call: Call, response: Response, store: Store) -> None:
    """Raises `Refused` for a chair that would void the answers to another party's text (DR-28)."""
    if call.party == response.proposed_by:
        return
    for poll in store.polls.on(response.id):
        if poll.stage in (PollStage.ANNOUNCED, PollStage.OPEN):
            who = party(response.proposed_by, response.group, store)
            said = Said("response.sponsor_changes", id=response.id, poll=poll.id, party=who)
            raise Refused("DR-28", said, (f"poll show {poll.id}", f"poll withdraw {poll.id}"))


def _not_yours(response: Response, recipient: str | None, store: Store) -> Said:
    if recipient is None:
        return Said("response.decided_by_poll", id=response.id)
    return Said(
        "response.recipient_decides", id=response.id, party=party(recipient, response.group, store)
    )

"""What the four types share when they are proposed: the rules around the text (T-24 … T-40)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from commands.call import Call, fresh
from commands.incident.see import seen
from commands.incident.words import parties, plainly, spoken
from commands.outcome import Button, Outcome, Page
from commands.response import words
from commands.response.asked import asks
from commands.response.card import acts, cards
from commands.response.left_open import QUESTIONS, printed, unsaid
from commands.response.wording import reminders
from commands.wanting import Wanting
from coordination.hats import CHAIRS, SPEAKERS
from coordination.incident.hearing import Hearing, voices
from coordination.incident.incident import Incident
from coordination.incident.stage import LIFECYCLE, Stage
from coordination.incident.stance import Stance, View, latest
from coordination.parties import Role
from coordination.refused import Refused
from coordination.response.assistance import spoken_for
from coordination.response.parts import Assistance, Parts
from coordination.response.propose import Circumstances, missing, offered, proposed
from coordination.response.record import (
    Adoptions,
    Proceeding,
    Response,
    proceeding,
    safeguarded,
)
from coordination.said import Said
from coordination.warned import Warn, asking
from storage.store import Store

PROPOSERS: tuple[Role, ...] = (
    *(role for role in Role if role in SPEAKERS),
    *(role for role in Role if role in CHAIRS),
)
_BEFORE = (Stage.SUSPECTED, Stage.SUBSTANTIATED, Stage.STATE_INFORMED, Stage.INFORM_WAIVED)


@dataclass(frozen=True)
class Around:
    """The answers that every type of response asks for (T-38), and the reason to go on without."""

    new: Proceeding | None
    ongoing: Proceeding | None
    reason: str
    safeguards: str = ""
    effective_on: date | None = None

    def said_of(self, response: Response) -> Response:
        """The response with what is said here of adoptions meanwhile."""
        response = proceeding(response, Adoptions.NEW, self.new)
        response = proceeding(response, Adoptions.IN_PROCESS, self.ongoing)
        return safeguarded(response, spelt(self.safeguards))


def consulting(
    store: Store, call: Call, id: str, act: str = "propose", *, towards: bool = False
) -> Incident:
    """The incident on which something may be proposed, or kept as a draft until it may.

    Raises `Refused` with the way there, and for a measure `towards` nobody but oneself (DR-22).
    """
    incident = seen(call, store, id)
    if towards and incident.concerned == (call.party,):
        raise Refused("DR-22", Said("response.not_towards_oneself"))
    if not too_early(incident, act):
        try:
            incident.moved(act)
        except Refused as no:
            raise Refused(no.rule, no.said, (f"incident consult {incident.id}",)) from None
    return incident


def too_early(incident: Incident, act: str = "propose") -> bool:
    """Whether the consultation is still to come: until then a proposal is a draft (T-24)."""
    return incident.stage in _BEFORE and act not in LIFECYCLE.possible(incident.stage)


def first_line(text: str, limit: int = 120) -> str:
    """A title made from the text."""
    line = text.strip().splitlines()[0] if text.strip() else ""
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def spelt(note: str) -> str:
    """A note as it is kept: in a line of one's own, `_` stands for a space."""
    return note.replace("_", " ").strip()


def propose(call: Call, store: Store, incident: Incident, parts: Parts, around: Around) -> Outcome:
    """Put it to the group, or keep it as a draft while it is too early for that."""
    draft = around.said_of(_drafted(call, incident, parts, around))
    if draft.addressed_to == draft.proposed_by:
        raise Refused("DR-22", Said("response.not_towards_oneself"))
    if isinstance(parts, Assistance):
        with plainly(incident.group, store):
            spoken_for(incident.id, parts, call.hats)
    if too_early(incident, act_of(parts)):
        return _kept(store, incident, draft)
    return put(call, store, incident, draft, around)


def act_of(parts: Parts) -> str:
    """Which act of the incident's lifecycle a proposal of this type is."""
    return "assist" if isinstance(parts, Assistance) else "propose"


def _kept(store: Store, incident: Incident, draft: Response) -> Outcome:
    """Keep it for its own party: the State concerned is informed and consulted first (T-24)."""
    states = parties(incident.uninformed, incident.group, store)
    if incident.uninformed and not draft.reason:
        raise Wanting("T-24", "reason", Said("response.warn.early", states=states))
    store.responses.add(draft)
    told = [f"incident inform {incident.id} state={state}" for state in incident.uninformed]
    informs = (Button(Said("does.incident_inform"), line) for line in told)
    consults = Button(Said("does.incident_consult"), f"incident consult {incident.id}")
    proposes = Button(Said("does.response_propose"), f"response propose {draft.id}")
    lines = [words.title(draft), *words.parts(draft, store), Said("response.draft_next")]
    buttons = (*informs, consults, proposes)
    return Outcome(
        reply=Page(Said("response.kept_draft", id=draft.id), tuple(lines), buttons),
        made={"response": draft.id},
        shows=incident.label,
        about=incident.id,
    )


def put(call: Call, store: Store, incident: Incident, draft: Response, around: Around) -> Outcome:
    """The response is proposed, and the incident moves on (4.1)."""
    response = proposed(draft)
    warned = _named_states(missing(response, circumstances(store, incident)), incident, store)
    if not around.reason.strip():
        _ask(asking(warned))
    if store.responses.get(response.id) is None:
        store.responses.add(response)
    else:
        store.responses.save(response)
    after = incident.moved(act_of(response.parts))
    store.incidents.put(after)
    return Outcome(
        reply=_reply(response, warned, store),
        asks=asks(call, store, after, response),
        cards=cards(store, after, response),
        made={"response": response.id},
        shows=incident.label,
        about=incident.id,
    )


def _named_states(warned: tuple[Warn, ...], incident: Incident, store: Store) -> tuple[Warn, ...]:
    """The warnings with names of States in the place of codes."""
    return tuple(replace(one, said=spoken(one.said, incident.group, store)) for one in warned)


def _drafted(call: Call, incident: Incident, parts: Parts, around: Around) -> Response:
    return Response(
        id=fresh("RES"),
        group=incident.group,
        incident=incident.id,
        title=first_line(_named(parts)),
        parts=parts,
        proposed_by=_party(call),
        proposed_at=call.now,
        language=call.person.language,
        restorative=offered(incident.timing),
        effective_on=around.effective_on,
        reason=around.reason.strip(),
    )


def circumstances(store: Store, incident: Incident) -> Circumstances:
    """What is known of the incident when something is proposed."""
    stances = store.incidents.items(incident.id, Stance)
    views = [view for state in incident.concerned for view in latest(stances, state)]
    return Circumstances(
        timing=incident.timing,
        informed=not incident.uninformed,
        heard=_voices(store, incident),
        lacks_means=any(view.view is View.LACKS_MEANS for view in views),
    )


def _voices(store: Store, incident: Incident) -> bool:
    """Whether an association of people with lived experience was asked (T-32).

    To read along is not to be asked.
    """
    known = {one.id for one in store.directory.organisations() if one.association}
    return voices(store.incidents.items(incident.id, Hearing), known)


def _party(call: Call) -> str:
    if call.party is None:
        raise Refused("mandate", Said("response.only_parties"))
    return call.party


def _named(parts: Parts) -> str:
    for name in ("scope", "procedure", "subject", "wording"):
        if text := getattr(parts, name, ""):
            return str(text)
    return ""


def _ask(warned: tuple[Warn, ...]) -> None:
    """Ask what is wanted first: the answers of T-38 by name, else one reason for everything."""
    for warn in warned:
        if field := QUESTIONS.get(warn.said.msgid):
            raise Wanting(warn.rule, field, warn.said)
    if len(warned) == 1:
        raise Wanting(warned[0].rule, "reason", warned[0].said)
    if warned:
        several = Said("response.warn.several", warnings=tuple(warn.said for warn in warned))
        raise Wanting(warned[0].rule, "reason", several)


def _reply(response: Response, warned: tuple[Warn, ...], store: Store) -> Page:
    lines = [words.title(response), *words.parts(response, store)]
    lines += printed(warned)
    lines += reminders(response, store)
    if response.reason:
        lines.append(Said("response.reason", text=response.reason))
    say = Button(Said("response.act.say_missing"), f"response amend {response.id}")
    buttons = (say, *acts(response)) if unsaid(warned) else acts(response)
    return Page(Said("response.proposed", id=response.id), tuple(lines), buttons)

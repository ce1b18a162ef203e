"""A common response as it stands: its parts, its answers for adoptions, its stage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from coordination.refused import Refused
from coordination.response.parts import TYPES, Lifting, Message, Parts, ResponseType, Suspension
from coordination.response.stage import Stage
from coordination.said import Said


class Adoptions(StrEnum):
    """Which adoptions an answer is for (T-38)."""

    NEW = "new"
    IN_PROCESS = "in_process"


class Proceeding(StrEnum):
    """Whether they go on before appropriate responses have been actioned (T-38)."""

    CONTINUE = "continue"
    WITH_SAFEGUARDS = "continue_with_safeguards"
    PAUSE = "pause"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Continuation:
    """One answer of T-38; `party` None answers for all, `words` say which safeguards."""

    adoptions: Adoptions
    proceeding: Proceeding
    party: str | None = None
    words: str = ""


class Restorative(StrEnum):
    """What is offered beside a response to past practices (T-39)."""

    SUPPORT = "support_to_adoptees_and_birth_families"
    ORIGINS = "search_for_origins"
    RECORDS = "record_correction"


@dataclass(frozen=True)
class Response:
    """A measure that several States take together, once they adopt it.

    `language` is the language in which the parts are written; `translations` are the authentic
    texts in others, by language. `version` grows with each amendment (DR-26). `effective_on` is
    when an adopted response may enter into force. `reason` says why it was proposed although a
    rule of force W asked something first; it is no part of the text. `stands` is the version that
    was under review when a change of it was put: it stands until the change is in force (T-43).
    """

    id: str
    group: str
    incident: str
    title: str
    parts: Parts
    proposed_by: str
    proposed_at: datetime
    language: str = "en"
    continuations: tuple[Continuation, ...] = ()
    restorative: tuple[Restorative, ...] = ()
    translations: tuple[tuple[str, str], ...] = ()
    effective_on: date | None = None
    stage: Stage = Stage.DRAFT
    version: int = 1
    reason: str = ""
    stands: int | None = None

    @property
    def type(self) -> ResponseType:
        return TYPES[type(self.parts)]

    @property
    def addressed_to(self) -> str | None:
        """The State that the measure is addressed to, which is heard and does not vote (DR-22)."""
        match self.parts:
            case Message(addressee=state) | Suspension(towards=state) | Lifting(towards=state):
                return state
        return None


def proceeding(response: Response, adoptions: Adoptions, how: Proceeding | None) -> Response:
    """The response with this answer for all; as it is where there is none (T-38)."""
    if how is None:
        return response
    kept = [one for one in response.continuations if one.adoptions is not adoptions]
    several = sorted((*kept, Continuation(adoptions, how)), key=lambda one: _ORDER[one.adoptions])
    return replace(response, continuations=tuple(several))


def safeguarded(response: Response, words: str) -> Response:
    """The response with the safeguards under which adoptions continue; as it is without words.

    Raises `Refused` where none continue so: what was written would stand nowhere (T-38).
    """
    if not words:
        return response
    if all(one.proceeding is not Proceeding.WITH_SAFEGUARDS for one in response.continuations):
        raise Refused("T-38", Said("response.safeguards_of_none"))
    several = (_under(one, words) for one in response.continuations)
    return replace(response, continuations=tuple(several))


def unguarded(response: Response) -> bool:
    """Whether adoptions continue with safeguards of which none is said (T-38)."""
    under = Proceeding.WITH_SAFEGUARDS
    return any(one.proceeding is under and not one.words for one in response.continuations)


def _under(one: Continuation, words: str) -> Continuation:
    return replace(one, words=words) if one.proceeding is Proceeding.WITH_SAFEGUARDS else one


_ORDER = {adoptions: place for place, adoptions in enumerate(Adoptions)}

"""Which kind of answer an annotation asks for."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from commands.kinds.agreements import AgreementId, AgreementKind
from commands.kinds.asked import AskedKind, OpenQuestion
from commands.kinds.codes import Factor, FactorKind, Practice, PracticeKind
from commands.kinds.ids import Id, IdKind
from commands.kinds.kind import Choice, Kind, Widget
from commands.kinds.simple import (
    EnumKind,
    FlagKind,
    LabelKind,
    ListKind,
    Note,
    NumberKind,
    Text,
    TextKind,
    WordKind,
)
from commands.kinds.when import (
    BandKind,
    DateRangeKind,
    DayOrOpen,
    DayOrOpenKind,
    DeadlineKind,
    DurationKind,
    MomentKind,
)
from commands.kinds.where import RoomId, RoomKind
from commands.kinds.who import (
    PartyCode,
    PartyKind,
    PersonId,
    PersonKind,
    StateCode,
    StateKind,
)
from coordination.instants import Deadline, Moment
from coordination.spans import Band, DateRange
from coordination.tlp import Tlp

__all__ = ["Choice", "Kind", "Widget", "kind_of"]

_KINDS: dict[type, Kind[Any]] = {
    Text: TextKind(Text, free=True),
    Note: TextKind(Note, free=False),
    str: WordKind(),
    int: NumberKind(),
    bool: FlagKind(),
    Tlp: LabelKind(),
    PartyCode: PartyKind(),
    AgreementId: AgreementKind(),
    StateCode: StateKind(),
    PersonId: PersonKind(),
    RoomId: RoomKind(),
    OpenQuestion: AskedKind(),
    Practice: PracticeKind(),
    Factor: FactorKind(),
    Deadline: DeadlineKind(),
    DayOrOpen: DayOrOpenKind(),
    Moment: MomentKind(),
    Band: BandKind(),
    timedelta: DurationKind(),
    DateRange: DateRangeKind(),
}


def kind_of(annotation: Any) -> Kind[Any]:
    """The kind of a field's annotation; `X | None` asks for X, `tuple[X, ...]` for several.

    Raises TypeError when a declaration asks for something that nobody can type.
    """
    if get_origin(annotation) in (Union, UnionType):
        [annotation] = [part for part in get_args(annotation) if part is not NoneType]
    if get_origin(annotation) is tuple:
        return ListKind(kind_of(get_args(annotation)[0]))
    if annotation in _KINDS:
        return _KINDS[annotation]
    if isinstance(annotation, type) and issubclass(annotation, Id):
        return IdKind(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return EnumKind(annotation)
    raise TypeError(f"no kind of answer for {annotation!r}")

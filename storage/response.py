"""Common responses: each with every version of its text, sealed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Select,
    Table,
    Text,
    bindparam,
    insert,
    select,
    update,
)

from coordination.response.parts import (
    Assistance,
    Basis,
    Direction,
    Implementing,
    Lifting,
    Message,
    Other,
    Parts,
    ResponseType,
    Shown,
    Suspension,
    Unification,
)
from coordination.response.record import (
    Adoptions,
    Continuation,
    Proceeding,
    Response,
    Restorative,
)
from coordination.response.stage import Stage
from storage.canonical import canonical, parsed
from storage.course import read_once
from storage.dialect import Upsert
from storage.ready import Ready
from storage.sealed import Sealer
from storage.tables import Instant, choice, metadata

response = Table(
    "response",
    metadata,
    Column("id", Text, primary_key=True),
    Column("group", Text, nullable=False),
    Column("incident", Text, nullable=False),
    Column("type", choice(ResponseType), nullable=False),
    Column("stage", choice(Stage), nullable=False),
    Column("version", Integer, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("language", Text, nullable=False),
    Column("stands", Integer, nullable=True),
)
Index("ix_response_incident", response.c.incident, response.c.proposed_at)
response_text = Table(
    "response_text",
    metadata,
    Column("response", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    PrimaryKeyConstraint("response", "version"),
)


_STANDING = (Stage.ADOPTED, Stage.IN_FORCE, Stage.UNDER_REVIEW)
_WRITE = Upsert(
    response_text, "response version content", lambda adding: adding.on_conflict_do_nothing()
)


class Responses:
    """What was proposed to the groups, and what became of it."""

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        self._connection = connection
        self._sealer = sealer

    def add(self, made: Response) -> None:
        """Keep a new response with its text."""
        values = {
            "id": made.id,
            "group": made.group,
            "incident": made.incident,
            "type": made.type,
            "stage": made.stage,
            "version": made.version,
            "proposed_by": made.proposed_by,
            "proposed_at": made.proposed_at,
            "language": made.language,
            "stands": made.stands,
        }
        self._connection.execute(insert(response), values)
        self._write(made)

    def save(self, changed: Response) -> None:
        """Keep its stage, and the text of a version that is not kept yet."""
        values = {
            "stage": changed.stage,
            "version": changed.version,
            "type": changed.type,
            "stands": changed.stands,
        }
        this = update(response).where(response.c.id == changed.id)
        self._connection.execute(this.values(values))
        self._write(changed)

    @read_once
    def get(self, id: str, version: int | None = None) -> Response | None:
        """The response with its newest text, or with an earlier version's; None without one."""
        if version is None:
            row = _NEWEST.row(self._connection, id=id)
        else:
            query = _joined(version).where(response.c.id == id)
            row = self._connection.execute(query).one_or_none()
        return None if row is None else self._read(row)

    @read_once
    def of(self, incident: str) -> list[Response]:
        """Every response on an incident, in the order in which they were proposed."""
        query = _joined(None).where(response.c.incident == incident)
        return self._list(query.order_by(response.c.proposed_at, response.c.id))

    def suspensions(self) -> list[Response]:
        """Every group's suspensions that stand: adopted, in force or under review."""
        kind = response.c.type == ResponseType.SUSPENSION
        query = _joined(None).where(kind, response.c.stage.in_(_STANDING))
        return self._list(query.order_by(response.c.proposed_at, response.c.id))

    def _write(self, made: Response) -> None:
        content = canonical(_content(made))
        place = _place(made.id, made.version)
        sealed = self._sealer.seal(made.group, "response_text", place, "content", content)
        row = {"response": made.id, "version": made.version, "content": sealed}
        self._connection.execute(_WRITE.on(self._connection), row)

    def _list(self, query: Select[Any]) -> list[Response]:
        return [self._read(row) for row in self._connection.execute(query)]

    def _read(self, row: Any) -> Response:
        place = _place(row.id, row.text_version)
        content = parsed(self._sealer.open("response_text", place, "content", row.content))
        return Response(
            id=row.id,
            group=row.group,
            incident=row.incident,
            title=content["title"],
            parts=_parts(row.type, content["parts"]),
            proposed_by=row.proposed_by,
            proposed_at=row.proposed_at,
            language=row.language,
            continuations=tuple(_continuation(one) for one in content["continuations"]),
            restorative=tuple(Restorative(one) for one in content["restorative"]),
            translations=tuple((lang, text) for lang, text in content["translations"]),
            effective_on=_day(content["effective_on"]),
            stage=row.stage,
            version=row.text_version,
            reason=content["reason"],
            stands=row.stands,
        )


def _joined(version: int | None) -> Select[Any]:
    wanted = response.c.version if version is None else version
    columns = (*response.c, response_text.c.content, response_text.c.version.label("text_version"))
    on = (response_text.c.response == response.c.id) & (response_text.c.version == wanted)
    return select(*columns).join(response_text, on)


def _place(id: str, version: int) -> str:
    return f"{id} {version}"


def _content(made: Response) -> dict[str, Any]:
    return {
        "title": made.title,
        "parts": asdict(made.parts),
        "continuations": [asdict(one) for one in made.continuations],
        "restorative": list(made.restorative),
        "translations": list(made.translations),
        "effective_on": made.effective_on,
        "reason": made.reason,
    }


def _parts(kind: ResponseType, data: dict[str, Any]) -> Parts:
    match kind:
        case ResponseType.UNIFICATION:
            given = tuple(_implementing(one) for one in data["implementing"])
            return Unification(**{**data, "implementing": given})
        case ResponseType.MESSAGE:
            return Message(**data)
        case ResponseType.SUSPENSION:
            bases = tuple(Basis(**one) for one in data["bases"])
            days = {name: _day(data.get(name)) for name in ("review_on", "expires_on")}
            return Suspension(**{**data, **days, "bases": bases})
        case ResponseType.ASSISTANCE:
            return Assistance(**{**data, "direction": Direction(data["direction"])})
        case ResponseType.LIFTING:
            shown = tuple(Shown(**one) for one in data["findings"])
            return Lifting(**{**data, "findings": shown})
        case ResponseType.OTHER:
            return Other(**data)


def _implementing(data: dict[str, Any]) -> Implementing:
    return Implementing(data["party"], data["instrument"], _day(data["since"]))


def _continuation(data: dict[str, Any]) -> Continuation:
    return Continuation(
        Adoptions(data["adoptions"]), Proceeding(data["proceeding"]), data["party"], data["words"]
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_NEWEST = Ready(_joined(None).where(response.c.id == bindparam("id")))

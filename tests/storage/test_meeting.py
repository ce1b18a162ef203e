"""Meetings kept and read back: nothing is lost, texts are sealed, lists are the group's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from coordination.meeting.availability import Availability
from coordination.meeting.composition import Sector
from coordination.meeting.kinds import MeetingKind
from coordination.meeting.meeting import Attended, Invitees, Meeting
from coordination.meeting.stage import Stage
from coordination.parties import Role
from coordination.spans import Band, DateRange
from coordination.tlp import Tlp
from storage.database import Database
from storage.meeting.tables import meeting
from storage.store import Store

NOW = datetime(2026, 3, 19, 9, tzinfo=UTC)
NOON = datetime(2026, 3, 26, 11, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
PROPOSED = Meeting(
    id="MTG-7Q4KD3N2W",
    group="ica",
    kind=MeetingKind.HORIZONTAL_RS,
    purpose="What nobody else reads",
    invitees=Invitees(("NL", "CA"), ("iss1",), (Role.SECRETARIAT,), (Sector.HEALTH,), 1),
    minutes=90,
    dates=DateRange(date(2026, 3, 26), date(2026, 3, 27)),
    zone="Europe/Amsterdam",
    label=Tlp.AMBER_STRICT,
    proposed_by="anouk",
    proposed_at=NOW,
    incident="INC-7Q4KD3N2W",
    band=Band(6, 24),
    link="https://meet.example.org/r",
    hidden=True,
    about_children=True,
    agenda=("One", "Two"),
)


async def kept(database: Database, one: Meeting) -> Meeting | None:
    return await database.run(lambda store: store.meetings.get(one.id))


async def test_a_meeting_is_read_back_as_it_was_kept(database: Database) -> None:
    offered = PROPOSED.offer((NOON, LATER), (60, 0))
    await database.run(lambda store: store.meetings.add(offered))
    assert await kept(database, offered) == offered


async def test_every_act_is_kept_and_answers_are_only_added(database: Database) -> None:
    one = PROPOSED.offer((NOON, LATER), (60, 0))
    await database.run(lambda store: store.meetings.add(one))
    acts = [
        one := one.answer("NL", NOON, Availability.YES),
        one := one.answer("NL", NOON, Availability.NO),
        one := one.convene(LATER, NOW, "no other day"),
        one := one.attended(Attended("nl1", "NL")),
        one := one.attended(Attended("iss1", None, "iss")),
        one := one.left("nl1"),
    ]
    for act in acts:
        await database.run(lambda store, act=act: store.meetings.save(act))  # type: ignore[misc]
        assert await kept(database, act) == act
    assert len(one.answers) == 2


async def test_what_people_wrote_is_sealed(database: Database) -> None:
    def written(store: Store) -> bytes:
        store.meetings.add(PROPOSED)
        sealed: bytes = store.connection.execute(select(meeting.c.written)).scalar_one()
        return sealed

    assert b"nobody else" not in await database.run(written)


async def test_lists_hold_a_group_s_meetings_to_come_newest_first(database: Database) -> None:
    def listed(store: Store) -> tuple[list[str], list[str]]:
        for number, (group, stage) in enumerate(
            [("ica", Stage.PROPOSED), ("ica", Stage.CANCELLED), ("it-rt", Stage.CONVENED)]
        ):
            at = NOW + timedelta(hours=number)
            one = replace(PROPOSED, id=f"MTG-{number}", group=group, stage=stage, proposed_at=at)
            store.meetings.add(one)
        of_group = [one.id for one in store.meetings.of_group("ica")]
        return of_group, [one.id for one in store.meetings.of_incident("INC-7Q4KD3N2W")]

    assert await database.run(listed) == (["MTG-0"], ["MTG-2", "MTG-1", "MTG-0"])

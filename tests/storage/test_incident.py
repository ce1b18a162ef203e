"""What is kept of incidents comes back as it was, sealed, and is found by its codes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from coordination.incident.incident import Incident, Scope, Timing
from coordination.incident.informing import Channel, Inform, Telling
from coordination.incident.report import Account, Basis, Report, ReportKind
from coordination.incident.stage import Stage
from coordination.incident.stance import Stance, View
from coordination.incident.thread import Entry, Link, LinkKind, Pin, Update
from coordination.incident.verifying import Dismissal, Side
from coordination.tlp import Tlp
from storage.database import Database
from storage.incident import Place
from storage.incident.tables import incident, incident_item, report
from storage.store import Store
from tests.storage.times import NOON, SECOND

SEEN = Incident(
    id="INC-1",
    group="ica",
    title="Birth certificates",
    concerned=("XV", "NL"),
    scope=Scope.PATTERN,
    timing=Timing.BOTH,
    practices=("IP-DOC", "IP-FEE"),
    stage=Stage.SUSPECTED,
    label=Tlp.AMBER_STRICT,
    originator="CA",
    opened_by="ca1",
    opened_at=NOON,
    informed=("XV",),
    caucus_reason="A child may be at risk",
)
FILED = Report(
    id="REP-1",
    incident="INC-1",
    account=Account(
        ReportKind.CAUSE_REPORT,
        "Weak registers",
        Basis.FACT,
        practices=("IP-DOC",),
        factors=("EF-CIV",),
        bodies=("ponte-aperto",),
        answers="REP-0",
    ),
    label=Tlp.AMBER_STRICT,
    party="CA",
    organisation=None,
    filed_by="ca1",
    filed_at=NOON,
)
TOLD = Inform(
    "INC-1",
    Telling("XV", "Central Authority", Channel.DIRECT, NOON, "3f9a", "fr"),
    "nl1",
    "NL",
    NOON,
    NOON + timedelta(days=7),
)
GATHERED = (
    Update("INC-1", "News", Tlp.AMBER_STRICT, "CA", "ca1", NOON),
    Pin("INC-1", "draft", "$1", Tlp.AMBER, None, "anouk", NOON),
    Link("INC-1", "INC-2", LinkKind.DUPLICATE, "NL", "nl1", NOON),
    Entry("INC-1", "NL", "Paused", "nl1", NOON),
    Stance("INC-1", "XV", View.DISPUTES, "XV", "xv1", NOON, None, "It is not so"),
    Dismissal("INC-1", "A mistake", Side.CHAIR, "anouk", NOON),
    TOLD,
)


async def add(database: Database, *made: Incident) -> None:
    for one in made:
        await database.run(lambda store, one=one: store.incidents.add(one))  # type: ignore[misc]


async def test_an_incident_comes_back_as_it_was(database: Database) -> None:
    await add(database, SEEN)
    assert await database.run(lambda store: store.incidents.get("INC-1")) == SEEN
    assert await database.run(lambda store: store.incidents.get("INC-2")) is None


async def test_a_changed_incident_is_found_by_its_new_codes_only(database: Database) -> None:
    newer = replace(SEEN, practices=("IP-ABD",), stage=Stage.CONSULTATION, title="Other words")
    await add(database, SEEN)
    await database.run(lambda store: store.incidents.put(newer))
    assert await database.run(lambda store: store.incidents.get("INC-1")) == newer
    for code, found in (("IP-ABD", [newer]), ("XV", [newer]), ("IP-DOC", [])):
        page = partial(_page, code=code)
        assert await database.run(page) == found


def _page(store: Store, party: str | None = "NL", **wanted: Any) -> list[Incident]:
    return store.incidents.page("ica", party, **wanted)


async def test_pages_follow_one_another_newest_first_without_gap_or_repeat(
    database: Database,
) -> None:
    made = [
        replace(SEEN, id=f"INC-{n}", opened_at=NOON + SECOND * (n // 2), concerned=("XV",))
        for n in range(7)
    ]
    await add(database, *made)
    for code in (None, "XV"):
        read: list[Incident] = []
        while True:
            behind = Place.of(read[-1]) if read else None
            page = await database.run(partial(_page, code=code, behind=behind, limit=3))
            if not page:
                break
            read += page
        assert [one.id for one in read] == [f"INC-{n}" for n in (6, 5, 4, 3, 2, 1, 0)]


async def test_lists_are_cut_by_group_stage_and_what_others_keep(database: Database) -> None:
    kept = replace(SEEN, id="INC-2", kept=True)
    closed = replace(SEEN, id="INC-3", stage=Stage.CLOSED)
    elsewhere = replace(SEEN, id="INC-4", group="it-rt")
    await add(database, SEEN, kept, closed, elsewhere)
    assert await database.run(partial(_page, stage=Stage.CLOSED)) == [closed]
    ids = {one.id for one in await database.run(_page)}
    own = {one.id for one in await database.run(partial(_page, party="CA"))}
    nobody = {one.id for one in await database.run(partial(_page, party=None))}
    assert (ids, own, nobody) == ({"INC-1", "INC-3"}, {"INC-1", "INC-2", "INC-3"}, ids)


async def test_likeness_is_counted_within_a_time_and_not_over_what_is_kept(
    database: Database,
) -> None:
    old = replace(SEEN, id="INC-2", opened_at=NOON - timedelta(days=400))
    kept = replace(SEEN, id="INC-3", kept=True)
    await add(database, SEEN, old, kept, replace(SEEN, id="INC-4"))
    since = NOON - timedelta(days=365)

    def count(store: Store, code: str, most: int = 50) -> int:
        return store.incidents.resembling("ica", code, since, most)

    assert await database.run(partial(count, code="IP-DOC")) == 2
    assert await database.run(partial(count, code="IP-DOC", most=1)) == 1
    assert await database.run(partial(count, code="IP-ABD")) == 0


async def test_reports_come_back_oldest_first_and_a_withdrawn_one_stays(
    database: Database,
) -> None:
    later = replace(FILED, id="REP-0", filed_at=NOON + SECOND, corrects="REP-1")
    gone = replace(FILED, withdrawn_at=NOON + SECOND, withdrawn_why="Wrong incident")
    await add(database, SEEN)
    await database.run(lambda store: store.incidents.file("ica", later))
    await database.run(lambda store: store.incidents.file("ica", FILED))
    assert await database.run(lambda store: store.incidents.report("REP-1")) == FILED
    await database.run(lambda store: store.incidents.refile("ica", gone))
    found = await database.run(lambda store: store.incidents.reports("INC-1"))
    assert list(found.values()) == [gone, later]
    assert await database.run(lambda store: store.incidents.report("REP-2")) is None


async def test_what_gathers_comes_back_in_order_and_by_its_sort(database: Database) -> None:
    def gathered(store: Store) -> None:
        store.incidents.add(SEEN)
        for item in GATHERED:
            store.incidents.record(SEEN, item)

    await database.run(gathered)
    timeline = await database.run(lambda store: store.incidents.timeline("INC-1"))
    assert timeline == tuple((NOON, item) for item in GATHERED)
    for item in GATHERED:
        one = await database.run(
            lambda store, item=item: store.incidents.items("INC-1", type(item))  # type: ignore[misc]
        )
        assert one == (item,)


async def test_an_acknowledged_record_takes_the_place_of_the_first(database: Database) -> None:
    done = replace(TOLD, acknowledged_by="xv1", acknowledged_at=NOON + SECOND)

    def change(store: Store) -> tuple[Inform, ...]:
        store.incidents.add(SEEN)
        store.incidents.record(SEEN, TOLD)
        store.incidents.change(SEEN, TOLD, done)
        return store.incidents.items("INC-1", Inform)

    assert await database.run(change) == (done,)


async def test_words_of_people_never_stand_in_the_database_in_the_clear(
    database: Database,
) -> None:
    def all_of_it(store: Store) -> bytes:
        store.incidents.add(SEEN)
        store.incidents.file("ica", replace(FILED, withdrawn_why="Wrong incident"))
        for item in GATHERED:
            store.incidents.record(SEEN, item)
        tables = (incident, report, incident_item)
        return repr([store.connection.execute(select(t)).all() for t in tables]).encode()

    kept = await database.run(all_of_it)
    for words in ("Birth certificates", "Weak registers", "Wrong incident", "News", "Paused"):
        assert words.encode() not in kept


async def test_a_part_is_no_withdrawn_report_and_nobody_without_a_party_has_one(
    database: Database,
) -> None:
    def mine(store: Store, party: str | None) -> list[Incident]:
        return store.incidents.page("ica", party, mine=True)

    def kept(store: Store) -> None:
        store.incidents.add(SEEN)
        store.incidents.file("ica", replace(FILED, party="IT"))
        store.incidents.file("ica", replace(FILED, id="REP-9", party=None))

    await database.run(kept)
    assert await database.run(partial(mine, party="IT"))
    assert not await database.run(partial(mine, party=None))
    gone = replace(FILED, party="IT", withdrawn_at=NOON + SECOND, withdrawn_why="Not ours")
    await database.run(lambda store: store.incidents.refile("ica", gone))
    assert not await database.run(partial(mine, party="IT"))

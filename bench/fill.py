"""Many incidents at once, as they would stand after years: rows, codes, words, first reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count, islice
from pathlib import Path
from random import Random

from sqlalchemy import Table, create_engine, insert

from coordination import ids
from coordination.incident.incident import Incident, Scope, Timing
from coordination.incident.report import Account, Report, ReportKind
from coordination.incident.stage import Stage
from coordination.tlp import Tlp
from storage.incident.tables import incident, incident_code, report
from storage.keyring import Keyring
from storage.search import search_word, words_of
from storage.store import Store
from storage.thing import thing

GROUP = "ica"
STATES = ("XV", "CO", "PH", "IL", "AU", "CA")
PARTIES = ("NL", "IT", "FR", "CA", "AU")
PRACTICES = ("IP-DOC", "IP-FIN", "IP-PROC")
SUBJECTS = ("Birth", "Consent", "Payment", "Agency", "Orphanage", "Passport", "Hospital", "Court")
THINGS = ("certificates", "papers", "records", "statements")
"""Few enough for a page of each pair also among a thousand."""
SCATTER = 0x9E3779B97F4A7C15
SOME = 10_000
"""How many are written at once."""
TABLES = (incident, incident_code, report, search_word, thing)


def fill(file: Path, keys: Keyring, many: int, until: datetime) -> None:
    """Write so many incidents into an SQLite file, evenly over the ten years before `until`.

    A file that is not finished is thrown away: nothing here needs to survive a loss of power.
    """
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-500000"):
            connection.exec_driver_sql(f"PRAGMA {pragma}")
        _write_all(Store(connection, keys), _incidents(many, until))
        connection.commit()
    engine.dispose()


def _write_all(store: Store, made: Iterator[Incident]) -> None:
    """The indexes are made afterwards."""
    indexes = [index for table in TABLES for index in table.indexes]
    for index in indexes:
        index.drop(store.connection)
    blind: dict[str, bytes] = {}
    while some := list(islice(made, SOME)):
        _write(store, some, blind)
    for index in indexes:
        index.create(store.connection)


def _incidents(many: int, until: datetime) -> Iterator[Incident]:
    chance = Random(1)  # noqa: S311 - the same incidents each time
    names = _identifiers()
    step = timedelta(days=3650) / many
    for number in range(many):
        stage = chance.choice((Stage.SUSPECTED, Stage.CONSULTATION, Stage.CLOSED))
        yield Incident(
            id=next(names),
            group=GROUP,
            title=f"{chance.choice(SUBJECTS)} {chance.choice(THINGS)} {number}",
            concerned=(chance.choice(STATES),),
            scope=Scope.INDIVIDUAL_CASE,
            timing=Timing.BOTH,
            practices=(chance.choice(PRACTICES),),
            stage=stage,
            label=Tlp.AMBER_STRICT,
            originator=chance.choice(PARTIES),
            opened_by="nl1",
            opened_at=until - (number + 1) * step,
        )


def _identifiers() -> Iterator[str]:
    """Different ones without end, as scattered as random ones: the factor is odd."""
    for number in count(1):
        made = ids.identifier("INC", number * SCATTER % ids.LIMIT)
        if made is not None:
            yield made


def _write(store: Store, some: list[Incident], blind: dict[str, bytes]) -> None:
    incidents, search = store.incidents, store.search
    reports = [_report(one) for one in some]
    for one in some:
        for word in words_of(one.title):
            if word not in blind:
                blind[word] = search._blind(GROUP, word)  # noqa: SLF001 - a million at a time
    _rows(store, incident, [incidents._values(one) for one in some])  # noqa: SLF001
    _rows(store, report, [incidents._report_row(GROUP, one) for one in reports])  # noqa: SLF001
    _rows(store, thing, [{"id": i.id, "group": GROUP, "incident": i.id} for i in some])
    _rows(store, incident_code, [row for one in some for row in _codes(one)])
    _rows(store, search_word, [row for one in some for row in _words(one, blind)])


def _rows(store: Store, table: Table, rows: list[dict[str, object]]) -> None:
    store.connection.execute(insert(table), rows)


def _report(one: Incident) -> Report:
    account = Account(ReportKind.SUSPECTED_PRACTICE_REPORT, f"{one.title}: two are alike.")
    id = f"REP{one.id[3:]}"
    at = one.opened_at
    return Report(id, one.id, account, one.label, one.originator, None, one.opened_by, at)


def _codes(one: Incident) -> Iterator[dict[str, object]]:
    for code in (*one.concerned, *one.practices):
        yield {"incident": one.id, "code": code, "group": GROUP, "opened_at": one.opened_at}


def _words(one: Incident, blind: dict[str, bytes]) -> Iterator[dict[str, object]]:
    for word in words_of(one.title):
        yield {"thing": one.id, "word": blind[word], "group": GROUP, "at": one.opened_at}

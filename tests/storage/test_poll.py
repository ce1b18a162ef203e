from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from coordination.parties import Role
from coordination.poll.letter import Became, LetterChannel, Position, confirm, enter
from coordination.poll.record import Poll
from coordination.poll.rule import Ratio, Rule
from coordination.poll.stage import Stage
from coordination.poll.statement import Statement
from coordination.poll.vote import Answer, Vote
from storage.database import Database
from storage.poll.tables import poll_vote
from storage.store import Store
from tests.coordination.polls import GROUP, OPENED, ballot, given, hat, poll
from tests.storage.decisions import numbered
from tests.storage.times import SECOND

SECRETARIAT = hat(None, Role.SECRETARIAT, person="sec1")


def _add(made: Poll, store: Store) -> None:
    store.polls.add(made)


def _save(made: Poll, store: Store) -> None:
    store.polls.save(made)


def _keep(votes: Iterable[Vote], store: Store) -> None:
    for vote in votes:
        store.polls.keep(vote, GROUP.id)


def _state(made: Statement, store: Store) -> None:
    store.polls.state(made, GROUP.id)


def _enter(entered: Position, store: Store) -> None:
    store.polls.enter(entered, GROUP.id)


@pytest.mark.rule("DR-17", "DR-22")
async def test_a_poll_is_read_with_everything_that_was_frozen(database: Database) -> None:
    made = poll(Rule.QUALIFIED, ratio=Ratio(3, 4), fallback=Rule.SIMPLE_MAJORITY)
    assert made.accredited
    assert made.excluded
    await database.run(partial(_add, made))
    assert await database.run(lambda store: store.polls.get(made.id)) == made
    assert await database.run(lambda store: store.polls.get("POL-00000009X")) is None


async def test_what_changes_in_a_poll_is_kept(database: Database) -> None:
    made = poll()
    await database.run(partial(_add, made))
    later = replace(
        made,
        stage=Stage.ADOPTED,
        number=1,
        extended=True,
        closes_at=made.closes_at + SECOND,
        closed_at=made.announced_at,
        version=2,
        fingerprint="f" * 64,
    )
    await database.run(partial(_save, later))
    assert await database.run(lambda store: store.polls.look(made.id)) == later
    assert await database.run(lambda store: store.polls.on(made.response)) == [later]


@pytest.mark.rule("DR-16")
async def test_answers_are_only_added_and_come_back_in_their_order(database: Database) -> None:
    made = poll(Rule.CONSENSUS)
    words = ballot(
        Answer.OBJECT,
        2,
        text="§3 is unclear",
        sent_at=OPENED,
        reservation="§2",
    )
    first, *_ = given(made, [Answer.YES])
    second = replace(
        first,
        answer=Answer.OBJECT,
        seq=2,
        text=words.text,
        reservation=words.reservation,
        sent_at=OPENED,
        evidence="Note 7",
        in_grace=True,
    )
    await database.run(partial(_add, made))
    await database.run(partial(_keep, [second, first]))
    assert await database.run(lambda store: store.polls.votes(made.id)) == [first, second]


async def test_the_words_of_an_answer_are_sealed(database: Database) -> None:
    [vote] = given(poll(), [Answer.YES])
    await database.run(partial(_keep, [replace(vote, text="a secret")]))
    [kept] = await database.run(
        lambda store: store.connection.scalars(select(poll_vote.c.words)).all()
    )
    assert b"secret" not in kept


@pytest.mark.rule("DR-33")
async def test_a_position_by_letter_waits_until_a_second_person_confirms_it(
    database: Database,
) -> None:
    made = poll()
    sent = ballot(Answer.NO, 5, at=OPENED + SECOND, sent_at=OPENED, text="by note")
    entered = enter(made, "PH", LetterChannel.NOTE, "Note 12", sent, SECRETARIAT)
    await database.run(partial(_enter, entered))
    assert await database.run(lambda store: store.polls.position(made.id, "PH")) == entered
    assert await database.run(lambda store: store.polls.position(made.id, "NL")) is None
    vote = confirm(made, entered, hat("NL", Role.CHAIR), OPENED + SECOND)
    await database.run(partial(_keep, [vote]))
    await database.run(lambda store: store.polls.became(entered, Became.CONFIRMED, "anouk"))
    assert await database.run(lambda store: store.polls.position(made.id, "PH")) is None
    assert await database.run(lambda store: store.polls.votes(made.id)) == [vote]


@pytest.mark.rule("DR-14")
async def test_statements_are_verbatim_and_in_their_order(database: Database) -> None:
    one = Statement("POL-00000000X", 3, "PH", "ph1", OPENED, "  We understand §2\nas follows: …")
    two = replace(one, seq=4, party="XV", text="We are re-verifying.", correction=True)
    for made in (two, one):
        await database.run(partial(_state, made))
    assert await database.run(lambda store: store.polls.statements(one.poll)) == [one, two]


@pytest.mark.rule("DR-08")
async def test_numbers_are_given_to_adopted_decisions_of_a_group_in_turn(
    database: Database,
) -> None:
    assert await database.run(lambda store: store.polls.next_number(GROUP)) == 1
    await database.run(partial(_add, numbered(1, stage=Stage.ADOPTED, number=1)))
    await database.run(partial(_add, numbered(2, stage=Stage.BROKEN)))
    await database.run(partial(_add, numbered(3, stage=Stage.ADOPTED, number=4, group="it-rt")))
    assert await database.run(lambda store: store.polls.next_number(GROUP)) == 2


async def test_open_polls_are_listed_by_their_closing_and_ended_ones_by_their_end(
    database: Database,
) -> None:
    late = numbered(1)
    soon = numbered(2, closes_at=late.closes_at - SECOND)
    old = numbered(3, stage=Stage.BROKEN, closed_at=OPENED)
    new = numbered(4, stage=Stage.ADOPTED, number=1, closed_at=OPENED + timedelta(days=1))
    for made in (late, soon, old, new, numbered(5, group="it-rt")):
        await database.run(partial(_add, made))
    assert await database.run(lambda store: store.polls.open_in("ica")) == [soon, late]
    assert await database.run(lambda store: store.polls.closed_in("ica")) == [new, old]

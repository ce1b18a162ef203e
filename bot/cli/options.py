"""The options of `comity init`: answers that are given before anything is asked."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from bot.cli.shared import Stop, say
from bot.operate.answers import QUESTIONS, Asked, fitting, platform_of, settled
from bot.operate.choices import NO, Choices
from bot.render.pages import text
from bot.render.reader import Reader
from config.aliases import state_names
from coordination.said import Said

_LISTS = {"languages"}
_CAPITALS = {"state"}


def declare(parser: ArgumentParser) -> None:
    """An option for each question, and `--rotate`."""
    parser.add_argument("--rotate", action="store_true", help="Slack's tokens rotate")
    for asked in QUESTIONS:
        parser.add_argument(_option(asked), metavar="…", help=words(f"init.ask.{asked.field}"))


def begun(given: Namespace) -> Choices:
    """What there is before any question; notes which options somebody typed.

    Whose account is named says on which platform the operators sit, where no option does.
    """
    given.typed = frozenset(asked.field for asked in QUESTIONS if getattr(given, asked.field))
    if given.operators is None and given.operator is not None:
        given.operators = platform_of(given.operator.strip())
    return replace(Choices(), rotate=given.rotate)


def taken(chosen: Choices, given: Namespace) -> Choices:
    """Options and defaults; raises `Stop` after every one that is missing or will not do."""
    wrong = []
    for asked in QUESTIONS:
        if asked.when(chosen):
            option: str | None = getattr(given, asked.field)
            answer = asked.default(chosen) if option is None else option.strip()
            if fitting(asked, answer, chosen):
                chosen = with_answer(chosen, asked.field, answer)
            else:
                wrong.append(objection(asked, answer, chosen))
        chosen = settled(chosen)
    wrong = wrong or [Said("init.idle", option=option) for option in idle(chosen, given)]
    for said in wrong:
        say(said, sys.stderr)
    if wrong:
        raise Stop(Said("init.options"))
    return chosen


def objection(asked: Asked, answer: str, chosen: Choices) -> Said:
    """Why this option will not do, or that it is missing."""
    option = _option(asked)
    if not answer and (among := asked.among(chosen)):
        first, *others = among
        state = state_names(chosen.state) or chosen.state
        return Said("init.several", option=option, state=state, first=first, others=tuple(others))
    if not answer:
        return Said("init.missing", option=option, question=Said(f"init.ask.{asked.field}"))
    why = Said(f"init.wrong.{asked.field}", platform=chosen.operators)
    return Said("init.wrong_option", option=option, why=why)


def idle(chosen: Choices, given: Namespace, passed: Sequence[Asked] = QUESTIONS) -> Iterator[str]:
    """Each option that says something of what the answers so far leave out: it was meant."""
    if given.rotate and chosen.slack == NO and any(one.field == "slack" for one in passed):
        yield "--rotate"
    for one in passed:
        meant = one.field in given.typed and getattr(given, one.field)
        if meant and not one.when(chosen) and meant != getattr(chosen, one.field):
            yield _option(one)


def _option(asked: Asked) -> str:
    return "--" + asked.field.replace("_", "-")


def tell_defaults(chosen: Choices, given: Namespace) -> None:
    """Say what was taken although nobody said it, as the options that would have said it."""
    shown = []
    for asked in QUESTIONS:
        if getattr(given, asked.field) is None and asked.when(chosen):
            value = getattr(chosen, asked.field)
            written = ",".join(value) if asked.field in _LISTS else value
            shown += [f"{_option(asked)} {written}"] if written else []
    if shown:
        say(Said("init.taken", options=tuple(shown)))


def with_answer(chosen: Choices, name: str, answer: str) -> Choices:
    """The choices with one more answer, in its type."""
    assert name in {one.name for one in fields(Choices)}  # noqa: S101 - the two tables agree
    value: object = answer.upper() if name in _CAPITALS else answer
    if name in _LISTS:
        value = tuple(part.strip() for part in answer.split(",") if part.strip())
    return replace(chosen, **{name: value})  # type: ignore[arg-type]


def words(key: str) -> str:
    """A sentence of the catalogue as it stands."""
    return text(Said(key), Reader())

"""What a command would come to: tried, and undone before anybody can see it."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TypeAlias

from commands.call import Call
from commands.forming.frame import Frame
from commands.line import Raw
from commands.parse import build
from commands.wanting import Confirm, Wanting
from coordination.refused import Refused

_log = logging.getLogger("comity.forming")

Found: TypeAlias = Wanting | Confirm | Refused | None


class _Undone(Exception):
    """Raised after the trial, so that nothing of it stays."""


def may_ask(frame: Frame, raw: Raw) -> bool:
    """Whether the command may want more than it was given, or a second look."""
    return frame.form.preview or any(f.name not in raw.answers for f in frame.form.fields)


def confirmed(frame: Frame, raw: Raw) -> bool:
    """Whether the line says that its speaker has seen who will see it."""
    sure = raw.common.get("now") == "yes" or not frame.setting.deployment.previews
    return sure and raw.common.get("preview") != "yes"


def tried(frame: Frame, raw: Raw, *, keep: bool = False) -> Found:
    """What the command would say before it is done; None where it would simply be done."""
    call = replace(
        frame.call,
        confirmed=frame.form.preview or confirmed(frame, raw),
        keep=keep or raw.common.get("keep") == "yes",
    )
    try:
        _handled(frame, raw, call)
    except (Wanting, Confirm, Refused) as found:
        return found
    except _Undone:
        return None
    except Exception:  # noqa: BLE001 - a bug of ours: performing meets it again, and says so
        _log.exception("trial_failed", extra={"command": frame.form.words})
    return None


def wanted(frame: Frame, raw: Raw, first: Wanting) -> tuple[Wanting, ...]:
    """Everything that is wanted one after another: with the first choice of each as its answer.

    So that a person sees the questions at once. What is typed ends it: nothing stands in for it.
    """
    wants, answers = [first], dict(raw.answers)
    while (field := frame.form.field(wants[-1].field)) and (choices := frame.choices(field)):
        answers[field.name] = choices[0].word
        found = tried(frame, Raw(answers, raw.common))
        if not isinstance(found, Wanting) or found.field in answers:
            break
        wants.append(found)
    return tuple(wants)


def _handled(frame: Frame, raw: Raw, call: Call) -> None:
    """Do it, and undo it: always raises."""
    with frame.store.savepoint():
        build(frame.command, raw, call, frame.store).handle(call, frame.store)
        raise _Undone

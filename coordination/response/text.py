"""The text of a response: what is put to the States, to the character."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from coordination.response.parts import Message
from coordination.response.record import Response
from coordination.text import fingerprint


def composed(response: Response) -> str:
    """The text in the response's own language, made from its parts, always the same way.

    Canonical JSON of named parts: no part can be written so that it reads as another one.
    """
    whole = {
        "title": response.title,
        "type": response.type.value,
        "parts": asdict(response.parts),
        "continuations": [asdict(answer) for answer in response.continuations],
        "restorative": sorted(response.restorative),
        "effective_on": response.effective_on,
    }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1, default=_day)


def texts(response: Response) -> dict[str, str]:
    """Every authentic text by its language."""
    return {**dict(response.translations), response.language: composed(response)}


def translated(response: Response) -> dict[str, Response]:
    """The response as each authentic text says it, its own language first."""
    found = {response.language: response}
    if isinstance(response.parts, Message):
        for language, text in response.translations:
            found[language] = replace(response, parts=replace(response.parts, wording=text))
    return found


def mark(response: Response) -> str:
    """The fingerprint that a poll on this response freezes (DR-26)."""
    return fingerprint(texts(response))


def _day(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no text for {type(value).__name__}")

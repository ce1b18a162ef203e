"""The log: one JSON object a line, by name and id, never with content."""

from __future__ import annotations

import json
import logging
import time

import pytest

from bot.run_command import JsonLines


def line(record: logging.LogRecord) -> dict[str, object]:
    found: dict[str, object] = json.loads(JsonLines().format(record))
    return found


def record(**extra: object) -> logging.LogRecord:
    return logging.makeLogRecord({"name": "comity", "levelname": "INFO", "msg": "sent", **extra})


def test_a_line_has_its_name_beside_the_id_of_a_platforms_event() -> None:
    written = line(record(event="$abc:example.org", room="!r"))
    assert (written["message"], written["event"]) == ("sent", "$abc:example.org")


def test_a_line_has_its_instant_with_its_zone_wherever_the_machine_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "America/Bogota")
    time.tzset()
    try:
        assert line(record(created=1_795_424_724.25))["at"] == "2026-11-23T09:05:24.250+00:00"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_an_exception_leaves_its_kind_and_its_places_but_not_its_words() -> None:
    try:
        int("the child's name")
    except ValueError as fault:
        written = record(exc_info=(ValueError, fault, fault.__traceback__))
    text = JsonLines().format(written)
    assert "child" not in text
    assert line(written)["error"] == "ValueError"
    assert "test_log.py" in str(line(written)["where"])


def test_a_task_that_nobody_awaits_says_nothing_of_its_exception() -> None:
    said = "Task exception was never retrieved\nfuture: <Task exception=ValueError('Marigold')>"
    written = line(logging.LogRecord("asyncio", logging.ERROR, "", 0, said, (), None))
    assert written["message"] == "Task exception was never retrieved"
    assert "Marigold" not in json.dumps(written)

"""A modal as a person fills it in."""

from __future__ import annotations

import html
from typing import Any

from tests.servers.slack.page import Page


class Form:
    """The form that is on top; after `submit` it may be another one (`words` tells)."""

    def __init__(self, page: Page, person: str) -> None:
        self._page, self._person = page, person
        self._values: dict[str, dict[str, dict[str, Any]]] = {}
        self._prefill()

    @property
    def view(self) -> dict[str, Any]:
        return self._page.forms[-1]

    @property
    def values(self) -> dict[str, dict[str, dict[str, Any]]]:
        """What is filled in so far, by block, as Slack tells it."""
        return self._values

    @property
    def open(self) -> bool:
        """Whether any form is shown."""
        return bool(self._page.forms)

    @property
    def title(self) -> str:
        return str(self.view["title"]["text"])

    @property
    def questions(self) -> dict[str, dict[str, Any]]:
        """The block of each question, by its words."""
        inputs = [block for block in self.view["blocks"] if block["type"] == "input"]
        return {block["label"]["text"]: block for block in inputs}

    @property
    def words(self) -> str:
        """Everything that can be read in it."""
        return html.unescape("\n".join(_texts(self.view["blocks"])))

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong, by the words of the question."""
        by_block = {block.get("block_id"): label for label, block in self.questions.items()}
        return {by_block.get(key) or key: text for key, text in self._page.errors.items()}

    def choices(self, question: str) -> list[str]:
        """What may be chosen."""
        return [option["text"]["text"] for option in self._asked(question)["element"]["options"]]

    def fill(self, question: str, *answers: str) -> None:
        """Write or choose; questions and choices are named by (the beginning of) their words."""
        block = self._asked(question)
        element = block["element"]
        value = _value(element, answers)
        self._values.setdefault(block["block_id"], {})[element["action_id"]] = value

    async def submit(self, timeout: float = 30) -> bool:
        """Send it in; whether it is done: no error, and no further step."""
        before, shown = self._page.changes, self._page.forms
        await self._page.act("view_submit", user=self._person, values=self._values)
        await self._page.until(lambda: self._page.changes > before, timeout)
        if self.open and self._page.forms is not shown:
            self._values = {}
            self._prefill()
        return not self.open

    def _asked(self, question: str) -> dict[str, Any]:
        found = [block for label, block in self.questions.items() if label.startswith(question)]
        assert found, f"{question!r} is not among {list(self.questions)}"
        return found[0]

    def _prefill(self) -> None:
        """What stands in the questions from the beginning is sent too, as the page does it."""
        for block in self.questions.values():
            element = block["element"]
            kind = element["type"]
            initial = {k.replace("initial", "selected", 1): v for k, v in element.items()}
            if kind == "plain_text_input":
                given: Any = {"value": element.get("initial_value")}
            else:
                given = {k: v for k, v in initial.items() if k.startswith("selected")}
            if any(v is not None for v in given.values()):
                self._values.setdefault(block["block_id"], {})[element["action_id"]] = {
                    "type": kind,
                    **given,
                }


def _value(element: dict[str, Any], answers: tuple[str, ...]) -> dict[str, Any]:
    kind = element["type"]
    if kind == "plain_text_input":
        return {"type": kind, "value": "\n".join(answers) or None}
    if kind in ("datepicker", "timepicker"):
        name = "selected_date" if kind == "datepicker" else "selected_time"
        return {"type": kind, name: answers[0]}
    if kind == "datetimepicker":
        return {"type": kind, "selected_date_time": int(answers[0])}
    options = [_option(element, answer) for answer in answers]
    if kind in ("checkboxes", "multi_static_select"):
        return {"type": kind, "selected_options": options}
    return {"type": kind, "selected_option": options[0]}


def _option(element: dict[str, Any], answer: str) -> dict[str, Any]:
    groups = [group["options"] for group in element.get("option_groups", ())]
    options = [option for group in groups for option in group] or element["options"]
    found = [o for o in options if o["text"]["text"].startswith(answer) or o["value"] == answer]
    assert found, f"{answer!r} is not among {[o['text']['text'] for o in options]}"
    return {"text": found[0]["text"], "value": found[0]["value"]}


def _texts(part: object) -> list[str]:
    if isinstance(part, list):
        return [text for inner in part for text in _texts(inner)]
    if not isinstance(part, dict):
        return []
    if part.get("type") in ("mrkdwn", "plain_text") and isinstance(part.get("text"), str):
        return [part["text"]]
    return [text for inner in part.values() for text in _texts(inner)]

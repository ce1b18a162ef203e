"""Every refusal of these tests is looked at: what it offers is sent, and undone."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from bot.rehearse.drill import Drill, words
from commands.deployment import Deployment
from commands.line import Line, address
from commands.perform import Performed, perform
from commands.table import FORMS
from storage.receipt import Receipt
from storage.store import Store

MOST = 4
TAKEN = ("done", "asked")
IN_WORDS = {
    "form.answers_kept": "the question stays open: answer once more, go back, or cancel",
    "form.leave": "the question stays open, and its answers stand below it",
    "form.leave_or_skip": "the same",
    "form.leave_words": "the same",
    "form.leave_words_or_skip": "the same",
    "below.write_private": "the platform has the text, we have not: where to write it",
    "below.write_in": "the same, in a shared room",
    "below.ask_chair": "no room of the person may hold it: whom to ask",
    "form.no_hat": "nothing is the person's to do: who can renew the credential",
}
"""Refusals without a ready line: what their words say to do instead."""


class Undone(Exception):
    """Raised after a trial, so that nothing of it stays."""


class Looking(Drill):
    """Fails where a refusal offers what its reader may not send, too much, or nothing."""

    async def say(self, person: str, room: str, text: str, **more: Any) -> Performed | None:
        done = await super().say(person, room, text, **more)
        if done is not None and done.outcome == "refused":
            event = more.get("event") or f"{self._run}.{self._count}"
            deployment = self.runtime.deployment

            def look(store: Store) -> str:
                platforms = store.directory.platforms_of(person)
                [heard] = filter(None, (store.receipts.by_event(p, event) for p in platforms))
                return fault(store, heard, done, deployment)

            assert not (found := await self.runtime.database.run(look)), found
        return done


def fault(store: Store, heard: Receipt, no: Performed, deployment: Deployment) -> str:
    """What is wrong with the ready lines of this refusal; nothing where they are right."""
    assert no.page is not None
    lines = [button.line for button in no.page.buttons]
    said = {no.page.title.msgid, *(line.msgid for line in no.page.lines)}
    if not lines and not said & IN_WORDS.keys():
        return f"offers nothing: {no.page.title.msgid} {words(no)}"
    if len(lines) > MOST:
        return f"offers too much: {words(no)}"
    elsewhere = any(one.startswith("below.") for one in said)
    for line in lines:
        # Beside an open question a word of its answer is offered too.
        if elsewhere or (address(Line(line), FORMS) is None and said & IN_WORDS.keys()):
            continue
        became = [_became(store, one, deployment) for one in _ways(store, heard, line)]
        if not set(became) & set(TAKEN):
            return f"offers `{line}` ({became}): {words(no)}"
    return ""


def _ways(store: Store, heard: Receipt, line: str) -> list[Receipt]:
    """The ready line, sent from where it was offered or in private on each platform."""
    here = replace(heard, text=f"!{line}", answers=None, replaces=None, rule=None)
    person = store.directory.person_of_account(heard.source, heard.account)
    assert person is not None
    ways = [replace(here, unseen=True)]
    for platform in store.directory.platforms_of(person.id):
        account = store.directory.account_of(person.id, platform) or ""
        room = store.directory.direct_room(person.id, platform).remote or ""
        alone = replace(here, source=platform, account=account, room=room)
        ways.append(replace(alone, thread=None, direct=True))
    return ways


def _became(store: Store, receipt: Receipt, deployment: Deployment) -> str:
    became = ""
    with suppress(Undone), store.savepoint():
        done = perform(store, receipt, deployment)
        became = done.rule or done.outcome
        raise Undone
    return became

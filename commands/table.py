"""The table of all commands, in the order in which help lists them: the whole routing."""

from __future__ import annotations

from commands import (
    action,
    basics,
    certificate,
    clearance,
    commitment,
    consultation,
    directory,
    embassies,
    entries,
    followup,
    hearing,
    incident,
    incident_reading,
    meeting,
    message,
    plan,
    poll,
    ready,
    response,
    room,
    sheet,
    today,
)
from commands.convergence import verbs
from commands.declare import Command, Form
from commands.kinds import ids

COMMANDS: tuple[type[Command], ...] = (
    *basics.COMMANDS,
    *today.COMMANDS,
    *incident.COMMANDS,
    *consultation.COMMANDS,
    *hearing.COMMANDS,
    *entries.COMMANDS,
    *incident_reading.COMMANDS,
    *response.COMMANDS,
    *followup.COMMANDS,
    *poll.COMMANDS,
    *certificate.COMMANDS,
    *sheet.COMMANDS,
    *clearance.COMMANDS,
    *message.COMMANDS,
    *commitment.COMMANDS,
    *plan.COMMANDS,
    *action.COMMANDS,
    *verbs.COMMANDS,
    *meeting.COMMANDS,
    *embassies.COMMANDS,
    *directory.COMMANDS,
    *room.COMMANDS,
)

BY_WORDS: dict[str, type[Command]] = {made.form.words: made for made in COMMANDS}
FORMS: dict[str, Form] = {words: made.form for words, made in BY_WORDS.items()}
NOUNS = frozenset(form.noun for form in FORMS.values())

basics.bind(FORMS)
ids.bind(ready.choices)

"""What follows from every change of a State's own measure."""

from __future__ import annotations

from dataclasses import replace

from commands.action import dues
from commands.action.see import nature
from commands.action.words import page
from commands.call import Call
from commands.convergence.live import opened
from commands.incident.shown import told
from commands.outcome import Ask, Outcome
from coordination.action import Action
from coordination.incident.incident import Incident
from coordination.said import Said
from storage.store import Store


def kept(
    store: Store,
    call: Call,
    made: Action,
    incident: Incident,
    *,
    asks: tuple[Ask, ...] = (),
) -> Outcome:
    """The newest state is kept and told in the thread; the board looks at it."""
    store.actions.save(made)
    shown = page(made, store)
    who = Said("action.who_sees", incident=incident.id, label=incident.label)
    return Outcome(
        reply=replace(shown, lines=(*shown.lines, who)),
        notices=(told(store, incident, shown, nature(made)),),
        asks=asks,
        closes=() if asks else (key(made),),
        shows=incident.label,
        about=incident.id,
        deadlines=(*dues.of(made), *opened(store, incident, call.now)),
        settles=dues.settled(made),
    )


def key(made: Action) -> str:
    """The key of what its State is asked about it."""
    return f"action:{made.id}"

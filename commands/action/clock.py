"""What the clock says of States' own measures: a window has closed, a day has come."""

from __future__ import annotations

from dataclasses import replace

from commands.action.answer import Effect
from commands.action.change import kept, key
from commands.action.see import found
from commands.action.words import day, headline
from commands.call import Call
from commands.convergence.see import speakers
from commands.declare import Command, command
from commands.kinds.ids import ActionId
from commands.outcome import Ask, Outcome, Page
from coordination.action import Action, Remark, Stage, window_closed
from coordination.incident.incident import Incident
from coordination.parties import Role
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("action close", by=Role.CLOCK, label=Tlp.GREEN)
class CloseWindow(Command):
    """Close the consultation on a measure; its State is asked what it does now."""

    action: ActionId
    """The measure."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = found(call, store, self.action)
        if made.stage is not Stage.CONSULTING:
            return Outcome(Said("action.nothing_due"), about=incident.id)
        after = window_closed(made)
        views = [one for one in store.incidents.items(incident.id, Remark) if one.action == made.id]
        parties = len({one.party for one in views})
        begins = made.starts is None or made.starts <= call.now
        said = Said("action.window_closed", n=parties)
        asks = _asked(call, store, after, incident, said) if begins else ()
        outcome = kept(store, call, after, incident, asks=asks)
        notices = tuple(
            replace(one, page=replace(one.page, lines=(*one.page.lines, said)))
            for one in outcome.notices
        )
        return replace(outcome, notices=notices)


@command("action begin", by=Role.CLOCK, label=Tlp.GREEN)
class BeginAction(Command):
    """On the day that a State named, ask it whether its measure is in effect."""

    action: ActionId
    """The measure."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = found(call, store, self.action)
        if made.stage not in (Stage.CONSULTING, Stage.ANNOUNCED):
            return Outcome(Said("action.nothing_due"), about=incident.id)
        if made.starts is None or made.starts > call.now:
            return Outcome(Said("action.nothing_due"), about=incident.id)
        said = Said("action.day_has_come", at=day(made, made.starts, store))
        asks = _asked(call, store, made, incident, said)
        return Outcome(said, asks=asks, about=incident.id)


def _asked(
    call: Call, store: Store, made: Action, incident: Incident, because: Said
) -> tuple[Ask, ...]:
    """Its own State is asked in private: nothing is taken to be in effect unsaid."""
    line = f"action answer {made.id}"
    ways = tuple(
        Said("form.numbered", n=n, name=Said(f"effect.{way.value}"))
        for n, way in enumerate(Effect, 1)
    )
    lines = (because, *ways, Said("action.answer_seen", incident=incident.id))
    page = Page(Said("action.ask.effect", what=headline(made, store)), lines)
    persons = speakers(store, made.group, made.owner, call.now)
    return tuple(Ask(person, key(made), line, page, incident.label) for person in persons)


COMMANDS: tuple[type[Command], ...] = (CloseWindow, BeginAction)

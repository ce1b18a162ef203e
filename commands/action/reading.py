"""Reading what States did by themselves."""

from __future__ import annotations

from commands.action.see import found, visible
from commands.action.words import headline
from commands.call import Call
from commands.declare import Command, command
from commands.incident.see import seen
from commands.kinds.ids import ActionId, IncidentId
from commands.outcome import Button, Outcome, Page
from coordination.action import Action
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

PAGE = 15
LOOKED_AT = 150
"""How many rows one answer looks at, at most, for those that the speaker may see."""


@command("action list", label=Tlp.GREEN)
class ListActions(Command):
    """List what States did by themselves: on this thread's incident, or the newest of all."""

    incident: IncidentId | None = None
    """Only those on this incident; in its thread it is understood."""

    mine: bool = False
    """Only those of your own State or agency?"""

    before: ActionId | None = None
    """Where the list goes on: the last one that was shown."""

    def handle(self, call: Call, store: Store) -> Outcome:
        here = self.incident or call.thread
        if here:
            label = seen(call, store, here).label
            of_it = [one for one in store.actions.of_incident(here) if self._wanted(one, call)]
            return _listed(store, of_it, None, label)
        last = found(call, store, self.before)[0] if self.before else None
        several: list[Action] = []
        for _ in range(LOOKED_AT // PAGE):
            some = store.actions.newest(call.group.id, PAGE, last)
            several += [o for o in some if self._wanted(o, call) and visible(call, store, o)]
            last = some[-1] if len(some) == PAGE else None
            if last is None or len(several) >= PAGE:
                break
        last = several[PAGE - 1] if len(several) > PAGE else last
        labels = [i.label for one in several if (i := store.incidents.get(one.incident))]
        return _listed(store, several[:PAGE], last, Tlp.highest([*labels, Tlp.GREEN]), self.mine)

    def _wanted(self, one: Action, call: Call) -> bool:
        return not self.mine or one.owner == call.party


def _listed(
    store: Store, several: list[Action], last: Action | None, label: Tlp, mine: bool = False
) -> Outcome:
    if not several:
        return Outcome(Said("action.none"))
    lines = tuple(headline(one, store) for one in several)
    line = "action list mine=yes" if mine else "action list"
    more = Button(Said("action.act.more"), f"{line} before={last.id}") if last else None
    title = Said("action.list", n=len(several))
    reply = Page(title, lines, (more,) if more else ())
    return Outcome(reply, shows=label)


COMMANDS: tuple[type[Command], ...] = (ListActions,)

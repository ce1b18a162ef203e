"""What a person is told where the words themselves may not stand: what it is, and where it is."""

from __future__ import annotations

from commands.call import Call
from commands.deployment import Deployment
from commands.line import Line, address
from commands.outcome import Ask, Notice, Page
from commands.seats import at, readable
from commands.table import FORMS
from commands.whisper import whispers
from coordination import ids
from coordination.said import Said
from storage.store import Store


def ask(store: Store, call: Call, asked: Ask, deployment: Deployment) -> Page:
    """“The Netherlands is asked to answer on POL-…”: without a word of what is asked (T-10)."""
    form = address(Line(asked.line), FORMS)
    private = form is not None and form.private
    rooms = readable(store, call, asked.person, asked.label, deployment.platforms)
    room = next((room for room in rooms if whispers(room) or not private), None)
    where = Said("below.ask_chair")
    if room is not None:
        where = Said("below.answer_in", room=at(room), line=asked.line)
    return Page(_asked(store, call, asked), (Said("below.withheld", label=asked.label), where))


def notice(store: Store, call: Call, told: Notice, person: str, deployment: Deployment) -> Page:
    """That there is news, and where this person can read it."""
    rooms = readable(store, call, person, told.label, deployment.platforms)
    title = Said("below.news_on", id=told.thread) if told.thread else Said("below.news")
    where = Said("below.read_in", room=at(rooms[0])) if rooms else None
    lines = (Said("below.withheld", label=told.label), where or Said("below.ask_chair"))
    return Page(title, lines)


def _asked(store: Store, call: Call, asked: Ask) -> Said:
    words = (ids.read(word) for word in Line(asked.line).words())
    id = next((found for found in words if found), asked.key)
    hats = store.directory.credentials_of(call.group.id, call.now)
    codes = {hat.party for hat in hats if hat.person == asked.person and hat.party}
    party = store.directory.party(codes.pop(), call.group.id) if len(codes) == 1 else None
    if party is None:
        return Said("below.you_are_asked", id=id)
    return Said("below.party_is_asked", party=Said("form.party", name=party.names), id=id)

"""States, parties and people, by code or by exact name; never by resemblance."""

from __future__ import annotations

from collections.abc import Sequence

from commands.call import Call
from commands.kinds.kind import Choice, Kind, Near, Widget, picked
from config.aliases import every_name, every_state, folded, names_of, state_code, state_names
from coordination.parties import Party, Person
from coordination.refused import Refused
from coordination.said import Said
from storage.store import Store

MOST_NAMED = 12


class StateCode(str):
    """A State by its ISO 3166-1 alpha-2 code, or a user-assigned one of the directory."""


class PartyCode(str):
    """A party of the speaker's group: a State, or an agency in a national group."""


class PersonId(str):
    """Somebody of the directory."""


def _names(party: Party) -> dict[str, str]:
    """Every exact name of a party, `folded`, to its code."""
    spoken = [name for _, name in party.names.by_language]
    return {folded(word): party.code for word in (*spoken, party.code)}


def _spoken(names: dict[str, str], choices: Sequence[Choice]) -> dict[str, Choice]:
    """The choices by the names of what they stand for."""
    by_word = {choice.word: choice for choice in choices}
    return {name: by_word[code] for name, code in names.items() if code in by_word}


def _longest(words: Sequence[str], known: dict[str, str]) -> int:
    """How many words the longest known name takes at the start."""
    for count in range(min(5, len(words)), 1, -1):
        if folded(" ".join(words[:count])) in known:
            return count
    return 1


class PartyKind(Kind[PartyCode]):
    """A party of the group."""

    widget = Widget.SELECT
    example = "NL"

    def known(self, call: Call, store: Store) -> dict[str, str]:
        found: dict[str, str] = {}
        for party in store.directory.parties(call.group.id):
            found.update(_names(party))
        return found

    def width(self, words: Sequence[str], call: Call, store: Store) -> int:
        return _longest(words, self.known(call, store))

    def read(self, text: str, call: Call, store: Store) -> PartyCode:
        known = self.known(call, store)
        code = known.get(folded(text))
        choices = self.choices(call, store)
        return PartyCode(code or picked(text, choices, _spoken(known, choices)))

    def choices(self, call: Call, store: Store) -> tuple[Choice, ...]:
        parties = store.directory.parties(call.group.id)
        return tuple(Choice(p.code, Said("form.party", name=p.names)) for p in parties)


class StateKind(PartyKind):
    """Any State: those of the directory first, then ISO 3166-1 by code or exact name."""

    example = "XV"

    def known(self, call: Call, store: Store) -> dict[str, str]:
        found: dict[str, str] = {}
        for party in store.directory.states():
            found.update(_names(party))
        return found

    def width(self, words: Sequence[str], call: Call, store: Store) -> int:
        used = _longest(words, self.known(call, store))
        for count in range(min(6, len(words)), used, -1):
            # A lone quotation mark is tidied to nothing and is no part of a name.
            if words[count - 1] and state_code(" ".join(words[:count])):
                return count
        return used

    def read(self, text: str, call: Call, store: Store) -> PartyCode:
        name = text.strip().replace("_", " ")
        known = self.known(call, store)
        code = known.get(folded(name)) or state_code(name)
        if code:
            return PartyCode(code)
        choices = self.choices(call, store)
        spoken = _spoken(every_name() | known, (*self.further(), *choices))
        return PartyCode(picked(name, choices, spoken))

    def choices(self, call: Call, store: Store) -> tuple[Choice, ...]:
        states = store.directory.states()
        return tuple(Choice(p.code, Said("form.party", name=p.names)) for p in states)

    def further(self) -> tuple[Choice, ...]:
        return tuple(Choice(c, Said("form.party", name=n)) for c, n in every_state().items())

    def called(self, word: str) -> tuple[str, ...]:
        return names_of(word)


class PersonKind(Kind[PersonId]):
    """A person who belongs to the speaker's group now, by id, name or a part of the name."""

    widget = Widget.SELECT
    example = "anouk"

    def read(self, text: str, call: Call, store: Store) -> PersonId:
        word = text.strip().removeprefix("@").casefold()
        people = store.directory.people(call.group.id, call.now)
        named = [p for p in people if word and word in p.name.casefold()]
        exact = [p for p in named if p.name.casefold() == word]
        if word not in {p.id.casefold() for p in people} and named:
            if len(exact or named) == 1:
                return PersonId((exact or named)[0].id)
            found = tuple(map(_choice, exact or named[:MOST_NAMED]))
            raise Near(word, found, key="form.several_people")
        return PersonId(picked(word, self.choices(call, store)))

    def choices(self, call: Call, store: Store) -> tuple[Choice, ...]:
        people = store.directory.people(call.group.id, call.now)
        return tuple(map(_choice, people))


def _choice(person: Person) -> Choice:
    return Choice(person.id, Said("form.person", name=person.name))


def named(code: str, store: Store) -> Said:
    """A State's or an agency's name as words, by its code."""
    party = store.directory.party(code)
    names = party.names if party else state_names(code)
    if names is None:
        raise Refused("form", Said("form.unknown_party", code=code))
    return Said("form.party", name=names)

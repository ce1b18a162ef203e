"""The declaration: one class is the command in every form in which people meet it."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import MISSING, dataclass, fields, replace
from functools import cache, cached_property
from typing import Any, ClassVar, TypeVar, dataclass_transform, get_type_hints

from commands.call import Call
from commands.kinds import Kind, kind_of
from commands.kinds.ids import IdKind
from commands.kinds.kind import Widget
from commands.outcome import Outcome, Page
from coordination.parties import Role
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

REQUIRED: Any = object()
"""The default of a field that must be answered."""


@dataclass(frozen=True)
class Field:
    """One question of a form: its name in a line, its kind and its default.

    `where` are the module and the class that declare it.
    """

    name: str
    kind: Kind[Any]
    default: Any
    where: tuple[str, str]
    asked: bool

    @cached_property
    def hint(self) -> str:
        """The string below the field; the source is read when somebody is first asked."""
        module, owner = self.where
        return _attribute_docs(module).get(owner, {}).get(self.name, "")

    @property
    def example(self) -> str:
        """An answer as it may stand; empty where the question names one itself."""
        return "" if "such as" in self.hint.lower() else self.kind.example

    @property
    def required(self) -> bool:
        return self.default is REQUIRED


@dataclass(frozen=True)
class Form:
    """A command as a form; everything that a platform draws follows from it."""

    words: str
    fields: tuple[Field, ...]
    by: tuple[Role, ...]
    label: Tlp
    text_label: Tlp
    labels: tuple[str, dict[str, Tlp]] | None
    private: bool
    counts_without_text: bool
    preview: bool
    quotes: str = ""
    back: tuple[str, ...] = ()
    anew: bool = False
    sure: bool = False
    asks_last: tuple[str, ...] = ()
    help: str = ""

    @property
    def noun(self) -> str:
        return self.words.split()[0]

    @property
    def does(self) -> Said:
        """What it does in at most 24 characters: on a button, or above its questions."""
        return Said(f"does.{self.words.replace(' ', '_')}")

    @property
    def clockwork(self) -> bool:
        """Whether only the clock says it: people need not hear of it."""
        return self.by == (Role.CLOCK,)

    @property
    def least(self) -> Tlp:
        """The label of the least that it makes: with the texts that it requires."""
        by_value = self.labels[1].values() if self.labels else (self.label,)
        texts = any(field.required and field.kind.widget is Widget.TEXT for field in self.fields)
        label = min(by_value, key=lambda one: one.rank)
        return Tlp.highest((label, self.text_label)) if texts else label

    @cached_property
    def free(self) -> Field | None:
        """The field that takes the free text, if the command has one."""
        return next((f for f in self.fields if f.kind.free), None)

    @cached_property
    def questions(self) -> tuple[Field, ...]:
        """The fields in the order in which people are asked, where that is not the line's."""
        last = {name: place for place, name in enumerate(self.asks_last)}
        return tuple(sorted(self.fields, key=lambda field: last.get(field.name, -1)))

    @cached_property
    def needed(self) -> frozenset[str]:
        """The names of the fields that must be answered."""
        return frozenset(field.name for field in self.fields if field.required)

    @cached_property
    def by_word(self) -> tuple[Field, ...]:
        """The fields that must be answered, each by a word of its own."""
        return tuple(f for f in self.fields if f.required and not f.kind.free)

    @cached_property
    def texts(self) -> frozenset[str]:
        """The names of the fields in which people write as they like."""
        return frozenset(f.name for f in self.fields if f.kind.widget is Widget.TEXT)

    def field(self, name: str) -> Field | None:
        return next((f for f in self.fields if f.name == name), None)


class Command:
    """What a person may ask. Subclasses declare fields and say what happens in `handle`."""

    form: ClassVar[Form]
    never_refused: ClassVar[bool] = False
    """Whether everybody with a hat may read what it says: it is offered without being tried."""
    text_by_rule: ClassVar[bool] = False
    """Whether a text that may be left out is asked for only where its handler wants it."""

    def handle(self, call: Call, store: Store) -> Outcome:
        """Do it: a pure decision, rows, and what to say; raises `Refused` when a rule says no."""
        raise NotImplementedError

    def ready(self, call: Call, store: Store) -> None:
        """Raises `Refused` where its thing and the speaker already say that it cannot be done.

        It is asked before the other questions: only ids and what has a default are there.
        """

    def preview(self, call: Call, store: Store) -> Page:
        """Who will see what, before it is sent; only for commands declared with `preview`."""
        raise NotImplementedError


def partly(cls: type[Command], known: Mapping[str, Any]) -> Command:
    """The command with its ids and defaults alone, for `ready`."""
    made = object.__new__(cls)
    for field in cls.form.fields:
        if field.name in known or not field.required:
            object.__setattr__(made, field.name, known.get(field.name, field.default))
    return made


C = TypeVar("C", bound=type[Command])


@dataclass_transform(frozen_default=True, kw_only_default=True)
def command(
    words: str,
    *,
    by: Role | tuple[Role, ...] = (),
    label: Tlp,
    text: Tlp | None = None,
    labels: tuple[str, dict[str, Tlp]] | None = None,
    asks: tuple[str, ...] = (),
    private: bool = False,
    counts_without_text: bool = False,
    preview: bool = False,
    quotes: str = "",
    back: tuple[str, ...] = (),
    anew: bool = False,
    sure: bool = False,
    asks_last: tuple[str, ...] = (),
) -> Callable[[C], C]:
    """Declare a command.

    `by`: who may (nobody named: everybody in the directory); `label`: of what is typed into it;
    `text`: of its free text, if another; `labels`: a field whose value decides the label; `asks`:
    optional fields that an interview asks too; `asks_last`: what comes last, as one thinks;
    `private`: given in private only (DR-29); `counts_without_text`: stands without its text where
    that may not enter the room; `preview`: who will see it is shown first; `quotes`: in reply it
    takes those words, and their author into the field named; `back`: the lines that take it back or
    mend it; `anew`: said again it mends itself; `sure`: it is shown once more (0013).
    """
    flags = (private, counts_without_text, preview, quotes, back, anew, sure, asks_last)
    form = Form(words, (), _roles(by), label, text or label, labels, *flags)
    return lambda cls: _declared(cls, form, asks)


def _roles(by: Role | tuple[Role, ...]) -> tuple[Role, ...]:
    return by if isinstance(by, tuple) else (by,)


def _declared(cls: C, form: Form, asks: tuple[str, ...]) -> C:
    dataclass(frozen=True, kw_only=True)(cls)
    help = inspect.cleandoc(cls.__doc__ or "")
    cls.form = replace(form, fields=_fields(cls, asks), help=help)
    return cls


def _fields(cls: type, asks: tuple[str, ...]) -> tuple[Field, ...]:
    hints = get_type_hints(cls)
    where = (cls.__module__, cls.__qualname__)
    made = []
    for field in fields(cls):
        default = REQUIRED if field.default is MISSING else field.default
        asked = default is REQUIRED or field.name in asks
        kind = kind_of(hints[field.name])
        if isinstance(kind, IdKind):
            kind = kind.of(cls, field.name)
        made.append(Field(field.name, kind, default, where, asked))
    return tuple(made)


def _parsed(source: str) -> ast.Module:
    """The source as a tree.

    Python 3.11 counts how deep it is for all threads together (python/cpython#106905): where
    another one parses at the same moment, it fails, and is tried once more.
    """
    for _ in range(5):
        with suppress(SystemError):
            return ast.parse(source)
    return ast.parse(source)


@cache
def _attribute_docs(module: str) -> dict[str, dict[str, str]]:
    """The strings that stand below the fields of each class, read from the module's source."""
    tree = _parsed(inspect.getsource(sys.modules[module]))
    found: dict[str, dict[str, str]] = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            docs = found.setdefault(node.name, {})
            for field, after in zip(node.body, node.body[1:], strict=False):
                match field, after:
                    case (
                        ast.AnnAssign(target=ast.Name(id=name)),
                        ast.Expr(value=ast.Constant(value=str(text))),
                    ):
                        docs[name] = inspect.cleandoc(text)
    return found

"""`python -m bot.cli.reference`: writes docs/commands.md from the declarations."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from bot.cli.forms import choices_of, default_of, english
from commands.basics import way_back
from commands.call import role_names
from commands.declare import Field, Form
from commands.parse import usage
from commands.table import FORMS
from coordination.said import Said

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
MANY = 12
"""So many choices are listed; of more, the first few stand for all."""
_HEAD = """\
# What you can say

<!-- Made from the declarations by `make reference`; a change here is lost. -->

`<noun> <verb> <answers in order> [key=value …] <free text>`

- In Matrix with `!` before it; in the terminal and in rehearsals as it is.
- Answers in CAPITALS are needed. Those in brackets are not; they stand before the free text.
- In an incident's thread that incident need not be named.
- What a line leaves out is asked in private. Answer by number or in words; `back`, `skip` and
  `cancel` work there.
- Every command takes `as=`: in which hat you speak. Where there is a preview, `now=yes` sends at
  once.
- A label says how far what you type may travel; it is taken only in rooms that may hold it.
- `help poll open` explains one command where you are, `why DR-31` a rule.
"""


def page() -> str:
    """The whole reference."""
    nouns = [(noun, list(forms)) for noun, forms in groupby(_sorted(), key=lambda f: f.noun)]
    several = [(noun, forms) for noun, forms in nouns if forms[0].words != noun]
    alone = [form for noun, forms in nouns if forms[0].words == noun for form in forms]
    parts = [_HEAD, _contents([noun for noun, _ in several])]
    for noun, forms in several:
        parts.append(f"## {noun}\n")
        parts += ["\n".join(_command(form)) for form in forms]
    parts.append("## For yourself\n")
    parts += ["\n".join(_command(form)) for form in alone]
    return "\n".join(parts)


def _sorted() -> list[Form]:
    """The forms by noun, each noun where it stands first in the table."""
    spoken = [form for form in FORMS.values() if not form.clockwork]
    order = list(dict.fromkeys(form.noun for form in spoken))
    return sorted(spoken, key=lambda form: order.index(form.noun))


def _contents(nouns: list[str]) -> str:
    links = [f"[{noun}](#{noun})" for noun in nouns]
    return " · ".join([*links, "[for yourself](#for-yourself)"]) + "\n"


def _command(form: Form) -> Iterator[str]:
    yield f"### {form.words}\n"
    yield f"{form.help}\n"
    yield f"    {usage(form)}\n"
    if form.fields:
        yield "| answer | what | such as |"
        yield "|---|---|---|"
        yield from (_row(field) for field in sorted(form.fields, key=_place))
        yield ""
    yield f"{_who(form)} {_label(form)}\n"
    if mistakes := [english(said) for said in way_back(form)]:
        yield f"**Way back:** {' '.join(mistakes)}\n"


def _place(field: Field) -> tuple[bool, bool]:
    """Where the field stands in a line: what is needed first, free text last."""
    return field.kind.free, not field.required


def _row(field: Field) -> str:
    name = field.name.upper() if field.required else field.name
    if not field.required and not field.kind.free:
        name += "="
    default = default_of(field)
    hint = " ".join(field.hint.split())
    if default is not None:
        hint += f" Otherwise `{default}`."
    return f"| `{name}` | {_cell(hint)} | {_cell(_such_as(field))} |"


def _such_as(field: Field) -> str:
    words = [f"`{word}`" for word, _ in choices_of(field)]
    if len(words) > MANY:
        return f"{', '.join(words[:3])} … ({len(words)})"
    if words:
        return ", ".join(words)
    return f"`{field.kind.example}`" if field.kind.example else ""


def _who(form: Form) -> str:
    if not form.by:
        return "**Who:** everybody."
    return f"**Who:** {english(Said('basics.roles', roles=role_names(form.by)))}."


def _label(form: Form) -> str:
    label = form.label.value
    if form.text_label is not form.label:
        label += f", with free text {form.text_label.value}"
    if form.labels is not None:
        label += f", or as `{form.labels[0]}` asks"
    if form.private:
        label += "; in private"
    return f"**Label:** {label}."


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> int:
    """Write the page; with `--check` say whether it is as it should be."""
    made = page()
    if "--check" in sys.argv[1:]:
        return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != made)
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`comity help`: what people can say in the rooms; `--json` for programs."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace

from bot.cli.forms import described
from bot.cli.shared import DONE, Stop, say
from commands.basics import explained, leading, nearest
from commands.outcome import Page
from commands.table import FORMS
from coordination.said import Said


def declare(parser: ArgumentParser) -> None:
    """`help [--json] [NOUN [VERB]]`."""
    parser.add_argument("about", nargs="*", metavar="WORD", help="a noun, or a whole command")
    parser.add_argument("--json", action="store_true", help="every form as data")
    parser.set_defaults(run=tell)


def tell(given: Namespace) -> int:
    """One command explained, or a list of those of a noun, or of all."""
    wanted = " ".join(given.about).lower()
    forms = [f for f in FORMS.values() if wanted in ("", f.words, f.noun) and not f.clockwork]
    if not forms and not given.json and (found := leading(wanted)):
        say(found)
        return DONE
    if not forms:
        line = " ".join(("comity help", *nearest(wanted)[:1]))
        raise Stop(Said("form.no_help_here", typed=wanted[:60], line=line))
    if given.json:
        data = {"commands": [described(form) for form in forms]}
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    elif wanted in FORMS:
        say(explained(FORMS[wanted]))
    else:
        lines = tuple(
            Said("basics.command", line=form.words, help=_first(form.help)) for form in forms
        )
        say(Page(Said("basics.help"), lines))
    return DONE


def _first(help: str) -> Said:
    return Said("declared.text", text=help.split("\n", 1)[0])

"""`comity init`: asks what is needed, and writes the settings, a directory and Slack's manifest."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from bot.cli import options
from bot.cli.placing import place, replaced
from bot.cli.shared import CONFIG, DONE, Stop, say
from bot.operate.answers import BACK, QUESTIONS, Asked, fitting, picked, settled
from bot.operate.choices import (
    NO,
    SECRETS,
    SOCKET,
    Choices,
    comity_toml,
    directory_toml,
    has_password,
    secret_files,
    slack_manifest,
)
from bot.render.pages import text
from bot.render.reader import Reader
from bot.terminal import to_fit
from coordination.said import Said

MANIFEST, DIRECTORY = Path("slack-manifest.json"), Path("directory.toml")


def declare(parser: ArgumentParser) -> None:
    """`init [FOLDER] [--yes] [--database URL …]`."""
    parser.add_argument(
        "folder", type=Path, nargs="?", default=Path(), help="where (default: here)"
    )
    parser.add_argument("--yes", action="store_true", help="ask nothing: options and defaults")
    options.declare(parser)
    parser.set_defaults(run=begin)


def begin(given: Namespace) -> int:
    """Ask, look at what is there, write, and say what to do next."""
    asking = not given.yes and sys.stdin.isatty()
    chosen = options.begun(given)
    chosen = _interview(chosen, given) if asking else options.taken(chosen, given)
    if asking:
        chosen = replace(chosen, secrets=_secrets(chosen))
    _write(given.folder, chosen, asking=asking)
    if not asking:
        options.tell_defaults(chosen, given)
    _next(given.folder, chosen)
    return DONE


def _interview(chosen: Choices, given: Namespace) -> Choices:
    """Ask for what no option tells; whoever says `back` is asked the question before again."""
    say(Said("init.begin"))
    before: list[tuple[int, Choices]] = []
    idle: list[str] = []
    at = 0
    while at < len(QUESTIONS):
        asked = QUESTIONS[at]
        if asked.when(chosen):
            option: str | None = getattr(given, asked.field)
            if option is None:
                answer = _asked(asked, chosen)
                if answer == BACK:
                    at, chosen = before.pop() if before else (at, chosen)
                    continue
                before.append((at, chosen))
            else:
                answer = option.strip()
                if not fitting(asked, answer, chosen):
                    raise Stop(options.objection(asked, answer, chosen))
            chosen = options.with_answer(chosen, asked.field, answer)
        chosen = settled(chosen)
        at += 1
        idle = _tell_idle([*options.idle(chosen, given, QUESTIONS[:at])], idle)
    return chosen


def _tell_idle(now: list[str], before: list[str]) -> list[str]:
    """Say at once which option the answers leave out: whoever meant it can still go back."""
    for option in now:
        if option not in before:
            say(Said("init.idle_so_far", option=option))
    return now


def _asked(asked: Asked, chosen: Choices) -> str:
    """Ask until the answer will do, or is `back`."""
    question, default = options.words(f"init.ask.{asked.field}"), asked.default(chosen)
    for number, one in enumerate(asked.among(chosen), start=1):
        question += f"\n  {number}. {one}"
    while True:
        shown = f" [{default}]" if default else ""
        try:
            typed = input(f"{question}{shown}\n> ").strip() or default
        except (EOFError, KeyboardInterrupt):
            raise Stop(Said("init.nothing_written")) from None
        answer = picked(asked, typed, chosen)
        if answer == BACK or fitting(asked, answer, chosen):
            return answer
        say(Said(f"init.wrong.{asked.field}", platform=chosen.operators))


def _secrets(chosen: Choices) -> dict[str, str]:
    """What somebody types now; the rest they put into the files themselves."""
    typed = {}
    for name in secret_files(chosen):
        if name == "database-url":
            continue
        try:
            typed[name] = getpass.getpass(options.words(f"init.secret.{name}") + "\n> ").strip()
        except (EOFError, KeyboardInterrupt):
            raise Stop(Said("init.nothing_written")) from None
    return {name: content for name, content in typed.items() if content}


def _write(folder: Path, chosen: Choices, *, asking: bool) -> None:
    """Every file, or none: first it is asked about those that are there."""
    wanted = {folder / CONFIG: comity_toml(chosen), folder / DIRECTORY: directory_toml(chosen)}
    if chosen.slack != NO:
        wanted[folder / MANIFEST] = slack_manifest(chosen)
    secrets = dict(chosen.secrets)
    if has_password(chosen.database):
        secrets["database-url"] = chosen.database
    wanted |= {folder / SECRETS / name: content + "\n" for name, content in secrets.items()}
    replaced([path for path in wanted if path.exists()], asking=asking)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / SECRETS).mkdir(mode=0o700, exist_ok=True)
    except OSError as no:
        raise Stop(Said("init.no_folder", path=str(folder), why=str(no.strerror))) from None
    for path, content in wanted.items():
        place(path, content.encode())
        say(Said("init.written", path=str(path)))


def _next(folder: Path, chosen: Choices) -> None:
    """What is to be done, in its order."""
    steps = []
    if folder.resolve() != Path.cwd():
        steps.append(Said("init.next.folder", path=str(folder)))
    if chosen.slack != NO:
        level = "init.next.socket" if chosen.slack == SOCKET else "init.next.http"
        steps += [Said("init.next.manifest", path=str(MANIFEST)), Said(level)]
        if not chosen.team:
            steps.append(Said("init.next.team"))
        if chosen.rotate:
            steps.append(Said("init.next.client_id"))
    missing = [name for name in secret_files(chosen) if not (folder / SECRETS / name).exists()]
    steps += [Said("init.next.secret", path=str(SECRETS / name)) for name in missing]
    if not chosen.homeserver and chosen.slack == NO:
        steps.append(Said("init.next.platform"))
    steps.append(Said("init.next.directory", path=str(DIRECTORY)))
    if chosen.operators == "slack" and not chosen.homeserver:
        steps.append(Said("init.next.accepted", path=str(DIRECTORY)))
    steps += [Said("init.next.migrate"), Said("init.next.import"), Said("init.next.doctor")]
    steps.append(Said("init.next.run"))
    say(Said("init.next"))
    for number, step in enumerate(steps, start=1):
        line = f"  {number}. {text(step, Reader())}"
        sys.stdout.write(to_fit(line, sys.stdout) + "\n")

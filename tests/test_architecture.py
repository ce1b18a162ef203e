"""The shape of the whole: sizes, layers, clocks and what must not stand in any file."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("sources")  # one worker reads them, once

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "commands", "storage", "config", "coordination")
LONGEST_FILE, LONGEST_FUNCTION = 250, 30

# Written in parts, so that this file does not break its own rule.
ADDRESSES = [
    f"{name}.{end}"
    for name, end in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("yarnpkg", "com"),
        ("crates", "io"),
    )
]
MACHINE = [f"/{folder}/" for folder in ("work", "root", "home")]
LATER = ["TO" + "DO", "FIX" + "ME", "X" * 3]
ASKS_THE_TIME = {("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("time", "time")}
OUTSIDE_WORLD = {"asyncio", "logging", "os", "random", "time", "uuid"}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that belongs to the project, those not committed yet included."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return tuple(file for name in names.split("\0") if name and (file := ROOT / name).is_file())


@cache
def texts() -> dict[str, str]:
    """What the Python files say, by their path."""
    return {
        file.relative_to(ROOT).as_posix(): file.read_text("utf-8")
        for file in tracked()
        if file.suffix == ".py"
    }


@cache
def trees() -> dict[str, ast.Module]:
    return {path: ast.parse(text) for path, text in texts().items()}


def sources(*folders: str) -> dict[str, ast.Module]:
    """The Python files below these folders (all, if none is named), by their path."""
    found = trees().items()
    return {path: tree for path, tree in found if not folders or path.split("/")[0] in folders}


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_a_group_of_tests_runs_in_one_worker(request: pytest.FixtureRequest) -> None:
    """Or what is read and played once is read and played by each of them, with nothing said."""
    grouped = getattr(request.config.option, "loadgroup", False)
    assert request.node.nodeid.endswith("@sources") == grouped


def test_no_file_is_longer_than_250_lines() -> None:
    sizes = {path: len(text.splitlines()) for path, text in texts().items()}
    assert {path: n for path, n in sizes.items() if n > LONGEST_FILE} == {}


def test_no_function_is_longer_than_30_lines() -> None:
    long = {}
    for path, tree in sources().items():
        if path.startswith("storage/migrations/versions/"):
            continue  # made from the tables, and as long as these are
        for function in functions(tree):
            length = (function.end_lineno or 0) - function.lineno + 1
            if length > LONGEST_FUNCTION:
                long[f"{path}:{function.lineno} {function.name}"] = length
    assert long == {}


def test_only_the_edges_and_the_database_wait() -> None:
    waiting = [
        f"{path}:{function.lineno}"
        for path, tree in sources("commands", "storage", "config", "coordination").items()
        for function in functions(tree)
        if isinstance(function, ast.AsyncFunctionDef)
        and path not in ("storage/database.py", "storage/leader.py")
    ]
    assert waiting == []


def test_only_the_edges_ask_for_the_time() -> None:
    asking = []
    for path, tree in sources("commands", "storage", "config", "coordination").items():
        for node in ast.walk(tree):
            match node:
                case ast.Attribute(value=ast.Name(id=owner), attr=name):
                    if (owner, name) in ASKS_THE_TIME:
                        asking.append(f"{path}:{node.lineno}")
    assert asking == []


def test_the_rules_import_nothing_but_the_standard_library() -> None:
    allowed = (sys.stdlib_module_names - OUTSIDE_WORLD) | {"coordination"}
    outside = {
        f"{path} imports {module}"
        for path, tree in sources("coordination").items()
        for module in imported(tree)
        if module.split(".")[0] not in allowed
    }
    assert outside == set()


def imported(tree: ast.AST) -> Iterator[str]:
    """The modules, or names in modules, that are imported anywhere in the tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def module_graph() -> dict[str, set[str]]:
    """Which of our modules imports which, wherever in its file the import stands."""
    modules = {}
    for path, tree in sources(*PACKAGES).items():
        modules[path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")] = tree
    graph: dict[str, set[str]] = {}
    for module, tree in modules.items():
        names = {n if n in modules else n.rpartition(".")[0] for n in imported(tree)}
        graph[module] = (names & modules.keys()) - {module}
    return graph


def test_no_module_imports_itself_by_a_detour() -> None:
    try:
        TopologicalSorter(module_graph()).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_no_file_names_a_registry_or_a_place_of_one_machine() -> None:
    named = [
        f"{file.relative_to(ROOT)}: {word}"
        for file in tracked()
        for word in ADDRESSES + MACHINE
        if word.encode() in file.read_bytes()
    ]
    assert named == []


def test_nothing_is_left_for_later() -> None:
    left = [f"{path}: {word}" for path, text in texts().items() for word in LATER if word in text]
    assert left == []


def test_a_start_loads_nothing_that_only_later_work_needs() -> None:
    # Each of them costs megabytes and a part of the two seconds in which the bot is ready.
    later = {"alembic", "holidays", "icalendar", "matplotlib", "numpy", "sqlalchemy.orm", "typst"}
    started = "bot.cli.running", "bot.run_command", "bot.matrix.platform", "bot.slack.platform"
    said = f"import sys, {', '.join(started)}; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert later.isdisjoint(ran.stdout.split())


def test_a_command_of_the_command_line_loads_only_what_it_does() -> None:
    # Whoever asks for help or checks a paper does not wait for what speaks with platforms.
    said = (
        "import sys; from bot.__main__ import COMMANDS, parser_of;"
        " parser_of(['--help']); parser_of(['rehearse', 'x']); few = set(sys.modules);"
        " [parser_of([name]) for name in COMMANDS if name != 'run'];"
        " print(*few); print(*sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    few, all_but_the_bot = (set(line.split()) for line in ran.stdout.splitlines())
    assert few.isdisjoint({"sqlalchemy", "storage", "commands", "asyncio"})
    assert all_but_the_bot.isdisjoint({"nio", "aiohttp", "apscheduler", "alembic", "openpyxl"})


def test_a_start_reads_no_source() -> None:
    said = (
        "import ast, sys; parse, ast.parse = ast.parse, None; import bot.run_command;"
        " from commands.table import FORMS;"
        " ast.parse = parse; print(FORMS['poll vote'].fields[0].hint)"
    )
    ran = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "Which poll?"

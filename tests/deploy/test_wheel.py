"""What is installed is whole: the wheel, in an environment of its own, starts as the image does."""

from __future__ import annotations

import json
import os
import re
import shutil
import site
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTAINERFILE = (ROOT / "deploy" / "Containerfile").read_text()
OPTIONS = (
    *("--yes", "--state", "NL", "--authority", "Central Authority", "--capital", "The Hague"),
    *("--zone", "Europe/Amsterdam", "--homeserver", "https://matrix.example.org"),
    *("--operator", "@ops:example.org"),
)
LEFT = shutil.ignore_patterns("node_modules", ".installed", "__pycache__", "README.md")
"""Of folders: what npm and Python write there, and words for whoever reads the code."""


def ran(*words: str | Path, folder: Path) -> str:
    """What it wrote; nothing of this checkout is seen from the folder."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    line = [str(word) for word in words]
    done = subprocess.run(
        line, check=False, cwd=folder, env=clean, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the image copies of the checkout, and nothing else."""
    folder = tmp_path_factory.mktemp("source")
    copied = [line.split()[1:] for line in CONTAINERFILE.splitlines() if line.startswith("COPY ")]
    for name in {name for words in copied for name in words[:-1]}:
        if name.startswith(("--from", "/", ".ci", "requirements/")):
            continue
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=LEFT)
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def installed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel; what it depends on is seen through this one's packages."""
    folder = tmp_path_factory.mktemp("installed")
    offline = ("--quiet", "--no-index", "--no-deps", "--disable-pip-version-check")
    pip = (sys.executable, "-m", "pip")
    build = ("wheel", *offline, "--no-build-isolation", "--wheel-dir", folder, source)
    ran(*pip, *build, folder=folder)
    [wheel] = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / "bin" / "python"
    ran(*pip, "--python", python, "install", *offline, wheel, folder=folder)
    [packages] = folder.glob("venv/lib/python3*/site-packages")
    # Folders that a .pth names are seen, but no .pth in them is read: this checkout stays unseen.
    (packages / "seen.pth").write_text("\n".join(site.getsitepackages()))
    return folder / "venv"


def test_every_file_that_is_not_code_is_in_the_wheel(source: Path, installed: Path) -> None:
    [packages] = installed.glob("lib/python3*/site-packages")
    tops = [folder for folder in source.iterdir() if (folder / "__init__.py").exists()]
    wanted = [path for top in tops for path in top.rglob("*") if path.is_file()]
    names = {path.relative_to(source) for path in wanted}
    assert {path for path in names if not (packages / path).exists()} == set()
    assert {path.suffix for path in names} >= {".po", ".toml", ".tmpl", ".typ", ".js"}


def test_the_entry_point_of_the_image_sets_up_and_migrates(installed: Path, tmp_path: Path) -> None:
    [entry] = json.loads(CONTAINERFILE.rpartition("ENTRYPOINT ")[2].splitlines()[0])
    comity = installed / "bin" / entry
    python = installed / "bin" / "python"
    where = ran(python, "-c", "import bot; print(bot.__file__)", folder=tmp_path)
    assert Path(where.strip()).is_relative_to(installed)
    assert "migrate" in ran(comity, "--help", folder=tmp_path)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert ran(comity, "--version", folder=tmp_path) == f"comity {project['version']}\n"
    ran(comity, "init", *OPTIONS, folder=tmp_path)
    ran(comity, "migrate", folder=tmp_path)
    assert list(tmp_path.glob("**/*.db"))


def test_an_upgrade_as_the_page_says_leaves_nothing_of_the_version_before(
    source: Path, tmp_path: Path
) -> None:
    here = tmp_path / "checkout"
    shutil.copytree(source, here, ignore=LEFT)
    venv.create(tmp_path / "venv", with_pip=False)
    [packages] = tmp_path.glob("venv/lib/python3*/site-packages")
    (packages / "seen.pth").write_text("\n".join(site.getsitepackages()))
    page = (ROOT / "docs" / "operations.md").read_text()
    [line] = re.findall(r"^.*pip install .*\.$", page.partition("## Upgrade")[2], re.MULTILINE)
    line = line.replace("/opt/comity", str(tmp_path / "venv")) + " --quiet --no-index"
    gone = here / "storage" / "migrations" / "versions" / "0000_gone.py"
    gone.touch()
    (here / "README.md").touch()  # of which the description is made
    ran("bash", "-c", line, folder=here)
    assert (packages / gone.relative_to(here)).exists()
    gone.unlink()
    ran("bash", "-c", line, folder=here)
    assert not (packages / gone.relative_to(here)).exists()
    assert (packages / "bot" / "__main__.py").exists()

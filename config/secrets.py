"""Where secrets stand: the files that settings name, and the settings themselves."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints
from urllib.parse import urlsplit

from config.environment import PREFIX
from config.settings import Settings, file_of


@dataclass(frozen=True)
class SecretFile:
    """A file that holds the secrets of these keys."""

    path: Path
    keys: tuple[str, ...]


def secret_files(text: str, environment: Mapping[str, str], own: Path) -> tuple[SecretFile, ...]:
    """The files that hold secrets, with what they hold; `own` is the file of this text.

    What the environment itself holds is in no file. The text must be one that can be read.
    """
    given = tomllib.loads(text)
    found: dict[Path, list[str]] = {}
    for name, made in get_type_hints(Settings).items():
        for key, path in _of_section(name, made, given.get(name, {}), environment, own):
            found.setdefault(path, []).append(key)
    return tuple(SecretFile(path, tuple(keys)) for path, keys in found.items())


def _of_section(
    name: str, made: Any, given: Mapping[str, Any], environment: Mapping[str, str], own: Path
) -> Iterator[tuple[str, Path]]:
    hints = get_type_hints(made)
    for one in fields(made):
        key, value = f"{name}.{one.name}", given.get(one.name)
        inner = (get_args(hints[one.name]) or (None,))[0]
        if is_dataclass(inner):
            for each in value or ():
                yield from _of_section(key, inner, each, {}, own)
        elif one.repr or f"{PREFIX}{name}__{one.name}".upper() in environment:
            continue
        elif file := file_of(name, one, given, environment):
            yield key, file
        elif isinstance(value, str) and _secret(one.name, value):
            yield key, own


def _secret(name: str, value: str) -> bool:
    """An address is one only where a password stands in it."""
    return bool(urlsplit(value).password if name == "url" else value)

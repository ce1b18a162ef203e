"""A deployment with a certified decision, for tests that look at it or falsify it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from commands.certificate.made import written
from storage.keyring import keyring_at
from tests.bot.cli.place import Place
from tests.commands.certified import certificate, decided
from tests.commands.conftest import filled
from tests.commands.deciding import done


class Certified:
    """A deployment with one decision, and its certificates as files."""

    poll: str
    incident: str

    def __init__(self, folder: Path, url: str) -> None:
        self.place = Place(folder / "place", url)
        self.folder = folder

    def copy(self, folder: Path, url: str) -> Certified:
        """Another one with the same rows; PostgreSQL has copied them already."""
        made = Certified(folder, url)
        made.place.take_over(self.place)
        made.poll, made.incident = self.poll, self.incident
        for name in ("nl1.json", "nl1.pdf", "xv1.json", "xv1.pdf"):
            shutil.copy(self.file(name), made.file(name))
        return made

    async def decide(self) -> None:
        await filled(self.place.url, keyring_at(self.place.key))
        async with self.place.drill() as drill:
            made = await decided(drill)
            self.poll, self.incident = made["poll"], made["incident"]
            for person in ("nl1", "xv1"):
                for kind, content in (await certificate(drill, person, self.poll)).items():
                    self.file(f"{person}.{kind}").write_bytes(content)

    def file(self, name: str) -> Path:
        return self.folder / name

    def data(self, name: str = "nl1.json") -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.file(name).read_bytes())
        return read

    def put(self, data: dict[str, Any] | bytes, name: str = "changed.json") -> Path:
        path = self.file(name)
        path.write_bytes(data if isinstance(data, bytes) else written(data))
        return path

    async def file_again(self, run: str) -> None:
        """A new certificate, of the record as it is now."""
        async with self.place.drill(run) as drill:
            drill.now = drill.now.replace(month=3, day=18)
            content = (await certificate(drill, "nl1", self.poll))["json"]
            self.file("again.json").write_bytes(content)

    async def correct(self) -> None:
        async with self.place.drill("later") as drill:
            drill.now = drill.now.replace(month=3, day=17)
            await done(drill, "ca1", "direct", f"poll correct {self.poll} We meant to abstain.")

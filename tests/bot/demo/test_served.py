"""A server that two threads end at once has ended, and neither meets a fault."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from bot.demo.served import Served


class Twice(subprocess.Popen[bytes]):
    """While one waits for its end, another has ended it too."""

    served: Served | None = None

    def wait(self, timeout: float | None = None) -> int:
        code = super().wait(timeout)
        other, self.served = self.served, None
        if other is not None:
            other.kill()
        return code


class Cat(Served):
    """Waits for its input and says nothing."""

    def prepare(self) -> None:
        """Needs nothing."""

    def command(self) -> Sequence[str]:
        return ("cat",)

    def answers(self) -> None:
        """At once."""

    def begin(self) -> subprocess.Popen[bytes]:
        self._process = made = Twice(self.command(), stdin=subprocess.PIPE)
        made.served = self
        return made


def test_who_is_overtaken_in_ending_a_server_meets_no_fault(tmp_path: Path) -> None:
    server = Cat(tmp_path)
    process = server.begin()
    server.kill()
    assert process.poll() is not None
    assert not server.running

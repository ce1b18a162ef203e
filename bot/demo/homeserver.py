"""Runs Synapse in this process until the one that started it ends: `python -m bot.demo.homeserver`.

The starter holds the other end of standard input. When it ends, however it ends, the input ends
too, and so does Synapse: no server is left behind, also after SIGKILL.
"""

from __future__ import annotations

import os
import runpy
import signal
import threading


def _end_with_the_starter() -> None:
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_starter, daemon=True).start()
    runpy.run_module("synapse.app.homeserver", run_name="__main__")

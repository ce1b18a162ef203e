"""What an act would come to: tried, and undone before anybody can see it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeAlias

from commands.wanting import Confirm, Wanting
from coordination.refused import Refused
from storage.store import Store

_log = logging.getLogger("comity.trial")

Found: TypeAlias = Wanting | Confirm | Refused | None


def tried(
    act: Callable[[], object], store: Store, command: str, bug: Refused | None = None
) -> Found:
    """What stands in the way of an act of this command; None where it would simply be done.

    A fault of ours is logged and gives `bug`: whatever is done for real meets it again.
    """
    try:
        with store.undone():
            act()
    except (Wanting, Confirm, Refused) as found:
        return found
    except Exception:  # noqa: BLE001 - performing meets it again, and says so
        _log.exception("trial_failed", extra={"command": command})
        return bug
    return None

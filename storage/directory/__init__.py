"""The directory: who speaks, for whom, and in which rooms."""

from __future__ import annotations

from storage.directory.agreements import Agreements
from storage.directory.confirming import Confirming
from storage.directory.groups import Groups
from storage.directory.hats import Hats
from storage.directory.register import Register
from storage.directory.rooms import Rooms


class Directory(Rooms, Hats, Confirming, Groups, Register, Agreements):
    """Everything the register knows, read and kept inside one transaction."""

"""Polls with what was frozen at their opening, and every answer that was ever given."""

from storage.poll.polls import Polls

__all__ = ["Polls"]

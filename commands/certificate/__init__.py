"""Certificates of decisions: made from the record, given to readers, checked against it."""

from __future__ import annotations

from commands.certificate.give import Certificate
from commands.certificate.verify import Verify
from commands.declare import Command

COMMANDS: tuple[type[Command], ...] = (Certificate, Verify)

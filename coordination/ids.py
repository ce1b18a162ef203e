"""Opaque identifiers: a prefix, eight Crockford base32 characters and a check symbol.

They say nothing of State, child or order, can be read aloud, and a mistyped one is told as such.
"""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIXES = ("INC", "REP", "RES", "POL", "MSG", "COM", "PLA", "MTG", "REQ", "ACT", "CASE")
LENGTH = 8
LIMIT = 32**LENGTH
_SYMBOLS = frozenset(ALPHABET)
_VALUES = str.maketrans(ALPHABET, "0123456789ABCDEFGHIJKLMNOPQRSTUV")
"""Each symbol as Python writes it in base 32."""
_READ = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BEFORE = " \t\r\n`*_<\"'“„«‘"
_AFTER = " \t\r\n`*_>\"'”“»’.,:;!?"
"""What stands around an id that was copied out of a text, or ends a sentence; never brackets."""


def symbol(number: int) -> str | None:
    """The check symbol of a number (Crockford, modulo 37), or None when it is not alphanumeric."""
    remainder = number % 37
    return ALPHABET[remainder] if remainder < len(ALPHABET) else None


def identifier(prefix: str, number: int) -> str | None:
    """The identifier of a random number below `LIMIT`; None asks for another number."""
    if prefix not in PREFIXES or not 0 <= number < LIMIT:
        raise ValueError("unknown prefix or number out of range")
    check = symbol(number)
    if check is None:
        return None
    digits = "".join(ALPHABET[(number >> shift) & 31] for shift in range(35, -1, -5))
    return f"{prefix}-{digits}{check}"


def read(text: str) -> str | None:
    """The identifier as it is written here, or None when it is not one or its check fails.

    Case does not matter; O is read as 0, and I and L as 1 (Crockford). Signs around it, as where
    it was copied, are none of it.
    """
    prefix, dash, rest = _alone(text).partition("-")
    digits = rest.translate(_READ)
    if prefix not in PREFIXES or not dash or len(digits) != LENGTH + 1:
        return None
    if not _SYMBOLS.issuperset(digits):
        return None
    number = int(digits[:LENGTH].translate(_VALUES), 32)
    return f"{prefix}-{digits}" if symbol(number) == digits[LENGTH] else None


def looks_like_one(text: str) -> bool:
    """Whether a person meant an identifier, well-formed or mistyped."""
    prefix, dash, rest = _alone(text).partition("-")
    return prefix in PREFIXES and bool(dash) and len(rest) >= LENGTH - 2


def _alone(text: str) -> str:
    return text.lstrip(_BEFORE).rstrip(_AFTER).upper()

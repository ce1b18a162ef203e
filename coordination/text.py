"""What a text is, to the character: its fingerprint over every authentic language (DR-26)."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping


def fingerprint(texts: Mapping[str, str]) -> str:
    """SHA-256 (64 hexadecimal digits) of NFC-normalised texts, by language code.

    Each language and text is framed by its length in bytes, so no two sets of texts are alike;
    the order of languages does not matter. One changed character changes the fingerprint.
    """
    digest = hashlib.sha256()
    for language in sorted(texts):
        for part in (language, texts[language]):
            content = unicodedata.normalize("NFC", part).encode()
            digest.update(b"%d:%b," % (len(content), content))
    return digest.hexdigest()


def short(mark: str) -> str:
    """The beginning of a fingerprint, as people read it aloud: `3f9a 1c7e`."""
    return f"{mark[:4]} {mark[4:8]}"

"""A PDF's seal: a signature over all of its other bytes, at a place that was kept free for it.

The place stands among the keywords, which are not compressed: a key and a signature, or zeros
while they are not there. What is attached to a PDF of ours is found without reading the pages.
"""

from __future__ import annotations

import re
import zlib
from hashlib import sha256

from storage.attest import Signed

PURPOSE = "paper"
_KEY, _SIGNATURE = 64, 128
FREE = "comity " + "0" * (_KEY + _SIGNATURE)
"""The keyword of a PDF that is not sealed yet."""
_PLACE = re.compile(rb"(/Keywords\(|<pdf:Keywords>)comity ([0-9a-f]{192})")
_ATTACHED = re.compile(rb"<<([^\n]*?/Type/EmbeddedFile[^\n]*)>>\s*stream\r?\n")
_LENGTH = re.compile(rb"/Length (\d+)")
_LARGEST = 64 * 1024 * 1024


def digest(bare: bytes) -> bytes:
    """What the signature is over."""
    return sha256(bare).digest()


def sealed(bare: bytes, by: Signed) -> bytes:
    """The PDF with its seal, which changes neither its length nor its pages."""
    return _PLACE.sub(rb"\g<1>comity " + (by.key + by.signature).encode(), bare)


def opened(pdf: bytes) -> tuple[Signed, bytes] | None:
    """The seal, and the PDF as it was before; None where there is no seal, or two different."""
    found = {match[2] for match in _PLACE.finditer(pdf)}
    if len(found) != 1:
        return None
    told = found.pop().decode()
    bare = _PLACE.sub(rb"\g<1>" + FREE.encode(), pdf)
    return Signed(told[:_KEY], told[_KEY:]), bare


def attached(pdf: bytes) -> list[bytes]:
    """The files within a PDF of ours; none where there are none that can be read."""
    made = []
    for match in _ATTACHED.finditer(pdf):
        length = _LENGTH.search(match[1])
        if length is None:
            continue
        content = pdf[match.end() : match.end() + int(length[1])]
        if b"/FlateDecode" in match[1]:
            try:
                content = zlib.decompressobj().decompress(content, _LARGEST)
            except zlib.error:
                continue
        made.append(content)
    return made

"""A document as a file: rendered beside the event loop, when it is sent, for each who gets it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.render.reader import Reader
from bot.render.worded import PREFIX
from bot.render.writer import Plain
from bot.rooms import Attachment
from commands.document import Document, Form
from storage.attest import Signed
from storage.database import Database

Sign = Callable[[bytes], Awaitable[Signed]]
"""Signs a digest with the deployment's key."""
MEDIA_TYPES = {Form.PDF: "application/pdf", Form.TEXT: "text/plain"}


async def attached(
    key: str,
    payload: Mapping[str, Any],
    reader: Reader,
    platform: str,
    thread: str | None,
    sign: Sign,
) -> Attachment:
    """The file in the reader's words; a document of its own language keeps it. A PDF is sealed."""
    document, form = Document.read(payload["document"]), Form(payload["form"])
    content, shown = await asyncio.to_thread(written, document, form, reader, platform)
    if form is Form.PDF:
        content = await _sealed(content, sign)
    return Attachment(
        key=key,
        name=f"{document.name}.{form.value}",
        media_type=MEDIA_TYPES[form],
        content=content,
        alternative=shown,
        thread=thread,
    )


async def _sealed(bare: bytes, sign: Sign) -> bytes:
    from bot.render.papers.seal import digest, sealed

    return sealed(bare, await sign(digest(bare)))


async def sign(database: Database, digest: bytes) -> Signed:
    """Sign it as a paper of this deployment."""
    from bot.render.papers.seal import PURPOSE

    return await database.run(lambda store: store.attest.sign(PURPOSE, digest))


def written(
    document: Document, form: Form, reader: Reader, platform: str = ""
) -> tuple[bytes, str]:
    """The bytes of a form, and what the file is called in a room."""
    # typst is loaded when the first paper is made: most processes never make one.
    from bot.render.papers.laid import laid
    from bot.render.papers.pdf import pdf
    from bot.render.papers.plain import plain
    from bot.render.papers.reading import Reading

    pages = form is Form.PDF
    reading = Reading.of(document, reader, PREFIX.get(platform, ""), marked=pages)
    if pages:
        content = pdf(laid(document, reading), document.at)
    else:
        content = plain(document, reading).encode("utf-8", "replace")
    named = document.alternative or document.title
    return content, Plain().data(Reading.of(document, reader, marked=False).line(named))

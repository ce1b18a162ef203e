"""A table as a picture file: drawn beside the event loop, when it is sent, for each who gets it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.render.pages import text
from bot.render.reader import Reader
from bot.rooms import Attachment
from commands.picture import Picture

MEDIA_TYPE = "image/png"


async def attached(
    key: str, data: Mapping[str, Any], reader: Reader, thread: str | None
) -> Attachment:
    """The file in the reader's words and on the reader's clock."""
    picture = Picture.read(dict(data))
    return Attachment(
        key=key,
        name=f"{picture.name}.png",
        media_type=MEDIA_TYPE,
        content=await asyncio.to_thread(drawn, picture, reader),
        alternative=text(picture.alternative, reader),
        thread=thread,
    )


def drawn(picture: Picture, reader: Reader) -> bytes:
    """The bytes of the picture; the library that draws is loaded when the first one is wanted."""
    from bot.render.pictures.table import png

    return png(picture, reader)

"""Tables and timetables as files: drawn beside the event loop when sent, for each who gets one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.render.pages import text
from bot.render.reader import Reader
from bot.rooms import Attachment
from commands.picture import Picture
from commands.timeline import KIND, Timeline

MEDIA_TYPE = "image/png"


async def attached(
    key: str, data: Mapping[str, Any], reader: Reader, thread: str | None
) -> Attachment:
    """The file in the reader's words and on the reader's clock."""
    made = Timeline if data.get("kind") == KIND else Picture
    picture = made.read(dict(data))
    return Attachment(
        key=key,
        name=f"{picture.name}.png",
        media_type=MEDIA_TYPE,
        content=await asyncio.to_thread(drawn, picture, reader),
        alternative=text(picture.alternative, reader),
        thread=thread,
    )


def drawn(picture: Picture | Timeline, reader: Reader) -> bytes:
    """The bytes of the picture; the library that draws is loaded when the first one is wanted."""
    if isinstance(picture, Timeline):
        from bot.render.pictures.timeline import png as spans

        return spans(picture, reader)
    from bot.render.pictures.table import png

    return png(picture, reader)

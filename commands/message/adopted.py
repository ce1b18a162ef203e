"""What a joint message has to do with the response that it carries out: one text, to the character.

What States adopt is what they sign: a frozen message puts its text into the response before a
poll; after adoption only the adopted text can be signed (DR-26).
"""

from __future__ import annotations

from dataclasses import replace

from commands.response.proposing import first_line
from coordination.message.record import Message
from coordination.message.text import numbered, paragraphs
from coordination.refused import Refused
from coordination.response.parts import Message as Parts
from coordination.response.record import Response
from coordination.response.stage import Stage as ResponseStage
from coordination.said import Said
from coordination.text import fingerprint

UNDECIDED = (ResponseStage.DRAFT, ResponseStage.PROPOSED, ResponseStage.NOT_ADOPTED)
ADOPTED = (ResponseStage.ADOPTED, ResponseStage.IN_FORCE, ResponseStage.UNDER_REVIEW)


def texts(response: Response) -> dict[str, str]:
    """The texts of a response that is a message, by language, as a message would write them."""
    wording = response.parts.wording if isinstance(response.parts, Parts) else ""
    found = {**dict(response.translations), response.language: wording}
    return {language: numbered(paragraphs(text)) for language, text in found.items()}


def agrees(message: Message, response: Response) -> bool:
    """Whether the authentic texts are those of the response: their fingerprints are equal."""
    return fingerprint(texts(response)) == message.mark


def carried(message: Message, response: Response) -> Response:
    """The response with the message's texts, and a title from them, as the States decide on it.

    Raises `Refused` without a text in its own language.
    """
    written = message.texts
    if not isinstance(response.parts, Parts):
        raise Refused("T-42", Said("message.not_a_message", id=response.id))
    if response.language not in written:
        said = Said("message.language_of_response", language=response.language, id=response.id)
        line = f"message language {message.id} {response.language} authentic"
        raise Refused("DR-26", said, (line,))
    wording = written.pop(response.language)
    parts = replace(response.parts, wording=wording)
    translations = tuple(sorted(written.items()))
    title = first_line(" ".join(wording.split()))
    return replace(response, title=title, parts=parts, translations=translations)


def may_be_signed(message: Message, response: Response | None) -> bool:
    """Whether its text is decided: it carries out no response, or an adopted one.

    Raises `Refused` where another text was adopted.
    """
    if response is None:
        return True
    if response.stage not in ADOPTED:
        return False
    if not agrees(message, response):
        said = Said("message.other_text_adopted", id=message.id, response=response.id)
        back = f"message revise {message.id} decided=yes"
        raise Refused("DR-26", said, (back, f"response show {response.id}"))
    return True

"""A calendar entry as an iCalendar file (RFC 5545), in the recipient's words and zone (iTIP)."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from bot.render.pages import text
from bot.render.reader import Reader, clock_of
from bot.rooms import Attachment
from commands.outcome import Invitation, Method
from coordination.said import Said

MEDIA_TYPE = "text/calendar"
PRODUCT = "-//Comity//Comity//EN"
SCHEMES = ("https", "http")


def attached(key: str, given: Invitation, reader: Reader, person: str, name: str) -> Attachment:
    """The file for one person; its name says no more than the meeting's id."""
    asked = given.method is Method.REQUEST
    alternative = Said("ics.invitation" if asked else "ics.cancellation", start=given.start)
    return Attachment(
        key=key,
        name=f"{given.uid.partition('@')[0]}.ics",
        media_type=f"{MEDIA_TYPE}; method={given.method.value}; charset=utf-8",
        content=written(given, reader, person, name),
        alternative=text(alternative, reader),
    )


def written(given: Invitation, reader: Reader, person: str, name: str) -> bytes:
    """The bytes: one event, and the rules of its zone; the same entry gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", given.method.value)
    calendar.add_component(_event(given, reader, person, name))
    for zone in sorted(calendar.get_missing_tzids()):
        calendar.subcomponents.insert(0, _rules(zone, given.start.year))
    content: bytes = calendar.to_ical()
    return content


@lru_cache(1_000)
def _rules(zone: str, year: int) -> Timezone:
    """The rules of a zone, sought once for all who are invited: that takes longer than the rest.

    The years around it are all that a calendar needs; the library would write seventy of them.
    """
    return Timezone.from_tzid(zone, first_date=date(year - 1, 1, 1), last_date=date(year + 2, 1, 1))


def _event(given: Invitation, reader: Reader, person: str, name: str) -> Event:
    event = Event()
    event.add("uid", given.uid)
    event.add("sequence", given.sequence)
    event.add("dtstamp", given.stamp.astimezone(ZoneInfo("UTC")))
    event.add("dtstart", _local(given.start, reader))
    event.add("dtend", _local(given.end, reader))
    event.add("summary", text(given.summary, reader))
    event.add("description", text(given.description, reader))
    event.add("status", "CANCELLED" if given.method is Method.CANCEL else "CONFIRMED")
    event.add("class", "PRIVATE" if given.private else "PUBLIC")
    if urlsplit(given.link).scheme in SCHEMES:
        event.add("url", given.link)
        event.add("location", given.link)
    event.add("organizer", _address(f"group:{given.organizer}", text(given.group, reader)))
    event.add("attendee", _address(f"person:{person}", name))
    return event


def _local(instant: datetime, reader: Reader) -> datetime:
    """On the recipient's clock, so that the calendar shows the zone as well.

    An hour that passes a second time has no name in RFC 5545, so it stands in UTC.
    """
    local = instant.astimezone(clock_of(reader.zone))
    return instant.astimezone(ZoneInfo("UTC")) if local.fold else local


def _address(key: str, name: str) -> vCalAddress:
    """Somebody by an opaque name: the directory holds no e-mail addresses."""
    address = vCalAddress(uuid5(NAMESPACE_URL, f"comity:{key}").urn)
    if name:
        address.params["CN"] = vText(name.replace('"', "'"))
    return address

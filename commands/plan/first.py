"""The first actions of a plan: a template's, or those of an earlier plan (E3)."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from commands.call import Call
from commands.plan.see import told, whole
from config.plans import plans
from coordination.incident.incident import Incident
from coordination.plan.begin import carried_over, part_of
from coordination.plan.record import Action, Plan
from coordination.refused import Refused
from coordination.said import Said
from storage.store import Store


class PlanTemplate(StrEnum):
    """A list of actions to begin with."""

    TECHNICAL_ASSISTANCE = "technical_assistance"
    NATIONAL_MECHANISM = "national_mechanism"
    ILLICIT_PRACTICE = "illicit_practice"


def of_template(made: Plan, template: PlanTemplate, language: str) -> Plan:
    """The plan with the template's actions; by whom is still to be said."""
    found = tuple(
        Action(one.text(language), due=part_of(made.opened_at, made.ends, one.at))
        for one in plans()[template.value]
    )
    return replace(made, actions=found)


def like(store: Store, call: Call, made: Plan, incident: Incident, old: Plan) -> Plan:
    """The plan with the actions of an earlier one.

    A party that may not know of the incident is named in none of them. Raises `Refused` for an
    earlier plan of which the speaker sees only the own actions, or that fewer may read.
    """
    above = store.incidents.get(old.incident)
    if above is None or not whole(store, call, old):
        raise Refused("mandate", Said("plan.not_whole", id=old.id))
    if not above.label.fits(incident.label):
        labels = {"label": above.label, "below": incident.label}
        said = Said("plan.like_stricter", id=old.id, incident=incident.id, **labels)
        raise Refused("T-10", said, (f"plan open {incident.id}",))
    again = carried_over(old, made.opened_at, made.ends)
    kept = tuple(
        replace(one, by=one.by if one.by and told(store, incident, one.by) else None)
        for one in again
    )
    return replace(made, actions=kept, organisations=made.organisations or old.organisations)

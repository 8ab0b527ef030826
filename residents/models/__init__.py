"""The tables of the registers, one subject a file."""

from residents.models.dwelling import Dwelling, Lease
from residents.models.household import Household, Membership
from residents.models.resident import LifeEvent, Resident, ResidentTrait

__all__ = [
    "Dwelling",
    "Household",
    "Lease",
    "LifeEvent",
    "Membership",
    "Resident",
    "ResidentTrait",
]

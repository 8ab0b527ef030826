"""The tables of the registers, one subject a file."""

from residents.models.care import CareAccess, CareCase, CareCategory, CareHelper, CareTerm
from residents.models.care_visit import CareVisit
from residents.models.dwelling import Dwelling, Lease
from residents.models.household import Household, Membership
from residents.models.resident import LifeEvent, Resident, ResidentTrait

__all__ = [
    "CareAccess",
    "CareCase",
    "CareCategory",
    "CareHelper",
    "CareTerm",
    "CareVisit",
    "Dwelling",
    "Household",
    "Lease",
    "LifeEvent",
    "Membership",
    "Resident",
    "ResidentTrait",
]

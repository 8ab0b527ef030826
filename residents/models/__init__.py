"""The tables of the registers, one subject a file."""

from residents.models.duplicate import Merge, NotDuplicate
from residents.models.dwelling import Dwelling, Lease
from residents.models.household import Household, Membership
from residents.models.resident import LifeEvent, Resident, ResidentTrait
from residents.models.retention import Erasure, RetentionRule

__all__ = [
    "Dwelling",
    "Erasure",
    "Household",
    "Lease",
    "LifeEvent",
    "Membership",
    "Merge",
    "NotDuplicate",
    "Resident",
    "ResidentTrait",
    "RetentionRule",
]

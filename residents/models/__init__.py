"""The tables of the registers, one subject a file."""

from residents.models.catalogue import FieldType, RegisterField, Sensitivity
from residents.models.duplicate import Merge, NotDuplicate
from residents.models.dwelling import Dwelling, Lease
from residents.models.household import Household, Membership
from residents.models.resident import LifeEvent, Resident, ResidentTrait
from residents.models.retention import Erasure, RetentionRule

__all__ = [
    "Dwelling",
    "Erasure",
    "FieldType",
    "Household",
    "Lease",
    "LifeEvent",
    "Membership",
    "Merge",
    "NotDuplicate",
    "RegisterField",
    "Resident",
    "ResidentTrait",
    "RetentionRule",
    "Sensitivity",
]

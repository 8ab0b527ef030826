"""The tables of the registers, one subject a file."""

from residents.models.batch import BatchState, ExportLog, ImportBatch, ImportChunk, MatchedHeading
from residents.models.catalogue import FieldType, RegisterField, Sensitivity
from residents.models.dwelling import Dwelling, Lease
from residents.models.household import Household, Membership
from residents.models.resident import LifeEvent, Resident, ResidentTrait

__all__ = [
    "BatchState",
    "Dwelling",
    "ExportLog",
    "FieldType",
    "Household",
    "ImportBatch",
    "ImportChunk",
    "Lease",
    "LifeEvent",
    "MatchedHeading",
    "Membership",
    "RegisterField",
    "Resident",
    "ResidentTrait",
    "Sensitivity",
]

"""The tables of the registers, one subject a file."""

from residents.models.batch import BatchState, ExportLog, ImportBatch, ImportChunk
from residents.models.care import CareAccess, CareCase, CareCategory, CareHelper, CareTerm
from residents.models.care_asked import HelpAsked
from residents.models.care_visit import CareVisit
from residents.models.carried import Carried
from residents.models.catalogue import FieldType, RegisterField, Sensitivity
from residents.models.certificate import Certificate, CertificateCode, CertificateCounter, CertificateKind
from residents.models.duplicate import Merge, NotDuplicate
from residents.models.dwelling import Dwelling, Lease
from residents.models.heading import MatchedHeading
from residents.models.household import Household, Membership
from residents.models.resident import LifeEvent, Resident, ResidentTrait
from residents.models.retention import Erasure, RetentionRule
from residents.models.table import TableFile, TableRequest

__all__ = [
    "BatchState",
    "CareAccess",
    "CareCase",
    "CareCategory",
    "CareHelper",
    "CareTerm",
    "CareVisit",
    "Carried",
    "Certificate",
    "CertificateCode",
    "CertificateCounter",
    "CertificateKind",
    "Dwelling",
    "Erasure",
    "ExportLog",
    "FieldType",
    "HelpAsked",
    "Household",
    "ImportBatch",
    "ImportChunk",
    "Lease",
    "LifeEvent",
    "MatchedHeading",
    "Membership",
    "Merge",
    "NotDuplicate",
    "RegisterField",
    "Resident",
    "ResidentTrait",
    "RetentionRule",
    "Sensitivity",
    "TableFile",
    "TableRequest",
]

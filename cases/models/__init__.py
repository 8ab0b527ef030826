from cases.models.act import CaseAct, CasePhoto
from cases.models.case import Case, CaseCounter, CaseTeam
from cases.models.category import Category
from cases.models.clock import CaseStep, ClockPause, Escalation, Extension, TimeLimit
from cases.models.link import ReporterLink
from cases.models.saved import SavedFilter
from cases.models.supervision import Supervision

__all__ = [
    "Case",
    "CaseAct",
    "CaseCounter",
    "CasePhoto",
    "CaseStep",
    "CaseTeam",
    "Category",
    "ClockPause",
    "Escalation",
    "Extension",
    "ReporterLink",
    "SavedFilter",
    "Supervision",
    "TimeLimit",
]

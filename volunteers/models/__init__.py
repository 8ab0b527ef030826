from volunteers.models.activity import Activity, ActivityPhoto, Participation, Topic
from volunteers.models.certificate import (
    CertifiedHours,
    ServiceCertificate,
    ServiceCertificateCode,
    ServiceCertificateCounter,
)
from volunteers.models.orders import Offer, OrderAct, OrderLink, OrderPhoto, ServiceOrder
from volunteers.models.people import Skill, Star, Volunteer
from volunteers.models.record import Commendation, Review, Trained, Training
from volunteers.models.service_menu import ServiceItem, ServiceMenu
from volunteers.models.team import Member, Pattern, PatternSlot, Team, TeamSlot
from volunteers.models.watch import Stand, Swap, Watch, WatchMember, WatchNight, WatchSlot
from volunteers.models.wishes import Wish, WishLine

__all__ = [
    "Activity", "ActivityPhoto", "CertifiedHours", "Commendation", "Member", "Offer", "OrderAct", "OrderLink",
    "OrderPhoto", "Participation", "Pattern", "PatternSlot", "Review", "ServiceCertificate", "ServiceCertificateCode",
    "ServiceCertificateCounter", "ServiceItem", "ServiceMenu", "ServiceOrder", "Skill", "Stand", "Star", "Swap",
    "Team", "TeamSlot", "Topic", "Trained", "Training", "Volunteer", "Watch", "WatchMember", "WatchNight", "WatchSlot",
    "Wish", "WishLine",
]  # fmt: skip

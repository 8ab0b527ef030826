from volunteers.models.orders import Offer, OrderAct, OrderLink, OrderPhoto, ServiceItem, ServiceOrder
from volunteers.models.people import Skill, Volunteer
from volunteers.models.team import Member, Pattern, PatternSlot, Team, TeamSlot
from volunteers.models.wishes import Wish, WishLine

__all__ = [
    "Member",
    "Offer",
    "OrderAct",
    "OrderLink",
    "OrderPhoto",
    "Pattern",
    "PatternSlot",
    "ServiceItem",
    "ServiceOrder",
    "Skill",
    "Team",
    "TeamSlot",
    "Volunteer",
    "Wish",
    "WishLine",
]

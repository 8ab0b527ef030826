from volunteers.models.activity import Activity, Participation, Topic
from volunteers.models.orders import Offer, OrderAct, OrderLink, OrderPhoto, ServiceOrder
from volunteers.models.people import Skill, Star, Volunteer
from volunteers.models.service_menu import ServiceItem, ServiceMenu
from volunteers.models.team import Member, Pattern, PatternSlot, Team, TeamSlot
from volunteers.models.wishes import Wish, WishLine

__all__ = [
    "Activity", "Member", "Offer", "OrderAct", "OrderLink", "OrderPhoto", "Participation", "Pattern", "PatternSlot",
    "ServiceItem", "ServiceMenu", "ServiceOrder", "Skill", "Star", "Team", "TeamSlot", "Topic", "Volunteer", "Wish",
    "WishLine",
]  # fmt: skip

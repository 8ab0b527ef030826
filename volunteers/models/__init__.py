from volunteers.models.activity import Activity, ActivityPhoto, Participation, Topic
from volunteers.models.orders import Offer, OrderAct, OrderLink, OrderPhoto, ServiceItem, ServiceOrder
from volunteers.models.people import Skill, Star, Volunteer
from volunteers.models.team import Member, Pattern, PatternSlot, Team, TeamSlot
from volunteers.models.wishes import Wish, WishLine

__all__ = [
    "Activity", "ActivityPhoto", "Member", "Offer", "OrderAct", "OrderLink", "OrderPhoto", "Participation", "Pattern",
    "PatternSlot", "ServiceItem", "ServiceOrder", "Skill", "Star", "Team", "TeamSlot", "Topic", "Volunteer", "Wish",
    "WishLine",
]  # fmt: skip

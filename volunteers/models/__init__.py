from volunteers.models.activity import Activity, Participation, Topic
from volunteers.models.orders import Offer, OrderAct, OrderLink, OrderPhoto, ServiceItem, ServiceOrder
from volunteers.models.people import Skill, Star, Volunteer
from volunteers.models.team import Member, Pattern, PatternSlot, Team, TeamSlot
from volunteers.models.watch import Stand, Swap, Watch, WatchMember, WatchNight, WatchSlot
from volunteers.models.wishes import Wish, WishLine

__all__ = [
    "Activity", "Member", "Offer", "OrderAct", "OrderLink", "OrderPhoto", "Participation", "Pattern", "PatternSlot",
    "ServiceItem", "ServiceOrder", "Skill", "Stand", "Star", "Swap", "Team", "TeamSlot", "Topic", "Volunteer", "Watch",
    "WatchMember", "WatchNight", "WatchSlot", "Wish", "WishLine",
]  # fmt: skip

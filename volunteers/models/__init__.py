from volunteers.models.activity import Activity, Participation, Topic
from volunteers.models.people import Skill, Star, Volunteer
from volunteers.models.team import Member, Pattern, PatternSlot, Team, TeamSlot

__all__ = [
    "Activity", "Member", "Participation", "Pattern", "PatternSlot", "Skill", "Star", "Team", "TeamSlot", "Topic",
    "Volunteer",
]  # fmt: skip

from volunteers.models.people import Skill, Volunteer
from volunteers.models.team import Member, Pattern, PatternSlot, Team, TeamSlot

__all__ = ["Member", "Pattern", "PatternSlot", "Skill", "Team", "TeamSlot", "Volunteer"]

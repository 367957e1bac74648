"""What can be done with a consultation as a whole: create and describe it, announce it, open it, close it, change its team."""

from consult.consultations.actions.create_consultation import create_consultation
from consult.consultations.actions.describe_consultation import describe_consultation
from consult.consultations.actions.details import Details, Text
from consult.consultations.actions.members import add_members, leave_team, remove_member
from consult.consultations.actions.steps import announce_consultation, close_consultation, open_consultation
from consult.consultations.actions.team import Team

__all__ = [
    "Details",
    "Team",
    "Text",
    "add_members",
    "announce_consultation",
    "close_consultation",
    "create_consultation",
    "describe_consultation",
    "leave_team",
    "open_consultation",
    "remove_member",
]

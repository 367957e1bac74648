"""What can be done with proposals and with a revision that is ready, one file an action."""

from consult.proposals.actions.pick_proposals import pick_proposals
from consult.proposals.actions.publish_revision import publish_revision
from consult.proposals.actions.settle_picked import leave_picked, settle_picked

__all__ = ["leave_picked", "pick_proposals", "publish_revision", "settle_picked"]

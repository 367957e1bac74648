"""What can be done in a discussion, one file an action."""

from consult.discussion.actions.change_status import change_status
from consult.discussion.actions.edit_post import edit_post
from consult.discussion.actions.publish_revision import publish_revision
from consult.discussion.actions.submit_post import submit_post
from consult.discussion.actions.withdraw_post import withdraw_post

__all__ = ["change_status", "edit_post", "publish_revision", "submit_post", "withdraw_post"]

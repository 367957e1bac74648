"""What can be done in a discussion, one file an action."""

from consult.discussion.actions.answer_flags import answer_flags
from consult.discussion.actions.change_status import change_status
from consult.discussion.actions.decide_placements import decide_placements
from consult.discussion.actions.edit_post import edit_post
from consult.discussion.actions.flag_post import flag_post
from consult.discussion.actions.lock_thread import lock_thread, unlock_thread
from consult.discussion.actions.open_thread import open_thread
from consult.discussion.actions.submit_post import submit_post
from consult.discussion.actions.support_post import support_post
from consult.discussion.actions.unsupport_post import unsupport_post
from consult.discussion.actions.withdraw_post import withdraw_post

__all__ = [
    "answer_flags",
    "change_status",
    "decide_placements",
    "edit_post",
    "flag_post",
    "lock_thread",
    "open_thread",
    "submit_post",
    "support_post",
    "unlock_thread",
    "unsupport_post",
    "withdraw_post",
]

"""Replying as one of the team: by office, without a name of one's own."""

from typing import Any

from django import forms

from consult.access import Right
from consult.discussion.attribution import office_of
from consult.discussion.queries.thread_page import ThreadPage
from consult.discussion.rules import Office, ShownName
from frontend.discussion.reading.thread_context import Here
from frontend.discussion.writing.forms import ReplyForm


class OfficeReplyForm(ReplyForm):
    """A reply for which nobody chooses a name; that it is one is sent along, so that it comes back as what it was."""

    by_office = forms.CharField(widget=forms.HiddenInput({"id": False}), initial="1", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "author": None})

    @property
    def name(self) -> ShownName:
        """None."""
        return ShownName.WITHHELD


def may_answer(here: Here) -> bool:
    """Whether the viewer finds a way to reply there by office."""
    return here.may(Right.POST_ANSWER) and not here.spot.is_locked


def told_of_office(here: Here) -> dict[str, Any]:
    """What every page of a place is given about it."""
    return {"may_answer": may_answer(here), "office": office_of(here.roles) or Office.MODERATOR}


def reply_form(here: Here, thread: ThreadPage, number: int) -> dict[str, Any]:
    """The form to reply to the post with that number, where it stands on the page and is public."""
    answered = next((post for post in thread.posts if post.number == number and post.public_versions), None)  # type: ignore[attr-defined]
    if answered is None or not may_answer(here):
        return {}
    return {"form": OfficeReplyForm(initial={"revision": here.revision.number, "reply_to_post": answered.pk}), "answered": answered}

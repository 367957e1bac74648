"""A slip taken back by one button, while the author has not been told of it."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from consult.discussion.models import Post
from consult.discussion.rules import Status
from consult.errors import NotPossible
from consult.moderation.actions.decide_post import decide_post
from consult.moderation.models import Decision
from consult.moderation.queries import still_untold
from consult.moderation.reason_templates import TAKEN_BACK, in_language
from consult.moderation.rules import Verdict, opposite
from frontend.refusal_sentences import sentence
from frontend.request_context import SignedRequest


@dataclass(frozen=True)
class Slip:
    """A decision that can be taken back, and the verdict that does so."""

    decision: Decision
    verdict: Verdict

    @property
    def post_id(self) -> UUID:
        """The post that was decided about."""
        return self.decision.version.post_id


def slip(request: SignedRequest, post: Post) -> Slip | None:
    """The viewer's latest decision on the post; where there is none to take back, their latest on any."""
    return slip_on(request, post) or slip_in(still_untold(post.consultation, viewer=request.viewer, now=request.now))


def slip_on(request: SignedRequest, post: Post) -> Slip | None:
    """The viewer's latest decision on the post."""
    return slip_in(still_untold(post.consultation, viewer=request.viewer, now=request.now, post=post))


def slip_in(decision: Decision | None) -> Slip | None:
    """The decision with its opposite, where it has one."""
    verdict = opposite(Status(decision.version.status)) if decision else None
    return Slip(decision, verdict) if decision and verdict else None


def take_back(request: SignedRequest, post: Post, decision_id: str) -> HttpResponse:
    """Decide the opposite under the same rule, say what became of it, and lead back to the queue.

    Only the decision that the moderator saw: pressed twice, the button does not take its own work back.
    """
    taken = slip_on(request, post)
    if taken is None or str(taken.decision.pk) != decision_id:
        messages.warning(request, _("There is nothing to take back any more. The contribution can still be decided anew, with a reason."))
        return redirect("decide", slug=post.consultation.slug, post_id=post.pk)
    try:
        reverse(request, post, taken)
    except NotPossible as refusal:
        messages.warning(request, sentence(refusal))
        return redirect("decide", slug=post.consultation.slug, post_id=post.pk)
    public = taken.verdict is Verdict.RESTORE
    messages.success(request, _("Taken back: it is public now.") if public else _("Taken back: it is hidden now."))
    return redirect("queue", slug=post.consultation.slug)


def reverse(request: SignedRequest, post: Post, taken: Slip) -> None:
    """The decision that takes another back; its reason speaks the author's language."""
    author, version = post.submission.author, taken.decision.version
    decide_post(
        actor=request.viewer,
        post_id=post.pk,
        verdict=taken.verdict,
        rule=taken.decision.rule.number,
        reason=in_language(TAKEN_BACK, author.language if author else "id"),
        version=version.number,
        seen=Status(version.status),
        key=None,
        now=request.now,
    )

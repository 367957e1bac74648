"""A moderator's decision on a file that came with a contribution: from the page of that contribution, and back to it."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consult.discussion.models import Post
from consult.discussion.rules import Status
from consult.errors import NotFound, NotPossible
from consult.moderation.actions.decide_attachment import decide_attachment
from consult.moderation.rules import Verdict
from frontend.errors import refusal_page
from frontend.forms import KeyedForm
from frontend.moderation.decide_one import found
from frontend.request_context import SignedRequest


class FileForm(KeyedForm):
    """What is to become of the file that the moderator saw."""

    verdict = forms.ChoiceField(choices=[(verdict.value, verdict.value) for verdict in Verdict])
    rule = forms.IntegerField(min_value=1)
    seen = forms.ChoiceField(choices=[(status.value, status.value) for status in Status])


@require_POST
def decide_file(request: SignedRequest, slug: str, post_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Decide, and lead back to the contribution."""
    post = found(request, slug, post_id)
    form = FileForm(request.POST)
    if not form.is_valid():
        return refusal_page(request, NotPossible("decision.stale", status=post.status))
    if not is_of(post, attachment_id):
        raise NotFound
    given = form.cleaned_data
    decide_attachment(
        actor=request.viewer,
        attachment_id=attachment_id,
        verdict=Verdict(given["verdict"]),
        rule=given["rule"],
        seen=Status(given["seen"]),
        key=form.once,
        now=request.now,
    )
    messages.success(request, _("Decided about the file."))
    return redirect("decide", slug=slug, post_id=post_id)


def is_of(post: Post, attachment_id: UUID) -> bool:
    """Whether the file came with the contribution."""
    return post.submission.attachments.filter(pk=attachment_id).exists()

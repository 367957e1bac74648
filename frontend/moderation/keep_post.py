"""A moderator lets a contribution stand that readers reported."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.access import Right
from consult.consultations.rights import require
from consult.moderation.actions.decide_post import keep_post
from consult.moderation.queries import queue as waiting_versions
from frontend.forms import refusals_on
from frontend.http_answers import PRIVATE, page
from frontend.moderation.decide_one import as_typed, beside, found, opened
from frontend.moderation.flagged_posts import KeepForm, said_of
from frontend.request_context import SignedRequest


@require_http_methods(["GET", "HEAD", "POST"])
def let_stand(request: SignedRequest, slug: str, post_id: UUID) -> HttpResponse:
    """Let it stand and lead back to the queue; or show its page again, with what is missing."""
    post = found(request, slug, post_id)
    if request.method != "POST":  # somebody came back to the address of the form
        return redirect("decide", slug=slug, post_id=post_id)
    require(request.viewer, Right.POST_DECIDE, at=post.consultation, now=request.now)
    form = KeepForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            said = {"reason": form.cleaned_data["reason"], "version": form.cleaned_data["version"], "key": form.once}
            keep_post(actor=request.viewer, post_id=post_id, now=request.now, **said)
            messages.success(request, _("It stays. Whoever reported it is told in two minutes."))
            return redirect("queue", slug=slug)
        post = found(request, slug, post_id)  # as somebody else has left it
    waits = waiting_versions(slug, viewer=request.viewer, now=request.now)
    given = {**opened(request, post, waits=waits, rows=beside(post, waits), form=as_typed(post, request.POST)), **said_of(post, form)}
    return form.dated(page(request, "moderation/decide.html", given, status=form.status, cache=PRIVATE))

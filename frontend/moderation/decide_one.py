"""A moderator's decision on a contribution: the queue at its left, and what is to be known about it at its right."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.access import Right
from consult.consultations.rights import may
from consult.discussion.models import Attachment, Post, PostVersion
from consult.discussion.queries.attachments import files_of
from consult.discussion.queries.posts import to_decide
from consult.discussion.rules import Status
from consult.errors import NotFound
from consult.moderation.actions.decide_post import decide_post
from consult.moderation.models import Decision
from consult.moderation.queries import offered_for, post_to_decide, stretch
from consult.moderation.queries import queue as waiting_versions
from consult.moderation.rules import OFFERED, Verdict
from frontend.code_words import word
from frontend.forms import KeyedForm, form_page, refusals_on
from frontend.http_answers import PRIVATE
from frontend.moderation.desk_frame import Waiting, frame, waiting
from frontend.moderation.flagged_posts import listed, said_of
from frontend.moderation.forms import VerdictForm
from frontend.moderation.post_context import context_of
from frontend.moderation.undo_decision import slip, take_back
from frontend.request_context import SignedRequest

BESIDE: Final = 50  # of what waits, listed beside the one that is open
KEPT: Final = ("verdict", "template", "rule", "reason")
OLDER: Final = 3  # of these, older than that one


class DecisionForm(VerdictForm):
    """What is to become of the version that the moderator saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    seen = forms.ChoiceField(widget=forms.HiddenInput, choices=[(status.value, status.value) for status in Status])

    def said(self) -> dict[str, Any]:
        """The decision, for the action."""
        given = self.cleaned_data
        return {
            "verdict": Verdict(given["verdict"]),
            "rule": given["rule"],
            "reason": given["reason"],
            "version": given["version"],
            "seen": Status(given["seen"]),
            "key": self.once,
        }


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedRequest, slug: str, post_id: UUID) -> HttpResponse:
    """The page of one contribution; what is posted to it is a decision."""
    post = found(request, slug, post_id)
    if slip_seen := request.POST.get("back"):
        return take_back(request, post, slip_seen)
    form = form_for(post, request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            decision = decide_post(actor=request.viewer, post_id=post_id, now=request.now, **form.said())
            return on_from(request, slug, decision, waited=form.cleaned_data["seen"] == Status.HELD)
        post = found(request, slug, post_id)  # as somebody else has left it
    waits = waiting_versions(slug, viewer=request.viewer, now=request.now)
    version = current(post, request.GET.get("version", ""))
    given = opened(request, post, waits=waits, rows=beside(post, waits), form=form, version=version)
    if given["keeping"] is not None:
        given["keeping"].show_with(reason=request.POST.get("keep-reason", ""))
    return form_page(request, "moderation/decide.html", given.pop("form"), cache=PRIVATE, **given)


def found(request: SignedRequest, slug: str, post_id: UUID) -> Post:
    """The post as it stands now, for the team of the consultation that the address names."""
    post = post_to_decide(post_id, viewer=request.viewer, now=request.now)
    if post.consultation.slug != slug:
        raise NotFound
    return post


def form_for(post: Post, sent: QueryDict | None = None) -> DecisionForm:
    """The form, empty or as it was sent; its templates speak the author's language."""
    author = post.submission.author
    return DecisionForm(sent, consultation=post.consultation, languages=[author.language if author else "id"])


def as_typed(post: Post, sent: QueryDict) -> DecisionForm:
    """The same form where another was sent with it: what was typed in it stands there still, and is not judged."""
    form = form_for(post)
    form.initial.update({name: sent[name] for name in KEPT if name in sent})
    return form


def on_from(request: SignedRequest, slug: str, decision: Decision, *, waited: bool) -> HttpResponse:
    """Say what was done and lead on: to what waits next, or back to one's own decisions where an earlier one was changed."""
    done = word(decision.action, "verdict")
    messages.success(request, _("Decided: %(done)s. The author is told in two minutes.") % {"done": done})
    if not waited:
        return redirect("decided", slug=slug)
    waits = waiting_versions(slug, viewer=request.viewer, now=request.now)
    following = next(iter(stretch(waits, around=decision.version, before=0, limit=1)), None) or waits.first()
    return redirect("decide", slug=slug, post_id=following.post_id) if following else redirect("queue", slug=slug)


def beside(post: Post, waits: QuerySet[PostVersion]) -> list[Waiting]:
    """The part of the queue around a contribution; its beginning, where that does not wait."""
    version = current(post)
    waited = version.status == Status.HELD or post.has_held_files  # type: ignore[attr-defined]  # as `post_to_decide` annotates it
    return waiting(stretch(waits, around=version, before=OLDER, limit=BESIDE) if waited else waits[:BESIDE])


def current(post: Post, chosen: str = "") -> PostVersion:
    """The version that is decided about: the one with the chosen number; else the latest, where there is nothing to decide any more."""
    named = next((version for version in post.versions.all() if str(version.number) == chosen), None)
    version = named or to_decide(post, None)
    assert version is not None  # a post has one
    version.post = post
    return version


def opened(
    request: SignedRequest,
    post: Post,
    *,
    waits: QuerySet[PostVersion],
    rows: list[Waiting],
    form: DecisionForm | None = None,
    version: PostVersion | None = None,
) -> dict[str, Any]:
    """Everything about one contribution, with the form for what may be decided about it as it stands now.

    Args:
        waits: all that waits in its consultation.
        rows: what is listed of it.
        version: the one that was chosen.
    """
    standard, form = current(post), form or form_for(post)
    version, versions = version or standard, list(post.versions.all())
    allowed = may(request.viewer, Right.POST_DECIDE, at=post.consultation, now=request.now)
    by_number = {one.number: offered_for(one, versions=versions) for one in versions} if allowed else {}
    offered = by_number.get(version.number, ())
    form.offer(offered)
    form.show_with(version=str(version.number), seen=version.status)
    before, after = neighbours(version, [one.version for one in rows])
    return {
        **frame(post.consultation),
        **context_of(request, post, version),
        **listed(post.consultation),
        **said_of(post),
        "waiting": rows,
        "total": waits.count(),
        "oldest": waits.values_list("created_at", flat=True).first(),
        "before": before,
        "after": after,
        "post": post,
        "version": version,
        "chosen": version != standard,
        "to_choose": [number for number, verdicts in by_number.items() if verdicts],
        "form": form,
        "offered": offered,
        "allowed": allowed,
        "slip": slip(request, post),
        "files": [(one, OFFERED.get(Status(one.status), ())) for one in files_with(post)],
        "rules": form.rules,
        "keys": KeyedForm(),
    }


def files_with(post: Post) -> list[Attachment]:
    """The files that came with it; a query only where there are any."""
    return list(files_of(post.submission)) if post.has_files else []  # type: ignore[attr-defined]  # as `post_to_decide` annotates it


def neighbours(version: PostVersion, rows: list[PostVersion]) -> tuple[PostVersion | None, PostVersion | None]:
    """What waits just before and just after a version; after one that does not wait comes the oldest."""
    if version not in rows:
        return None, rows[0] if rows else None
    here = rows.index(version)
    return rows[here - 1] if here else None, rows[here + 1] if here + 1 < len(rows) else None

"""A moderator's decision on a post, with the clause, the signals and the earlier decisions beside it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.access import Right
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of, rule_text, rules_in_force
from consult.consultations.rights import may
from consult.discussion.models import Post
from consult.discussion.queries import to_decide
from consult.discussion.rules import Status
from consult.documents.queries import current_wording, parts_of
from consult.errors import NotFound
from consult.moderation.actions import decide_post
from consult.moderation.models import Decision
from consult.moderation.queries import decisions_on, post_to_decide
from consult.moderation.queries import queue as waiting_versions
from consult.moderation.rules import OFFERED, Verdict
from frontend.answers import PRIVATE
from frontend.documents.outline import outlined
from frontend.forms import KeyedForm, form_page, refusals_on
from frontend.moderation.queue import frame
from frontend.requests import SignedRequest
from frontend.words import word


class DecisionForm(KeyedForm):
    """Which rule, why, and what is to become of the version that the moderator saw."""

    rule = forms.TypedChoiceField(label=gettext_lazy("House rule"), coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Reason, written to the author"),
        help_text=gettext_lazy("At least ten characters. The author reads this two minutes after your decision; the public does not."),
        widget=forms.Textarea({"rows": 4}),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    seen = forms.ChoiceField(widget=forms.HiddenInput, choices=[(status.value, status.value) for status in Status])
    verdict = forms.ChoiceField(widget=forms.HiddenInput, choices=[(verdict.value, verdict.value) for verdict in Verdict])

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language, rules = get_language() or "id", self.fields["rule"]
        assert isinstance(rules, forms.TypedChoiceField)
        rules.choices = [(rule.number, f"{rule.number}. {rule_text(rule, language)[0]}") for rule in rules_in_force(consultation)]

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
    """The page of one post; what is posted to it is a decision."""
    post = found(request, slug, post_id)
    form = DecisionForm(request.POST or None, consultation=post.consultation)
    if form.is_valid():
        with refusals_on(form):
            return on_to_the_next(request, slug, decide_post(actor=request.viewer, post_id=post_id, now=request.now, **form.said()))
    return decision_page(request, found(request, slug, post_id), form)


def found(request: SignedRequest, slug: str, post_id: UUID) -> Post:
    """The post as it stands now, for the team of the consultation that the address names."""
    post = post_to_decide(post_id, viewer=request.viewer, now=request.now)
    if post.consultation.slug != slug:
        raise NotFound
    return post


def on_to_the_next(request: SignedRequest, slug: str, decision: Decision) -> HttpResponse:
    """Say what was done and lead to what has waited longest."""
    done = word(decision.action, "verdict")
    messages.success(request, _("Decided: %(done)s. The author is told in two minutes.") % {"done": done})
    following = waiting_versions(slug, viewer=request.viewer, now=request.now).first()
    return redirect("decide", slug=slug, post_id=following.post_id) if following else redirect("queue", slug=slug)


def decision_page(request: SignedRequest, post: Post, form: DecisionForm) -> HttpResponse:
    """The post with what a moderator needs to know; what they decide next is about what they see here."""
    version = to_decide(post, None) or list(post.versions.all())[-1]
    form.show_with(version=str(version.number), seen=version.status)
    row = consultation_of(post.consultation.slug, viewer=request.viewer, now=request.now)
    revision = post.revision.number if post.revision else None
    wording = current_wording(post.clause_id, viewer=request.viewer, now=request.now, revision=revision) if post.clause_id else None
    allowed = may(request.viewer, Right.POST_DECIDE, at=post.consultation, now=request.now)
    return form_page(
        request,
        "moderation/decide.html",
        form,
        cache=PRIVATE,
        post=post,
        version=version,
        wording=wording,
        outline=outlined(parts_of(wording), {}) if wording else [],
        decisions=decisions_on(post, viewer=request.viewer, now=request.now),
        others=[other for other in post.versions.all() if other.number != version.number],
        offered=OFFERED.get(Status(version.status), ()) if allowed else (),
        allowed=allowed,
        **frame(row),
    )

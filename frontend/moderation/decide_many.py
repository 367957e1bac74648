"""One decision about several contributions that wait: choose, look once more at what is about to be decided, decide."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from consult.access import Right
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of, rule_text
from consult.consultations.rights import require
from consult.discussion.models import PostVersion
from consult.discussion.rules import Status
from consult.errors import NotPossible
from consult.moderation.actions.decide_post import decide_posts
from consult.moderation.queries import posts_of_team
from consult.moderation.queries import queue as waiting_versions
from consult.moderation.rules import BATCH_LIMIT, OFFERED, Verdict, check_chosen
from frontend.discussion.reading.clause_labels import labels_of
from frontend.forms import form_page, refusals_on
from frontend.http_answers import PRIVATE, page
from frontend.languages import SWITCH
from frontend.moderation.desk_frame import frame, waiting
from frontend.moderation.forms import VerdictForm
from frontend.refusal_sentences import sentence
from frontend.request_context import SignedRequest

Chosen = list[tuple[UUID, int]]  # post, and number of the version that was seen waiting

KEPT: Final = ("verdict", "template", "rule", "reason")  # what was filled in stays while the choice changes


class ChosenField(forms.Field):
    """Posts with the versions that were seen, each as `id.number`."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Sequence[str] | None) -> Chosen:
        """The pairs, each post once however often its box was sent."""
        try:
            parts = [one.partition(".") for one in value or []]
            return list({UUID(post): int(number) for post, _dot, number in parts}.items())
        except ValueError as error:
            raise forms.ValidationError(gettext_lazy("This choice cannot be read. Please choose again.")) from error


class BatchForm(VerdictForm):
    """One verdict, rule and reason for all that is chosen; a template speaks to each author's language in turn."""

    chosen = ChosenField(required=False)

    def __init__(self, *args: Any, waits: QuerySet[PostVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waits = waits
        self.offer(OFFERED[Status.HELD])

    def clean(self) -> dict[str, Any]:
        """Which languages the authors have decides what a template says."""
        with refusals_on(self):
            check_chosen(self.cleaned_data.get("chosen", []))
        authors = self.still_waiting().values_list("post__submission__author__language", flat=True)
        self.languages = sorted({language or "id" for language in authors}, reverse=True) or ["id"]
        return super().clean()

    def still_waiting(self) -> QuerySet[PostVersion]:
        """What of the choice waits as it was seen."""
        seen = dict(self.cleaned_data.get("chosen", []))
        same = [version.pk for version in self.waits.filter(post__in=seen) if seen[version.post_id] == version.number]
        return self.waits.filter(pk__in=same)


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: SignedRequest, slug: str) -> HttpResponse:
    """The page for several at once. Each step is a button: `all` chooses the whole page, then `review`, then `decide`."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    require(request.viewer, Right.POST_DECIDE, at=row, now=request.now)
    waits = waiting_versions(slug, viewer=request.viewer, now=request.now).filter(status=Status.HELD)  # about files one decides singly
    step = request.POST.get("step", "")
    if step not in {"review", "decide"}:
        begun = {name: request.POST.get(name, "") for name in KEPT}
        return choice_page(request, row, BatchForm(initial=begun, consultation=row, waits=waits), step=step)
    form = BatchForm(sent(request, step), consultation=row, waits=waits)
    if form.is_valid():
        if step == "review":
            return review_page(request, row, form)
        with refusals_on(form):
            return decided(request, slug, form)
    return choice_page(request, row, form)


def sent(request: SignedRequest, step: str) -> QueryDict:
    """What was sent. To look once more does nothing, so it may be done in another language."""
    given = request.POST.copy()
    if step == "review":
        given.pop(SWITCH, None)
    return given


def decided(request: SignedRequest, slug: str, form: BatchForm) -> HttpResponse:
    """Decide, say so, and lead back to the queue."""
    given = form.cleaned_data
    said = {"chosen": given["chosen"], "verdict": Verdict(given["verdict"]), "rule": given["rule"], "reason": given["reason"]}
    decide_posts(actor=request.viewer, slug=slug, key=form.once, now=request.now, **said)
    n = len(given["chosen"])
    told = ngettext(
        "Decided about %(n)s contribution. Its author is told in two minutes.",
        "Decided about %(n)s contributions. Their authors are told in two minutes.",
        n,
    )
    messages.success(request, told % {"n": n})
    return redirect("queue", slug=slug)


def choice_page(request: SignedRequest, row: Consultation, form: BatchForm, *, step: str = "") -> HttpResponse:
    """What waits, with a box before each; what was chosen and still waits is chosen still."""
    part = Paginator(form.waits, BATCH_LIMIT).get_page(request.GET.get("page"))
    listed = waiting(part.object_list)
    chosen = {"all": [one.key for one in listed], "none": []}.get(step, request.POST.getlist("chosen"))
    given = {"listed": listed, "picked": set(chosen), "page": part, "late": late(request, row, form), "limit": BATCH_LIMIT}
    return form_page(request, "moderation/batch.html", form, cache=PRIVATE, **frame(row), **given)


def late(request: SignedRequest, row: Consultation, form: BatchForm) -> list[tuple[UUID, str, str]]:
    """What of the choice was decided meanwhile: the post, what it stands on, and who was first."""
    if not isinstance(form.refusal, NotPossible) or "late" not in form.refusal.facts:
        return []
    refusals: dict[UUID, NotPossible] = form.refusal.facts["late"]  # type: ignore[assignment]
    called = labels_of(posts_of_team(row.slug, list(refusals), viewer=request.viewer, now=request.now))
    return [(post, called.get(post, ""), sentence(refusal)) for post, refusal in refusals.items()]


def review_page(request: SignedRequest, row: Consultation, form: BatchForm) -> HttpResponse:
    """What is about to be decided: each contribution in full, and what its author will read."""
    given, listed = form.cleaned_data, waiting(form.still_waiting())
    rule = next((rule for rule in form.rules if rule.number == given["rule"]), None)
    title = rule_text(rule, get_language() or "id")[0] if rule else ""
    seen = {"listed": listed, "gone": len(given["chosen"]) - len(listed), "given": given, "rule_title": title}
    return page(request, "moderation/review.html", {**frame(row), **seen, "form": form}, cache=PRIVATE)

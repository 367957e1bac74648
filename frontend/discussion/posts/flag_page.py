"""The page on which a reader asks the moderators to look at a post: under which house rule, and why."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.access import Right
from consult.consultations.house_rules import rule_titles
from consult.consultations.models import Consultation
from consult.consultations.queries import text_in
from consult.consultations.rights import require
from consult.discussion.actions import flag_post
from consult.discussion.models import Post
from consult.discussion.queries.thread_page import cited_post
from consult.moderation.flagged_posts import has_flagged
from frontend.discussion.posts.post_place import place_of
from frontend.discussion.reading.thread_context import found
from frontend.forms import KeyedForm, form_page, refusals_on
from frontend.http_answers import PRIVATE, SeeOther
from frontend.request_context import SignedRequest
from frontend.signed_in import signed_in_only

ROWS: Final = 4


class ReportForm(KeyedForm):
    """Which rule, and what the moderators should know."""

    use_required_attribute = False  # what is missing is said in our words, beside its field

    rule = forms.TypedChoiceField(label=gettext_lazy("Which house rule does it break?"), coerce=int, widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("What should the moderators know?"),
        help_text=gettext_lazy("You can leave this empty. Only the moderators and officials of this consultation read it."),
        widget=forms.Textarea({"rows": ROWS}),
        strip=False,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rule"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(number, f"{number}. {title}") for number, title in rule_titles(consultation, get_language() or "id").items()]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def report(request: SignedRequest, slug: str, number: int) -> HttpResponse:
    """Ask which rule it breaks, tell the moderators, and lead back to where the post stands."""
    post = cited_post(slug, number, viewer=request.viewer, now=request.now)
    require(request.viewer, Right.POST_FLAG, at=post.consultation, now=request.now)
    form = ReportForm(request.POST or None, initial={"version": seen(post)}, consultation=post.consultation)
    if form.is_valid():
        with refusals_on(form):
            said = {name: form.cleaned_data[name] for name in ("rule", "text", "version")}
            flag_post(actor=request.viewer, post_id=post.pk, address=request.address, key=form.once, now=request.now, **said)
            messages.success(request, _("Thank you. A moderator will look at it, and you are told what came of it."))
            return SeeOther(reverse("post", args=[slug, number]))
    return report_page(request, post, form)


def seen(post: Post) -> int | None:
    """The number of the version that the reader sees."""
    return post.public_versions[0].number if post.public_versions else None  # type: ignore[attr-defined]  # as `to_attr` names it


def report_page(request: SignedRequest, post: Post, form: ReportForm) -> HttpResponse:
    """The form below the words that it is about; no form where there is nothing to report, or no more."""
    here = found(request, place_of(post, slug=post.consultation.slug))
    done, is_shown = has_flagged(post, viewer=request.viewer), seen(post) is not None
    given = {
        "post": post,
        "here": here,
        "row": here.row,
        "text": text_in(here.row, get_language() or "id"),
        "address": here.address,
        "wording": here.wording,
        "done": done,
        "takes": is_shown and not done and not post.is_mine,  # type: ignore[attr-defined]
    }
    return form_page(request, "discussion/report.html", form, cache=PRIVATE, **given)

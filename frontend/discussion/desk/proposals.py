"""The desk's page of proposals: choose those of which the next draft is made, and settle what meets among them."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consult.access import Right
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of
from consult.consultations.rights import may
from consult.proposals.actions import leave_picked, pick_proposals, settle_picked
from consult.proposals.picks import open_conflicts
from consult.proposals.queries import pickable, settling
from frontend.consultations.frame import frame
from frontend.forms import KeyedForm, form_page, refusals_on
from frontend.http_answers import PRIVATE
from frontend.request_context import SignedRequest, in_query


class Ids(forms.MultipleChoiceField):
    """Ids, whatever they are of; the domain says whether there are such."""

    def valid_value(self, value: str) -> bool:
        """Whether it is an id."""
        try:
            UUID(value)
        except ValueError:
            return False
        return True

    def clean(self, value: Any) -> list[UUID]:
        """The ids."""
        return [UUID(one) for one in super().clean(value)]


class PickForm(KeyedForm):
    """The proposals that are chosen; none at all is refused by the domain, which says what is expected."""

    post = Ids(required=False)

    @property
    def chosen(self) -> list[str]:
        """Those that are marked in the form that is shown."""
        return [str(one) for one in self["post"].value() or ()]


class SettleForm(KeyedForm):
    """Which of them the button is about, and whether its words are taken."""

    picked = Ids()
    take = forms.BooleanField(required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: SignedRequest, slug: str) -> HttpResponse:
    """The proposals to choose from, or what is to be settled in the draft that waits; what is posted makes a draft."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    form = PickForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            given = {"posts": form.cleaned_data["post"], "now": request.now, "key": form.once}
            revision = pick_proposals(actor=request.viewer, slug=slug, **given)
            messages.success(request, _("The next draft is made. Nobody outside the team sees it before it is published."))
            is_open = open_conflicts(revision).exists()
            return redirect("desk_proposals" if is_open else "import", slug=slug)
    return proposals_page(request, row, form)


@require_POST
def settled(request: SignedRequest, slug: str) -> HttpResponse:
    """Take the words of one, or leave one or several out."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    form = SettleForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            picked, given = form.cleaned_data["picked"], {"actor": request.viewer, "slug": slug, "now": request.now, "key": form.once}
            if form.cleaned_data["take"]:
                settle_picked(picked=picked[0], take=True, **given)
                messages.success(request, _("These words are in the draft now."))
            else:
                leave_picked(picked=picked, **given)
                messages.success(request, _("They are left out; the draft stays as it is there."))
            return redirect("desk_proposals", slug=slug)
    return proposals_page(request, row, form)


def proposals_page(request: SignedRequest, row: Consultation, form: KeyedForm) -> HttpResponse:
    """The page, with the form as it was sent."""
    given: dict[str, Any] = {**frame(row), "may_pick": may(request.viewer, Right.DRAFT_IMPORT, at=row, now=request.now)}
    given["settling"] = settling(row, viewer=request.viewer, now=request.now)
    if given["settling"] is None:
        given["listed"] = pickable(row, page=in_query(request, "page"), viewer=request.viewer, now=request.now)
        given["picking"] = form if isinstance(form, PickForm) else PickForm()
    return form_page(request, "discussion/desk/proposals.html", form, cache=PRIVATE, keys=KeyedForm(), **given)

"""The match desk: what became of each clause since the version before, and where that is doubtful, a person who says it."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of
from consult.documents.actions import decide_link, match_revision
from consult.documents.models import Matching, Revision
from consult.documents.queries import newest_revision, wordings_of
from consult.documents.rules import RevisionStatus
from consult.matching.link_decisions import LinkAct
from frontend.documents.import_desk.import_page import shared
from frontend.documents.match_desk.match_result import OPENED, Matches, Opened, Shown
from frontend.forms import KeyedForm, form_page, refusals_on
from frontend.http_answers import PRIVATE
from frontend.request_context import SignedRequest, in_query

LISTED: Final = 100  # links in a line each


@require_safe
def matching(request: SignedRequest, slug: str) -> HttpResponse:
    """The page, for the team."""
    return match_page(request, consultation_of(slug, viewer=request.viewer, now=request.now))


@require_POST
def decided(request: SignedRequest, slug: str, revision_id: UUID) -> HttpResponse:
    """Say what a clause was, or what became of it; leads to the next one that is doubtful."""
    form = LinkForm(request.POST)
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    if form.is_valid():
        with refusals_on(form):
            said = form.said()
            decide_link(actor=request.viewer, slug=slug, revision_id=revision_id, now=request.now, key=form.once, **said)
            return onward(request, row, form.cleaned_data)
    return match_page(request, row, form)


@require_POST
def again(request: SignedRequest, slug: str, revision_id: UUID) -> HttpResponse:
    """Match the draft as it is now."""
    form = KeyedForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            match_revision(actor=request.viewer, slug=slug, revision_id=revision_id, now=request.now, key=form.once)
            messages.success(request, _("The draft as it is now was matched with the version before. What was decided holds on."))
            return redirect("match", slug=slug)
    return match_page(request, consultation_of(slug, viewer=request.viewer, now=request.now), form)


def onward(request: SignedRequest, row: Consultation, said: dict[str, UUID | None]) -> HttpResponse:
    """Say how many are left, and lead to the next."""
    address = reverse("match", kwargs={"slug": row.slug})
    revision = newest_revision(row, viewer=request.viewer, now=request.now)
    found = matches(revision, Matching.objects.select_related("previous").filter(revision=revision).first()) if revision else None
    left = len(found.doubtful) if found else 0
    told = ngettext("Noted. %(n)s clause is doubtful still.", "Noted. %(n)s clauses are doubtful still.", left)
    messages.success(request, told % {"n": left} if left else _("Noted. Nothing is doubtful any more: the draft can be published."))
    old, new = (str(said[end]) if said[end] else None for end in ("old", "new"))
    following = found.after(old, new) if found else None
    return redirect(f"{address}?link={following.number}#link-{following.number}" if following else f"{address}#publish")


def match_page(request: SignedRequest, row: Consultation, refused: KeyedForm | None = None) -> HttpResponse:
    """The desk as it stands now, with what was refused above it."""
    revision = newest_revision(row, viewer=request.viewer, now=request.now)
    waits = revision is not None and revision.status == RevisionStatus.DRAFT
    row_of = Matching.objects.select_related("previous").filter(revision=revision).first() if waits else None
    found = matches(revision, row_of) if revision and row_of else None
    given = {**shared(request, row), "revision": revision, "matching": row_of, "keys": KeyedForm(), "found": found}
    if revision and row_of and found:
        is_stale = row_of.sha256 != revision.sha256
        given |= {"counts": found.counts(), "left": len(found.doubtful), "is_stale": is_stale, **listed(request, found, refused)}
        given["may_decide"] = bool(given["may_import"]) and not is_stale
    return form_page(request, "documents/match.html", refused, cache=PRIVATE, **given)


def matches(revision: Revision, row: Matching | None) -> Matches | None:
    """All links of the revision, with both texts: three queries."""
    if row is None:
        return None
    return Matches(revision.links.all(), old=wordings_of(row.previous), new=wordings_of(revision), trust=row.trust)


def listed(request: SignedRequest, found: Matches, refused: KeyedForm | None) -> dict[str, object]:
    """The links of the page that is asked for: the doubtful ones with everything, or all in a line each; and the one that is named."""
    number = in_query(request, "link")
    named = next((one for one in found.links if one.number == number), None) or about(found, refused)
    if request.GET.get("show") == "all":
        return {"show": "all", "page": Paginator(found.links, LISTED).get_page(request.GET.get("page")), "opened": []}
    doubtful = found.doubtful
    if named is not None and named not in doubtful:
        return {"show": "one", "page": None, "opened": [opened(found, named, is_whole=True)]}
    at = doubtful.index(named) // OPENED + 1 if named else request.GET.get("page")
    page = Paginator(doubtful, OPENED).get_page(at)
    whole = named or (page.object_list[0] if page.object_list else None)
    return {"show": "doubtful", "page": page, "opened": [opened(found, one, is_whole=one is whole) for one in page.object_list]}


def about(found: Matches, refused: KeyedForm | None) -> Shown | None:
    """The link that a form was about that is shown again, as it is now, or the doubtful one after it."""
    if not isinstance(refused, LinkForm) or not hasattr(refused, "cleaned_data"):
        return None
    old, new = (str(end) if (end := refused.cleaned_data.get(name)) else None for name in ("old", "new"))
    same = next((one for one in found.links if (one.link.old, one.link.new) == (old, new)), None)
    return same or found.after(old, new)


def opened(found: Matches, one: Shown, *, is_whole: bool) -> tuple[Opened, list[KeyedForm]]:
    """The link, and a key for each of its three forms."""
    return found.opened(one, is_whole=is_whole), [KeyedForm() for _form in range(3)]


class LinkForm(KeyedForm):
    """What is said, as somebody who has seen the decision with that number; each form of a page has a key of its own."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    act = forms.CharField(max_length=16, widget=forms.HiddenInput)
    old = forms.UUIDField(required=False, widget=forms.HiddenInput)
    new = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def said(self) -> dict[str, Any]:
        """For the action."""
        given = self.cleaned_data
        ends = {"old": given["old"], "new": given["new"]}
        if given["act"] == LinkAct.NEW:
            ends["old"] = None
        if given["act"] == LinkAct.REMOVED:
            ends["new"] = None
        return {"seen": given["seen"], "act": given["act"], **ends}

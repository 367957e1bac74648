"""A clause with its parts, what was written on it, and the form to write there."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.access import Phase, Right, Role, allowed
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import text_in
from consult.consultations.rights import phase_of, roles_of
from consult.discussion.actions import submit_post
from consult.discussion.locks import Place
from consult.discussion.models import Post
from consult.discussion.queries import clause_counts, clause_posts, first_receipt
from consult.discussion.rules import Channel
from consult.documents.models import Wording
from consult.documents.queries import current_wording, parts_of
from consult.errors import NotFound
from frontend.answers import SeeOther
from frontend.discussion import unsent
from frontend.discussion.forms import ContributionForm
from frontend.discussion.receipts import receipt_address
from frontend.documents.outline import outlined
from frontend.forms import form_page, refusals_on
from frontend.requests import SignedRequest
from frontend.signed_in import ask_to_sign_in, sign_in_address

POSTS_AT_ONCE = 100


@dataclass(frozen=True)
class Here:
    """The clause that an address names, and who looks at it."""

    wording: Wording
    row: Consultation
    phase: Phase
    viewer: Viewer

    @cached_property
    def roles(self) -> frozenset[Role]:
        """What the viewer is there; asked only where the page is shown, since an action asks by itself."""
        return roles_of(self.viewer, self.row)

    def may(self, right: Right) -> bool:
        """Whether the viewer has a right here now."""
        return allowed(self.roles, right, self.phase)


@require_http_methods(["GET", "HEAD", "POST"])
def clause(request: SignedRequest, slug: str, clause_id: UUID) -> HttpResponse:
    """The page of a clause; what is posted to it is a contribution."""
    if request.method == "POST":
        return submit(request, slug, clause_id)
    here = found(request, slug, clause_id)
    return clause_page(request, here, unsent.form_for(request, here.wording))


def found(request: SignedRequest, slug: str, clause_id: UUID) -> Here:
    """The clause, where the viewer may read it under this consultation's address."""
    wording = current_wording(clause_id, viewer=request.viewer, now=request.now)
    row = wording.revision.document.consultation
    if row.slug != slug:
        raise NotFound
    return Here(wording, row, phase_of(row, now=request.now), request.viewer)


def submit(request: SignedRequest, slug: str, clause_id: UUID) -> HttpResponse:
    """Take in the contribution and lead to its receipt; or show the form again, as it was typed, and say why."""
    if request.viewer.person is None:  # the session ended while somebody was writing
        unsent.keep(request, found(request, slug, clause_id).wording)
        return ask_to_sign_in(f"{request.path}#write")
    form = ContributionForm(request.POST, author=request.viewer.person)
    if form.is_valid():
        with refusals_on(form):
            post = submit_post(
                actor=request.viewer,
                place=Place(clause=clause_id, slug=slug),
                contribution=form.contribution(),
                reply_to=None,
                revision=form.cleaned_data["revision"],
                channel=Channel.WEB,
                address=request.address,
                now=request.now,
                key=form.once,
            )
            return received(request, post)
    return clause_page(request, found(request, slug, clause_id), form)


def received(request: SignedRequest, post: Post) -> HttpResponse:
    """Thanks, and the receipt."""
    unsent.forget(request)
    messages.success(request, _("We have received your contribution. Please keep this receipt."))
    return SeeOther(receipt_address(first_receipt(post)))


def clause_page(request: SignedRequest, here: Here, form: ContributionForm | None) -> HttpResponse:
    """The clause, its thread from the post after `?after=` on, and the form where the viewer may write."""
    after = number_after(request)
    posts = list(clause_posts(here.wording.clause_id).filter(number__gt=after)[: POSTS_AT_ONCE + 1])
    return form_page(
        request,
        "discussion/clause.html",
        form,
        row=here.row,
        text=text_in(here.row, get_language() or "id"),
        wording=here.wording,
        outline=outlined(parts_of(here.wording), {}),
        counts=clause_counts(here.wording.clause_id),
        posts=posts[:POSTS_AT_ONCE],
        after=after,
        more=posts[POSTS_AT_ONCE - 1].number if len(posts) > POSTS_AT_ONCE else None,
        phase=here.phase,
        may_write=here.may(Right.POST_SUBMIT),
        may_decide=here.may(Right.POST_DECIDE),
        is_open=here.phase is Phase.OPEN,
        sign_in=sign_in_address(f"{request.path}#write"),
    )


def number_after(request: SignedRequest) -> int:
    """The number of the post that this page of the thread begins after."""
    given = request.GET.get("after", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0

"""Editing and withdrawing what one has written."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.discussion.actions import edit_post, withdraw_post
from consult.discussion.models import Post, PostVersion
from consult.discussion.queries.posts import is_author, post_for
from consult.discussion.queries.previews import Preview, preview_edit
from consult.discussion.rules import Kind
from consult.errors import NotFound
from consult.platform import limits
from frontend.discussion.posts.post_place import place_of
from frontend.discussion.posts.receipts import receipt_address
from frontend.discussion.reading.clause_labels import labels_of
from frontend.discussion.reading.thread_context import Here, found
from frontend.discussion.writing.forms import EditForm
from frontend.discussion.writing.quote_form import as_quoted
from frontend.discussion.writing.send_post import LOOK
from frontend.forms import KeyedForm, form_page, refusals_on
from frontend.http_answers import PRIVATE, SeeOther, is_fragment, page_or_fragment
from frontend.request_context import SignedRequest
from frontend.signed_in import signed_in_only


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def edit(request: SignedRequest, post_id: UUID) -> HttpResponse:
    """Say it anew; the new version has a receipt of its own. It can be looked at before."""
    post = mine(post_id, request)
    here = found(request, place_of(post))
    latest = list(post.versions.all())[-1]
    person = request.viewer.person
    assert person is not None
    author = None if post.office else person  # by office nobody is named
    form = EditForm(request.POST or None, initial=as_written(latest), author=author, kind=Kind(post.kind), quotes=can_quote(post, here))
    if form.is_valid():
        with refusals_on(form):
            given: dict[str, Any] = {"post_id": post.pk, "changes": form.changes(), "now": request.now}
            if LOOK in request.POST:
                limits.spend("preview", account=request.viewer, address=request.address, now=request.now)
                return edit_page(request, form, post, here, preview_edit(viewer=request.viewer, **given))
            return edited(request, edit_post(actor=request.viewer, address=request.address, key=form.once, **given), latest)
    return edit_page(request, form, post, here)


def can_quote(post: Post, here: Here) -> bool:
    """Whether the clause stands there as its author saw it, so that its words can be chosen anew."""
    return here.wording is not None and here.revision.pk == post.revision_id


def edit_page(request: SignedRequest, form: EditForm, post: Post, here: Here, preview: Preview | None = None) -> HttpResponse:
    """The form, and below it the new version as the public will see it where that was asked for."""
    given = {"form": form, "preview": preview, **about(post, here)}
    status = HTTPStatus.OK if preview is not None or is_fragment(request) else form.status
    return form.dated(page_or_fragment(request, "discussion/edit.html", "discussion/edit_form.html", given, status=status))


def about(post: Post, here: Here) -> dict[str, Any]:
    """What both pages say of the post: its latest words, and the clause they stand on."""
    row = post.consultation
    label = label_of(post) or here.title
    return {"post": post, "label": label, "latest": list(post.versions.all())[-1], "here": here, "row": row, "address": here.address}


def mine(post_id: UUID, request: SignedRequest) -> Post:
    """The viewer's own post.

    Raises:
        NotFound: it is not theirs, or not there.
    """
    post = post_for(post_id, viewer=request.viewer, now=request.now)
    if not is_author(post, request.viewer):
        raise NotFound
    return post


def as_written(version: PostVersion) -> dict[str, object]:
    """What a form for the next version starts from."""
    return {field: getattr(version, field) for field in ("text", "stance", "operation", "wording", "shown_name")} | as_quoted(version.quote)


def label_of(post: Post) -> str:
    """What readers call the clause of the post."""
    return labels_of([post]).get(post.pk, "")


def edited(request: SignedRequest, version: PostVersion, before: PostVersion) -> HttpResponse:
    """The receipt of the new version; one's own page where nothing was changed."""
    if version.number == before.number:
        messages.info(request, _("Nothing was changed, so everything stays as it is."))
        return redirect("me")
    messages.success(request, _("We have received your new version. This is its receipt."))
    return SeeOther(receipt_address(version.receipt_id))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def withdraw(request: SignedRequest, post_id: UUID) -> HttpResponse:
    """Ask whether it is meant, then take the post back."""
    post = mine(post_id, request)
    form = KeyedForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            withdraw_post(actor=request.viewer, post_id=post.pk, now=request.now, key=form.once)
            messages.success(request, _("You have withdrawn your contribution."))
            return redirect("me")
    return form_page(request, "discussion/withdraw.html", form, cache=PRIVATE, **about(post, found(request, place_of(post))))

"""A receipt: what was received under its code, what became of it, what happens next, and how to check it."""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from consult.consultations.queries import text_in
from consult.discussion.models import Post, PostVersion
from consult.discussion.queries.attachments import files_of
from consult.discussion.queries.placements import newest_places
from consult.discussion.queries.posts import receipt_of
from consult.discussion.queries.threads import title_of
from consult.discussion.rules import Status
from consult.errors import NotFound
from frontend.discussion.posts.post_state import told_of
from frontend.discussion.reading.clause_labels import names_of
from frontend.http_answers import PRIVATE, page
from frontend.request_context import SignedRequest

NEXT: Final[Mapping[str, Promise]] = {
    Status.HELD: _("A moderator reads it before it is public. You are told by e-mail what was decided, and why."),
    Status.SHOWN: _("It counts in the summary of this consultation. You can edit or withdraw it as long as the consultation is open."),
    Status.HIDDEN: _("On your page you find the reason. Where you edit it, a moderator looks at it again."),
    Status.SUPERSEDED: _("You sent a later version, with a receipt of its own. That is the one that counts."),
    Status.WITHDRAWN: _("Nobody else sees your words, and they do not count. That they were received stays in the record."),
    Status.ERASED: _("Your words are gone. That they were received stays in the record, without anything that names you."),
}
OF_A_VOTE: Final = re.compile(r"[0-9A-F]{11,}")  # the code of a vote, or much of it: longer than that of a receipt, and of other digits


def receipt_address(code: str) -> str:
    """Where a receipt is looked at. The fragment takes the place of the form's."""
    return f"{reverse('receipt', args=[code])}#content"


@require_safe
def receipt(request: SignedRequest, code: str) -> HttpResponse:
    """Whoever holds the code sees instant, status, salt and hash, and no words."""
    try:
        row = receipt_of(plain(code))
    except NotFound:
        return asked_again(request, code)
    consultation = row.submission.consultation
    versions = list(row.versions.all())
    posts = [version.post for version in versions]
    called, places = names_of(posts), newest_places(posts)
    became = {version.pk: told_of(version.post, places.get(version.post_id), quotes=bool(version.quote)) for version in versions}
    given = {
        "receipt": row,
        "row": consultation,
        "text": text_in(consultation, get_language() or "id"),
        "versions": [(version, *placed(version.post, called), NEXT[version.status], became[version.pk]) for version in versions],
        "files": list(files_of(row.submission)) if is_first(versions) else [],
        "kept": [version for version in versions if version.salt],  # without its salt nobody can recompute a hash
        "chain": consultation.chain,
    }
    return page(request, "discussion/receipt.html", given, cache=PRIVATE)


def is_first(versions: Sequence[PostVersion]) -> bool:
    """Whether it is the receipt of the submission, with its files, and not of an edit."""
    return any(version.number == 1 for version in versions)


def placed(post: Post, called: Mapping[UUID, tuple[str, str]]) -> tuple[str, str]:
    """What readers call the clause or the thread that a post stands in, and the key of the clause in the draft."""
    label, key = called.get(post.pk, ("", ""))
    return label or title_of(post.thread), key


def asked_again(request: SignedRequest, code: str) -> HttpResponse:
    """Where the code is typed, with the one that nothing was received under: a letter may be wrong in it. That of a vote is not shown."""
    given = {"unknown": code, "is_vote": bool(OF_A_VOTE.fullmatch(plain(code)))}
    return page(request, "discussion/receipt_search.html", given, status=HTTPStatus.NOT_FOUND, cache=PRIVATE)


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: SignedRequest) -> HttpResponse:
    """Where a code is typed; that of a receipt leads to it. No other gets into an address, and so into a history or a log."""
    typed = request.POST.get("code", "")
    if not plain(typed):
        return page(request, "discussion/receipt_search.html", {})
    try:
        return redirect("receipt", code=receipt_of(plain(typed)).pk)
    except NotFound:
        return asked_again(request, typed)


def plain(code: str) -> str:
    """The code as it is stored: without the hyphens and spaces that it is written with, in capitals."""
    return "".join(code.replace("-", "").split()).upper()

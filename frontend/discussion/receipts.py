"""A receipt: what was received under its code, and how to check it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.consultations.queries import text_in
from consult.discussion.queries import receipt_of
from frontend.answers import PRIVATE, page
from frontend.discussion.labels import labels_of
from frontend.requests import SignedRequest


def receipt_address(code: str) -> str:
    """Where a receipt is looked at. The fragment takes the place of the form's."""
    return f"{reverse('receipt', args=[code])}#content"


@require_safe
def receipt(request: SignedRequest, code: str) -> HttpResponse:
    """Whoever holds the code sees instant, status, salt and hash, and no words."""
    row = receipt_of(plain(code))
    consultation = row.submission.consultation
    called = labels_of(version.post for version in row.versions.all())
    given = {
        "receipt": row,
        "row": consultation,
        "text": text_in(consultation, get_language() or "id"),
        "versions": [(version, called.get(version.post_id, "")) for version in row.versions.all()],
        "chain": consultation.chain,
    }
    return page(request, "discussion/receipt.html", given, cache=PRIVATE)


@require_safe
def search(request: SignedRequest) -> HttpResponse:
    """Where a code is typed; a typed one leads to its receipt."""
    code = plain(request.GET.get("code", ""))
    if code.isascii() and code.isalnum():
        return redirect("receipt", code=code)
    return page(request, "discussion/receipt_search.html", {})


def plain(code: str) -> str:
    """The code as it is stored: without the hyphens and spaces that it is written with, in capitals."""
    return "".join(code.replace("-", "").split()).upper()

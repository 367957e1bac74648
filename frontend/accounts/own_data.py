"""One's own data: fetching all of it as a file, and having it erased."""

from contextlib import suppress
from typing import Final

from allauth.account.internal.flows.logout import logout
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from consult.errors import NotFound
from consult.platform import limits
from consult.record.erasure.erase_person import erase_person
from consult.record.own_data.files import FILES, TYPES
from consult.record.own_data.holdings import holdings
from consult.record.own_data.sections import own_data
from frontend.accounts.forms import ErasureForm
from frontend.file_answers import streamed
from frontend.forms import form_page, refusals_on
from frontend.http_answers import PRIVATE, SeeOther, page
from frontend.request_context import SignedRequest
from frontend.signed_in import signed_in_only

NAME: Final = "rembuk-data"


@require_safe
@signed_in_only
def data(request: SignedRequest, form: str) -> HttpResponse:
    """Everything that is kept about the viewer, as a file that is made while it is sent."""
    limits.spend("download", account=request.viewer, address=request.address, now=request.now)
    answer = streamed(request, FILES[form](own_data(viewer=request.viewer), now=request.now), kind=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{NAME}.{form}"'
    answer["Cache-Control"] = PRIVATE
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def erasure(request: SignedRequest) -> HttpResponse:
    """Say what goes and what stays; erase where the address of the account was typed once more."""
    person = request.viewer.person
    assert person is not None
    form = ErasureForm(request.POST or None, email=str(getattr(request.user, "email", "")))
    if form.is_valid():
        with refusals_on(form):
            return gone(request)
    return form_page(request, "accounts/erasure.html", form, cache=PRIVATE, found=holdings(person, now=request.now))


def gone(request: SignedRequest) -> HttpResponse:
    """Erase, and lead out; who has been erased by the same form a moment ago is led out as well."""
    person = request.viewer.person
    assert person is not None
    with suppress(NotFound):
        erase_person(actor=request.viewer, person_id=person.pk, now=request.now)
    logout(request, show_message=False)
    return SeeOther(reverse("erased"))


@require_safe
def erased(request: SignedRequest) -> HttpResponse:
    """What was done, for somebody who has no account any more."""
    return page(request, "accounts/erased.html", {}, cache=PRIVATE)

"""What somebody wrote without being signed in: kept in their session, so that it stands in the form after they have signed in."""

from collections.abc import Mapping
from typing import Final

from consult import limits
from consult.discussion.rules import TEXT_LIMIT
from consult.documents.models import Wording
from frontend.discussion.forms import ContributionForm
from frontend.requests import SignedRequest

UNSENT: Final = "unsent"
KEPT: Final[Mapping[str, int]] = {  # field → how many characters of it are kept
    "stance": 20,
    "way": 20,
    "text": 2 * TEXT_LIMIT,
    "wording": 2 * TEXT_LIMIT,
    "shown_name": 20,
    "revision": 10,
    "key": 64,
}


def keep(request: SignedRequest, wording: Wording) -> None:
    """Keep what was sent on this clause, and only the latest.

    Raises:
        NotPossible: too much was kept from this address in a short time.
    """
    limits.spend("unsent", account=None, address=request.address, now=request.now)
    typed = {field: request.POST[field][:most] for field, most in KEPT.items() if field in request.POST}
    request.session[UNSENT] = {"clause": str(wording.clause_id), "typed": typed}


def kept(request: SignedRequest, wording: Wording) -> Mapping[str, str]:
    """What is kept for this clause."""
    unsent = request.session.get(UNSENT) or {}
    return unsent["typed"] if unsent.get("clause") == str(wording.clause_id) else {}


def forget(request: SignedRequest) -> None:
    """It has been sent."""
    request.session.pop(UNSENT, None)


def form_for(request: SignedRequest, wording: Wording) -> ContributionForm | None:
    """The form to write on this clause, with what is kept for it; None for a visitor."""
    if request.viewer.person is None:
        return None
    initial = {"revision": wording.revision.number, **kept(request, wording)}
    return ContributionForm(initial=initial, author=request.viewer.person)

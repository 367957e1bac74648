"""What somebody wrote without being signed in: kept in their session, so that it stands in the form after they have signed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from consult import limits
from consult.discussion.locks import Place
from consult.discussion.models import Post
from consult.discussion.reading import post_to_answer
from consult.discussion.rules import TEXT_LIMIT
from consult.documents.models import Wording
from frontend.discussion.forms import ContributionForm, ReplyForm
from frontend.discussion.here import Here
from frontend.requests import SignedRequest

UNSENT: Final = "unsent"
KEPT: Final[Mapping[str, int]] = {  # field → how many characters of it are kept
    "stance": 20,
    "way": 25,
    "text": 2 * TEXT_LIMIT,
    "wording": 2 * TEXT_LIMIT,
    "insertion": 2 * TEXT_LIMIT,
    "shown_name": 20,
    "reply_to_post": 36,
    "revision": 10,
    "key": 64,
}


@dataclass(frozen=True)
class Unsent:
    """What is kept, and on which clause it was written."""

    clause: UUID
    text: str


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


def kept_anywhere(request: SignedRequest) -> Unsent | None:
    """What is kept, for whichever clause."""
    unsent = request.session.get(UNSENT)
    return Unsent(UUID(unsent["clause"]), unsent["typed"].get("text", "")) if unsent else None


def forget(request: SignedRequest) -> None:
    """It has been sent, or is not to be."""
    request.session.pop(UNSENT, None)


def form_for(request: SignedRequest, here: Here, *, answered: Post | None) -> dict[str, Any]:
    """The form to write on this clause, with what is kept for it: a reply where a post is to be answered, or was."""
    typed = kept(request, here.wording)
    person = request.viewer.person
    initial: dict[str, Any] = {"revision": here.wording.revision.number, **typed}
    if answered is None and "reply_to_post" in typed:
        answered = post_to_answer(Place(clause=here.wording.clause_id), uuid_in(typed["reply_to_post"]), viewer=request.viewer)
    if answered is not None:
        form: ContributionForm | ReplyForm = ReplyForm(initial={**initial, "reply_to_post": answered.pk}, author=person)
    else:
        form = ContributionForm(initial={**asked_way(request), **initial}, author=person, offered=here.says)
    return {"form": form, "answered": answered, "kept": bool(typed)}


def asked_way(request: SignedRequest) -> dict[str, str]:
    """What the address says is to be sent, as in `?way=proposal:replace`; the form takes no other than it knows."""
    return {"way": request.GET["way"]} if "way" in request.GET else {}


def uuid_in(text: str) -> UUID | None:
    """The id, where the text is one."""
    try:
        return UUID(text)
    except ValueError:
        return None

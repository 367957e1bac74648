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
    "quoting": 3 * TEXT_LIMIT,
    "quoted": 2 * TEXT_LIMIT,
    "quoted_around": 3 * TEXT_LIMIT,
    "shown_name": 20,
    "reply_to_post": 36,
    "revision": 10,
    "key": 64,
}


@dataclass(frozen=True)
class Unsent:
    """What is kept, and where it was written."""

    place: Place
    text: str


def keep(request: SignedRequest, place: Place) -> None:
    """Keep what was sent to this place, and only the latest.

    Raises:
        NotPossible: too much was kept from this address in a short time.
    """
    limits.spend("unsent", account=None, address=request.address, now=request.now)
    typed = {field: request.POST[field][:most] for field, most in KEPT.items() if field in request.POST}
    request.session[UNSENT] = {**named(place), "typed": typed}


def named(place: Place) -> dict[str, str]:
    """The place as it is kept: a clause, or a thread."""
    return {"clause": str(place.clause)} if place.clause else {"thread": str(place.thread)}


def kept(request: SignedRequest, place: Place) -> Mapping[str, str]:
    """What is kept for this place."""
    unsent = request.session.get(UNSENT) or {}
    return unsent["typed"] if named(place).items() <= unsent.items() else {}


def kept_anywhere(request: SignedRequest) -> Unsent | None:
    """What is kept, for whichever place."""
    unsent = request.session.get(UNSENT)
    if not unsent:
        return None
    place = Place(clause=uuid_in(unsent.get("clause", "")), thread=uuid_in(unsent.get("thread", "")))
    return Unsent(place, unsent["typed"].get("text", ""))


def forget(request: SignedRequest) -> None:
    """It has been sent, or is not to be."""
    request.session.pop(UNSENT, None)


def form_for(request: SignedRequest, here: Here, *, answered: Post | None) -> dict[str, Any]:
    """The form to write here, with what is kept for it: a reply where a post is to be answered, or was."""
    typed = kept(request, here.place)
    person = request.viewer.person
    initial: dict[str, Any] = {"revision": here.revision.number, **typed}
    if answered is None and "reply_to_post" in typed:
        answered = post_to_answer(here.place, uuid_in(typed["reply_to_post"]), viewer=request.viewer)
    if answered is not None:
        form: ContributionForm | ReplyForm = ReplyForm(initial={**initial, "reply_to_post": answered.pk}, author=person)
    else:
        form = ContributionForm(initial={**asked_way(request), **initial}, author=person, offered=offered(here))
    return {"form": form, "answered": answered, "kept": bool(typed)}


def offered(here: Here) -> str | None:
    """What a proposal to reword starts from; None where there is no one clause to reword."""
    return here.says if here.wording is not None else None


def asked_way(request: SignedRequest) -> dict[str, str]:
    """What the address says is to be sent, as in `?way=proposal:replace`; the form takes no other than it knows."""
    return {"way": request.GET["way"]} if "way" in request.GET else {}


def uuid_in(text: str) -> UUID | None:
    """The id, where the text is one."""
    try:
        return UUID(text)
    except ValueError:
        return None

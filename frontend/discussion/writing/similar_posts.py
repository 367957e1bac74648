"""What others have said in nearly the same words, told to whoever writes: beside a preview, where the form comes back, and meanwhile.

It never stands in the way of sending: where too much was asked in a short time, nothing is told.
"""

from collections.abc import Sequence
from typing import Final

from django.http import HttpResponse, QueryDict

from consult.discussion.queries.previews import Preview
from consult.discussion.queries.similar_posts import Similar, similar_posts, similar_words
from consult.discussion.rules import RAW_LIMIT, Operation, Stance
from consult.errors import NotPossible
from consult.platform import limits
from frontend.discussion.reading.thread_context import Here
from frontend.discussion.writing.forms import PROPOSING
from frontend.http_answers import page
from frontend.request_context import SignedRequest

MEANWHILE: Final = "similar"  # htmx asks so when somebody leaves the field of their words
WORDING_OF: Final = {PROPOSING + Operation.REPLACE: "wording", PROPOSING + Operation.INSERT_AFTER: "insertion"}


def meanwhile(request: SignedRequest, here: Here) -> HttpResponse:
    """The list alone, for its place in the form."""
    return page(request, "discussion/similar.html", {"here": here, "row": here.row, "similar": near_typed(request, here)})


def near(request: SignedRequest, here: Here, preview: Preview | None) -> Sequence[Similar]:
    """Beside a preview, to what is looked at; else to what was typed."""
    if preview is None:
        return near_typed(request, here)
    return similar_posts(preview.version, viewer=request.viewer, now=request.now)


def near_typed(request: SignedRequest, here: Here) -> Sequence[Similar]:
    """To what was typed for the clause, whatever is wrong with it; a reply is compared with nothing."""
    words = typed(request.POST)
    if here.wording is None or "reply_to_post" in request.POST or not any(words):
        return ()
    account = request.viewer if request.viewer.person else None
    try:
        limits.spend("similar", account=account, address=request.address, now=request.now)
    except NotPossible:
        return ()
    stance = request.POST.get("stance", "")
    return similar_words(
        words,
        clause=here.wording.clause_id,
        stance=Stance(stance) if stance in set(Stance) else None,
        at=here.row,
        viewer=request.viewer,
        now=request.now,
    )


def typed(data: QueryDict) -> tuple[str, str]:
    """The text, and the wording where one is proposed; what is far too long is cut."""
    wording = WORDING_OF.get(data.get("way", ""))
    return data.get("text", "")[:RAW_LIMIT], data.get(wording, "")[:RAW_LIMIT] if wording else ""

"""Searching everywhere, and in one consultation."""

from typing import Any, Final

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of, text_in
from consult.discussion.search.lookup import Search, Where, look_for
from consult.discussion.search.posts import Narrowed
from consult.documents.queries import current_wording
from consult.errors import BadInput
from frontend.errors import status_of
from frontend.http_answers import page
from frontend.refusal_sentences import sentence
from frontend.request_context import SignedRequest
from frontend.search.search_query import KINDS, STANCES, Asked, asked

FOUND: Final = {Where.POSTS: "posts", Where.DRAFTS: "clauses", Where.FILES: "files"}  # where somebody looks → what the page calls it


@require_safe
def everywhere(request: SignedRequest) -> HttpResponse:
    """In all consultations that the viewer may read."""
    return answered(request, None)


@require_safe
def in_consultation(request: SignedRequest, slug: str) -> HttpResponse:
    """In one."""
    return answered(request, consultation_of(slug, viewer=request.viewer, now=request.now))


def answered(request: SignedRequest, row: Consultation | None) -> HttpResponse:
    """The page with what was found; before anything is looked for, with the form alone; or with what is wrong with the question.

    Raises:
        NotFound: there is no such clause for this viewer.
    """
    given = {"row": row, "text": text_in(row, get_language() or "id") if row else None, "kinds": KINDS, "stances": STANCES}
    try:
        search = asked(request.GET)
        result = found(request, row, search) if search.question or "q" in request.GET else {}
        wording = current_wording(search.clause, viewer=request.viewer, now=request.now) if search.clause else None
    except BadInput as refusal:
        told = {"search": Asked(question=request.GET.get("q", "")), "wrong": sentence(refusal), "field": refusal.field}
        return page(request, "search/page.html", {**given, **told}, status=status_of(refusal))
    return page(request, "search/page.html", {**given, "search": search, "wording": wording, **result})


def found(request: SignedRequest, row: Consultation | None, search: Asked) -> dict[str, Any]:
    """What was found.

    Raises:
        BadInput: the question asks for nothing, or too much.
        NotPossible: too much was looked for in a short time.
        NotFound: there is no such page for this viewer.
    """
    within = Narrowed(consultation=row, clause=search.clause, kind=search.kind, stance=search.stance)
    given = Search(search.question, within, search.where, search.after)
    result = look_for(given, viewer=request.viewer, address=request.address, now=request.now)
    return {FOUND[search.where]: result}

"""GET /search/"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework.fields import CharField, ChoiceField, Field, IntegerField, ListField, URLField, UUIDField
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.discussion.posts_json import KINDS, STANCES, PostOut, public_row
from api.fields import Choice, Id, Text
from api.paging import Paged
from api.problems import READING
from api.views import Asked, Endpoint
from consult.consultations.queries import consultation_of
from consult.discussion.rules import Kind, Stance
from consult.discussion.search.files import FileHit, FoundFiles
from consult.discussion.search.lookup import Search as Looked
from consult.discussion.search.lookup import Where, look_for
from consult.discussion.search.posts import Found, Hit, Narrowed
from consult.documents.queries import current_wording
from consult.documents.search import ClauseHit, FoundClauses
from consult.platform.search.asking import LONGEST
from consult.platform.search.marking import Piece

WHERES = [where.value for where in Where]


class SearchAsked(Paged):
    """What to look for, and where."""

    q = Text(max_length=LONGEST, help_text='Words in any form, "phrases", and -words that may not occur.')
    consultation = Text(required=False, max_length=60, help_text="Short name of the only one to look in.")
    clause = Id(required=False, help_text="The only one on which contributions are looked for.")
    kind = Choice(KINDS, required=False)
    stance = Choice(STANCES, required=False)

    def get_fields(self) -> dict[str, Field[Any, Any, Any, Any]]:
        """These and `in`, which is no name in Python."""
        return {
            **super().get_fields(),
            "in": Choice(WHERES, required=False, help_text="`posts` unless it is said otherwise."),
        }


class FoundFileOut(Serializer[Any]):
    """A file that was found: `supporting` is read at `/supporting/{id}/`, `attachment` at `/attachments/{id}/`."""

    id = UUIDField()
    what = ChoiceField(["attachment", "supporting"])
    title = CharField()
    media_type = CharField()
    size = IntegerField(help_text="Bytes.")
    post = IntegerField(allow_null=True, help_text="Number of the contribution that it came with.")


class FoundOut(Serializer[Any]):
    """A contribution, a clause or a file that was found. `marks` are the hits in the snippet: from, to, in code points."""

    consultation = CharField()
    clause = UUIDField(allow_null=True)
    label = CharField(allow_null=True, help_text="What readers call the clause.")  # type: ignore[assignment]  # a field of the answer
    snippet = CharField(help_text="Plain text.")
    marks = ListField(child=ListField(child=IntegerField(), min_length=2, max_length=2))
    post = PostOut(allow_null=True, help_text="Null where a clause or a file was found.")
    file = FoundFileOut(allow_null=True, help_text="Null where a contribution or a clause was found.")


PAGE = inline_serializer(
    "FoundOutPage", {"results": FoundOut(many=True), "next": URLField(allow_null=True), "previous": URLField(allow_null=True)}
)


class Search(Endpoint):
    """What is said in contributions, drafts and files."""

    asks = SearchAsked

    @extend_schema(operation_id="search_words", responses={200: PAGE, **READING}, tags=["search"])
    def get(self, request: Asked) -> Response:
        """Shown contributions, clauses of the latest drafts, or public files, that hold the words: the best of the newest 300 first."""
        found = looked_for(request)
        rows = [row_of(hit) for hit in found.hits]
        return Response({"results": rows, "next": next_page(request, found.after), "previous": None})


def row_of(hit: Hit | ClauseHit | FileHit) -> dict[str, object]:
    """What was found, whatever it is."""
    if isinstance(hit, Hit):
        return post_row(hit)
    return file_row(hit) if isinstance(hit, FileHit) else clause_row(hit)


def looked_for(request: Asked) -> Found | FoundClauses | FoundFiles:
    """What was found.

    Raises:
        BadInput: the question asks for nothing, or too much.
        NotPossible: too much was looked for in a short time.
        NotFound: there is no such consultation, clause or page for this viewer.
    """
    given, viewer, now = request.asked, request.viewer, request.now
    slug, clause, kind, stance = (given.get(name) for name in ("consultation", "clause", "kind", "stance"))
    consultation = consultation_of(slug, viewer=viewer, now=now) if slug else None
    where = Where(given.get("in") or Where.POSTS)
    if clause and where is Where.POSTS:
        current_wording(clause, viewer=viewer, now=now)  # that it is there for this viewer
    within = Narrowed(consultation, clause, Kind(kind) if kind else None, Stance(stance) if stance else None)
    return look_for(Looked(given["q"], within, where, given.get("cursor", "")), viewer=viewer, address=request.address, now=now)


def next_page(request: Asked, after: str) -> str | None:
    """The address of what follows."""
    if not after:
        return None
    return request.build_absolute_uri(f"{request.path}?{urlencode({**request.query_params.dict(), 'cursor': after})}")


def post_row(hit: Hit) -> dict[str, object]:
    """A contribution with where it stands."""
    clause = {"clause": hit.post.clause_id, "label": hit.label or None}
    return {"consultation": hit.post.consultation.slug, **clause, **snippet(hit.pieces), "post": public_row(hit.post), "file": None}


def clause_row(hit: ClauseHit) -> dict[str, object]:
    """A clause with its consultation."""
    clause = {"clause": hit.wording.clause_id, "label": hit.wording.label}
    return {"consultation": hit.consultation.slug, **clause, **snippet(hit.pieces), "post": None, "file": None}


def file_row(hit: FileHit) -> dict[str, object]:
    """A file with where it is from."""
    what = "supporting" if hit.paper else "attachment"
    told = {"id": hit.file.pk, "what": what, "title": hit.title, "media_type": hit.file.media_type, "size": hit.file.size}
    where = {"consultation": hit.consultation.slug, "clause": None, "label": None}
    return {**where, **snippet(hit.pieces), "post": None, "file": {**told, "post": hit.post_number}}


def snippet(pieces: Sequence[Piece]) -> dict[str, object]:
    """The stretch of the text, and where its hits stand."""
    text, marks = "", []
    for piece in pieces:
        if piece.is_hit:
            marks.append([len(text), len(text) + len(piece.text)])
        text += piece.text
    return {"snippet": text, "marks": marks}

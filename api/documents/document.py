"""GET /consultations/{slug}/document/"""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework.fields import CharField, ChoiceField, IntegerField, SerializerMethodField, UUIDField
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.fields import WholeInQuery
from api.problems import READING
from api.request_bodies import Body
from api.views import Asked, Endpoint
from consult.consultations.queries import consultation_of
from consult.discussion.queries.posts import stance_counts, thread_ids
from consult.discussion.stances import STANCES, Counts, stanced
from consult.documents.models import Wording
from consult.documents.queries import published_revision, wordings_of
from consult.formats.outline.clauses import Part

COUNTED: Final = (*STANCES, "total")


class DocumentAsked(Body):
    """Which revision."""

    revision = WholeInQuery(required=False, help_text="Its number; the latest published one where it is left out.")


class CountsOut(Serializer[Any]):
    """Shown posts on a clause by stance; `total` has the replies, too, which take none."""

    support = IntegerField(min_value=0)
    oppose = IntegerField(min_value=0)
    mixed = IntegerField(min_value=0)
    neutral = IntegerField(min_value=0)
    total = IntegerField(min_value=0)
    stanced = IntegerField(min_value=0, help_text="How many of them take a stance: what a share of one is a share of.")


class ClauseOut(Serializer[Any]):
    """A clause as it is worded in the revision. `id` outlives numbers and wordings; `text` is the clause's own only."""

    id = UUIDField()
    key = CharField(help_text="Its anchor in the page: `draft/?from={key}#clause-{key}`.")
    kind = CharField()
    number = CharField()
    label = CharField(  # type: ignore[assignment]  # a field of the answer, not the label of this one
        help_text="As a reader writes it."
    )
    heading = CharField()
    text = CharField()
    part = ChoiceField([part.value for part in Part])
    thread = UUIDField(help_text="Where its posts and events are.")
    counts = CountsOut()
    children = SerializerMethodField()

    @extend_schema_field({"type": "array", "items": {"$ref": "#/components/schemas/ClauseOut"}})
    def get_children(self, clause: object) -> Any:
        """What stands below it."""


class DocumentOut(Serializer[Any]):
    """One published revision of the draft, clause by clause."""

    revision = IntegerField()
    sha256 = CharField()
    clauses = ClauseOut(many=True)


class OneDocument(Endpoint):
    """The draft of a consultation."""

    asks = DocumentAsked

    @extend_schema(operation_id="read_document", responses={200: DocumentOut, **READING}, tags=["documents"])
    def get(self, request: Asked, slug: str) -> Response:
        """The draft in one published revision, as a tree of clauses."""
        consultation = consultation_of(slug, viewer=request.viewer, now=request.now)
        revision = published_revision(consultation, request.asked.get("revision"))
        wordings = wordings_of(revision)
        threads = thread_ids([wording.clause_id for wording in wordings])
        clauses = tree(wordings, threads=threads, counts=stance_counts(consultation))
        return Response({"revision": revision.number, "sha256": revision.sha256, "clauses": clauses})


def tree(wordings: Sequence[Wording], *, threads: Mapping[UUID, UUID], counts: Mapping[UUID, Counts]) -> list[dict[str, Any]]:
    """The clauses without a parent, each with what stands below it; `wordings` are in reading order."""
    rows: dict[UUID, dict[str, Any]] = {}
    for wording in wordings:
        rows[wording.id] = clause_row(wording, thread=threads[wording.clause_id], counts=counts.get(wording.clause_id, {}))
        if wording.parent_id is not None:
            rows[wording.parent_id]["children"].append(rows[wording.id])
    return [rows[wording.id] for wording in wordings if wording.parent_id is None]


def counts_row(counts: Counts) -> dict[str, int]:
    """Counts as they are sent."""
    return {**{name: counts.get(name, 0) for name in COUNTED}, "stanced": stanced(counts)}


def clause_row(wording: Wording, *, thread: UUID, counts: Counts) -> dict[str, Any]:
    """One clause, with nothing below it yet."""
    return {
        "id": wording.clause_id,
        "key": wording.key,
        "kind": wording.kind,
        "number": wording.number,
        "label": wording.label,
        "heading": wording.heading,
        "text": wording.text,
        "part": wording.part,
        "thread": thread,
        "counts": counts_row(counts),
        "children": [],
    }

"""POST /drafts/ and GET /jobs/{id}/"""

from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.fields import BooleanField, CharField, ChoiceField, FileField, IntegerField, UUIDField
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.problems import READING, WRITING
from api.request_bodies import Body, misread, read
from api.views import Asked, Endpoint
from consult.accounts.rules import Scope
from consult.documents.actions import import_draft
from consult.documents.models import Revision
from consult.documents.queries import imported_revision, open_links
from consult.documents.rules import RevisionKind
from consult.formats.parse_draft import AUTO
from consult.platform.uploads import DRAFT_BYTES

KINDS: Final = [kind.value for kind in RevisionKind]


class DraftIn(Body):
    """A file with a draft, as forms send it (multipart/form-data)."""

    file = FileField(help_text="Word, PDF, HTML, Akoma Ntoso, JSON of ours, Markdown or text; at most 50 MB.", allow_empty_file=True)
    consultation = CharField(help_text="Its short name.")
    title = CharField(required=False, allow_blank=True, default="", help_text="What the draft is called; else what the file says.")
    profile = CharField(required=False, default=AUTO, help_text="The tradition that it is drafted in: see `parse_draft`.")
    kind = ChoiceField(KINDS, required=False, default=RevisionKind.REGULAR.value, help_text="A correction mends slips alone.")
    is_another_text = BooleanField(
        required=False, default=False, help_text="That it is the next version, even if nothing in it is like the one before."
    )


class JobOut(Serializer[Any]):
    """A draft that was sent: read and stored when this is answered. What cannot be read is refused at once, and has no job."""

    id = UUIDField()
    status = ChoiceField(["done"])
    consultation = CharField()
    revision = IntegerField(help_text="Its number.")
    sha256 = CharField(help_text="Of the revision.")
    clauses = IntegerField()
    warnings = IntegerField(help_text="Doubtful places, to be settled at the desk.")
    doubtful_links = IntegerField(
        help_text="Clauses of which it is doubtful what became of them: nothing is published while there are any."
    )


class Drafts(Endpoint):
    """Drafts for consultations."""

    parser_classes = (MultiPartParser,)
    scopes = {"POST": Scope.MANAGE}

    @extend_schema(
        operation_id="send_draft", request={"multipart/form-data": DraftIn}, responses={202: JobOut, **WRITING}, tags=["documents"]
    )
    def post(self, request: Asked) -> Response:
        """Send the file of a draft, to be read into clauses and published when its doubtful places are settled. For officials."""
        given = read(DraftIn, request.data)
        file = given["file"]
        if len(request.FILES.getlist("file")) != 1:
            raise misread("file", "input.type", expected=_("one file"))
        asked = {"slug": given["consultation"], "name": file.name or "", "title": given["title"], "profile": given["profile"]}
        asked |= {"kind": RevisionKind(given["kind"]), "is_another_text": given["is_another_text"]}
        revision = import_draft(actor=request.viewer, data=file.read(DRAFT_BYTES + 1), key=request.key, now=request.now, **asked)
        return Response(job_row(revision), status=202)


class Job(Endpoint):
    """What became of a draft that was sent."""

    @extend_schema(operation_id="read_job", responses={200: JobOut, **READING}, tags=["documents"])
    def get(self, request: Asked, revision_id: UUID) -> Response:
        """How far it is. For the consultation's team."""
        return Response(job_row(imported_revision(revision_id, viewer=request.viewer, now=request.now)))


def job_row(revision: Revision) -> dict[str, object]:
    """The job of a revision has its id."""
    return {
        "id": revision.pk,
        "status": "done",
        "consultation": revision.document.consultation.slug,
        "revision": revision.number,
        "sha256": revision.sha256,
        "clauses": revision.wordings.count(),
        "warnings": len(revision.warnings),
        "doubtful_links": open_links(revision).count(),
    }

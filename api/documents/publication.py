"""POST /consultations/{slug}/revisions/{n}/publication/"""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.consultations.consultations_json import RevisionOut, revision_row
from api.problems import WRITING
from api.request_bodies import Nothing, read
from api.views import Asked, Endpoint
from consult.accounts.rules import Scope
from consult.proposals.actions import publish_revision


class Publication(Endpoint):
    """The publication of a revision."""

    scopes = {"POST": Scope.MANAGE}

    @extend_schema(operation_id="publish_revision", request=Nothing, responses={200: RevisionOut, **WRITING}, tags=["documents"])
    def post(self, request: Asked, slug: str, number: int) -> Response:
        """Make a revision of the draft public, for good. For the consultation's officials."""
        read(Nothing, request.data)
        revision = publish_revision(actor=request.viewer, slug=slug, number=number, key=request.key, now=request.now)
        return Response(revision_row(revision))

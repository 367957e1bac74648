"""POST /consultations/{slug}/opening/ and POST /consultations/{slug}/closing/"""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.consultations.rows import ConsultationOut, whole_consultation
from api.fields import Instant
from api.problems import WRITING
from api.reading import Body, Nothing, read
from api.views import Asked, Endpoint
from consult.accounts.rules import Scope
from consult.consultations.actions import close_consultation, open_consultation
from consult.consultations.queries import consultation_of


class OpeningIn(Body):
    """Until when."""

    closes_at = Instant(required=False, allow_null=True, default=None, help_text="Empty: until somebody closes it.")


class Opening(Endpoint):
    """The opening of a consultation."""

    scopes = {"POST": Scope.MANAGE}

    @extend_schema(operation_id="open_consultation", request=OpeningIn, responses={200: ConsultationOut, **WRITING}, tags=["consultations"])
    def post(self, request: Asked, slug: str) -> Response:
        """Take contributions from now on. For the consultation's officials."""
        given = read(OpeningIn, request.data)
        open_consultation(actor=request.viewer, slug=slug, closes_at=given["closes_at"], key=request.key, now=request.now)
        return as_it_stands(request, slug)


class Closing(Endpoint):
    """The closing of a consultation."""

    scopes = {"POST": Scope.MANAGE}

    @extend_schema(operation_id="close_consultation", request=Nothing, responses={200: ConsultationOut, **WRITING}, tags=["consultations"])
    def post(self, request: Asked, slug: str) -> Response:
        """Take no more contributions, from now on. For the consultation's officials."""
        read(Nothing, request.data)
        close_consultation(actor=request.viewer, slug=slug, key=request.key, now=request.now)
        return as_it_stands(request, slug)


def as_it_stands(request: Asked, slug: str) -> Response:
    """The consultation after the step."""
    consultation = consultation_of(slug, viewer=request.viewer, now=request.now)
    return Response(whole_consultation(consultation, now=request.now))

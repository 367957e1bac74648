"""POST /consultations/{slug}/opening/, /consultations/{slug}/closing/ and /consultations/{slug}/answering/"""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.consultations.consultations_json import ConsultationOut, whole_consultation
from api.fields import Instant, Text
from api.problems import WRITING
from api.request_bodies import Body, Nothing, read
from api.views import Asked, Endpoint
from consult.accounts.rules import Scope
from consult.consultations.actions import close_consultation, open_consultation
from consult.consultations.queries import consultation_of
from consult.moderation.actions.answer_consultation import answer_consultation


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


class AnsweringIn(Body):
    """Why questions are left without an answer, where some are."""

    reason = Text(
        required=False,
        allow_blank=True,
        default="",
        help_text="For everybody to read, in 10 to 1,000 characters. Needed and kept where questions have no answer; 422 names them.",
    )


class Answering(Endpoint):
    """That a consultation is answered."""

    scopes = {"POST": Scope.MANAGE}

    @extend_schema(
        operation_id="answer_consultation", request=AnsweringIn, responses={200: ConsultationOut, **WRITING}, tags=["consultations"]
    )
    def post(self, request: Asked, slug: str) -> Response:
        """Say that the institution has answered, once it has closed. This cannot be taken back. For the consultation's officials."""
        given = read(AnsweringIn, request.data)
        answer_consultation(actor=request.viewer, slug=slug, key=request.key, now=request.now, **given)
        return as_it_stands(request, slug)


def as_it_stands(request: Asked, slug: str) -> Response:
    """The consultation after the step."""
    consultation = consultation_of(slug, viewer=request.viewer, now=request.now)
    return Response(whole_consultation(consultation, now=request.now))

"""GET /consultations/ and GET /consultations/{slug}/"""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.consultations.consultations_json import PHASES, ConsultationOut, ConsultationRow, consultation_row, whole_consultation
from api.fields import Choice, Text
from api.paging import Paged, page_of, paged
from api.problems import READING
from api.views import Asked, Endpoint
from consult.access import Phase
from consult.consultations.queries import consultation_of, in_phase, speaking_of, visible_consultations


class ConsultationsAsked(Paged):
    """Which consultations."""

    phase = Choice(PHASES, required=False)
    q = Text(required=False, allow_blank=True, max_length=200, help_text="Words in the title or summary.")


class Consultations(Endpoint):
    """The consultations that are open to you, newest first."""

    asks = ConsultationsAsked

    @extend_schema(operation_id="list_consultations", responses={200: page_of(ConsultationRow), **READING}, tags=["consultations"])
    def get(self, request: Asked) -> Response:
        """The consultations that are open to you, newest first."""
        found = visible_consultations(viewer=request.viewer)
        if "phase" in request.asked:
            found = in_phase(Phase(request.asked["phase"]), viewer=request.viewer, now=request.now)
        if words := request.asked.get("q"):
            found = speaking_of(words, found)
        return paged(found, request, by=["-created_at", "id"], shown=lambda each: consultation_row(each, now=request.now))


class OneConsultation(Endpoint):
    """One consultation."""

    @extend_schema(operation_id="read_consultation", responses={200: ConsultationOut, **READING}, tags=["consultations"])
    def get(self, request: Asked, slug: str) -> Response:
        """One consultation with its published revisions and house rules."""
        consultation = consultation_of(slug, viewer=request.viewer, now=request.now)
        return Response(whole_consultation(consultation, now=request.now))

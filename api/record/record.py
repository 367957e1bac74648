"""GET /record/{slug}/"""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.fields import CharField, IntegerField
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.problems import READING
from api.views import Asked, Endpoint
from consult.consultations.queries import consultation_of


class RecordOut(Serializer[Any]):
    """The chain of a consultation's record: how many entries it has, and the hash of the last."""

    slug = CharField()
    name = CharField(help_text="Of the chain, as it is hashed into every entry.")
    length = IntegerField(min_value=0)
    head = CharField(help_text="Hexadecimal SHA-256 of the last entry; 64 zeros before the first.")


class Record(Endpoint):
    """The record's head."""

    @extend_schema(operation_id="read_record", responses={200: RecordOut, **READING}, tags=["record"])
    def get(self, request: Asked, slug: str) -> Response:
        """Head and length of the chain in which everything done in the consultation is written down."""
        chain = consultation_of(slug, viewer=request.viewer, now=request.now).chain
        return Response({"slug": slug, "name": chain.name, "length": chain.length, "head": chain.head})

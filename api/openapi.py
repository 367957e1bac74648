"""How the addresses describe themselves in the schema: who may ask, the query and headers they heed, that unknown fields are refused."""

from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from api.views import KEY_HEADER, SAFE, Endpoint
from consult.accounts.rules import Scope

KEY = OpenApiParameter(
    KEY_HEADER,
    {"type": "string", "pattern": "^[!-~]{1,200}$"},
    OpenApiParameter.HEADER,
    description="Chosen by you: the same request sent twice with the same key is done once and answered alike.",
)
TAG = OpenApiParameter("If-None-Match", str, OpenApiParameter.HEADER, description="The `ETag` of an answer that you have.")


class Described(AutoSchema):
    """drf-spectacular's description of one method of an address, with what all of ours have in common."""

    def get_override_parameters(self) -> list[Any]:
        """The query, and the header that the method heeds."""
        if not isinstance(self.view, Endpoint):
            return []
        if self.method == "GET":
            return [self.view.asks, TAG] if self.view.asks().fields else [TAG]
        return [KEY] if self.method == "POST" else []

    def get_auth(self) -> list[dict[str, Any]]:
        """Token or session; what is only read may be read by visitors, unless it takes the scope of a team."""
        known = super().get_auth()[::-1]  # what programs use comes first
        view = self.view
        is_public = isinstance(view, Endpoint) and self.method in SAFE and view.scope_of(self.method) is Scope.READ
        return [*known, {}] if is_public else known


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The session's cookie, and for writing the CSRF token in the header `X-CSRFToken`."""

    target_class = "api.authentication.SessionCookie"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        """As OpenAPI has it."""
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME, "description": (self.__doc__ or "").strip()}


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """A personal token, made under /me/, of limited scope."""

    target_class = "api.authentication.PersonalToken"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        """As OpenAPI has it."""
        return {"type": "http", "scheme": "bearer", "description": (self.__doc__ or "").strip()}


class BodyShape(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """That a field which is not described is refused."""

    target_class = "api.request_bodies.Body"
    match_subclasses = True

    def map_serializer(self, auto_schema: AutoSchema, direction: Any) -> dict[str, Any]:
        """The usual description, closed."""
        shape = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)  # type: ignore[no-untyped-call]
        return {**shape, "additionalProperties": False}

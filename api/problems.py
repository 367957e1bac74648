"""Every no of the API as RFC 9457 has it, application/problem+json: made here, for all addresses."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse
from rest_framework import exceptions
from rest_framework.fields import CharField, IntegerField
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.authentication import CHALLENGE
from api.request_bodies import Error, Misread
from consult import sentences as domain
from consult.errors import BadInput, BadPoints, NotAllowed, NotFound, NotPossible, Refusal
from consult.platform.faults import RETRY_AFTER, Fault, noted
from consult.sentences import sentence_of

MEDIA_TYPE: Final = "application/problem+json"
TYPE: Final = "/api/docs/#problem-"  # a problem's `type`: where its code is explained

SENTENCES: Final[Mapping[str, Promise]] = {  # of the codes that only HTTP knows
    "request.credentials": _("This token or session is not valid, or not any more."),
    "request.sign_in": _("Please sign in, or send a personal token, to do this."),
    "request.forbidden": _("This request was refused: %(reason)s"),
    "request.method": _("This address does not take %(method)s."),
    "request.media_type": _("This address takes JSON only (application/json), not %(given)s."),
    "request.malformed": _("The request could not be read."),
    "request.key": _("An Idempotency-Key is 1 to 200 visible ASCII characters."),
    "request.failed": _("Something failed here, and it was our fault. It has been noted down."),
}

Answers = dict[int | tuple[int, str], OpenApiResponse]  # as `extend_schema` takes them

_log = logging.getLogger("django.request")


@dataclass(frozen=True)
class Problem:
    """What is answered: a status, a code that programs compare, a sentence that people read, and the fields in question."""

    status: HTTPStatus
    code: str
    detail: str
    errors: list[Error] = field(default_factory=list)
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, object]:
        """The JSON."""
        return {
            "type": TYPE + self.code,
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
            "code": self.code,
            "errors": self.errors,
        }


class ErrorOut(Serializer[Any]):
    """What is wrong with one field; `field` is a path with dots, or `body`, or the name of a header."""

    field = CharField()
    code = CharField()
    message = CharField()


class ProblemOut(Serializer[Any]):
    """A problem (RFC 9457). `type` leads to the list of codes; `detail` is in the language of `Accept-Language`."""

    type = CharField(help_text="Where the code is explained.")
    title = CharField(help_text="The name of the status.")
    status = IntegerField()
    detail = CharField()
    code = CharField()
    errors = ErrorOut(many=True)  # type: ignore[assignment]  # a field of the answer, not the errors of this serializer


def answer(exc: Exception, context: Mapping[str, Any]) -> Response:
    """DRF's exception handler."""
    problem = problem_of(exc, context["request"])
    return Response(problem.body(), status=problem.status, headers=dict(problem.headers), content_type=MEDIA_TYPE)


def problem_of(exc: Exception, request: Any) -> Problem:
    """What an exception is, seen from outside."""
    if isinstance(exc, Misread):
        return Problem(HTTPStatus.BAD_REQUEST, exc.errors[0]["code"], exc.errors[0]["message"], list(exc.errors))
    if isinstance(exc, Refusal):
        return of_refusal(exc, request)
    if isinstance(exc, Http404):
        return of_refusal(NotFound(), request)
    if isinstance(exc, exceptions.APIException | PermissionDenied | SuspiciousOperation):
        return of_framework(exc, request)
    if found := noted(exc, where=request.path):
        return unavailable(found)
    return fault(exc, request)


def unavailable(found: Fault) -> Problem:
    """The database or the disk does not do its work just now."""
    wait = {"Retry-After": str(RETRY_AFTER[found])}
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, found.value, str(domain.SENTENCES[found.value]), headers=wait)


def of_refusal(refusal: Refusal, request: Any) -> Problem:
    """The four kinds of the domain."""
    sentence = sentence_of(refusal)
    if isinstance(refusal, NotFound):
        return Problem(HTTPStatus.NOT_FOUND, refusal.code, sentence)
    if isinstance(refusal, BadInput):
        return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, refusal.code, sentence, named_in(refusal))
    if isinstance(refusal, NotPossible):
        return not_possible(refusal, sentence)
    if isinstance(refusal, NotAllowed) and request.user is None:
        return problem(HTTPStatus.UNAUTHORIZED, "request.sign_in", headers={"WWW-Authenticate": CHALLENGE})
    return Problem(HTTPStatus.FORBIDDEN, refusal.code, sentence, headers=scope_challenge(refusal))


def named_in(refusal: BadInput) -> list[Error]:
    """Every field in question."""
    each = refusal.each if isinstance(refusal, BadPoints) else [refusal]
    return [Error(field=one.field, code=one.code, message=sentence_of(one)) for one in each]


def not_possible(refusal: NotPossible, sentence: str) -> Problem:
    """The state forbids it: 429 where waiting helps, else 409."""
    wait = refusal.facts.get("retry_after")
    if wait is None:
        return Problem(HTTPStatus.CONFLICT, refusal.code, sentence)
    return Problem(HTTPStatus.TOO_MANY_REQUESTS, refusal.code, sentence, headers={"Retry-After": str(wait)})


def scope_challenge(refusal: Refusal) -> dict[str, str]:
    """What RFC 6750 has a token told that does not reach far enough."""
    if refusal.code != "token.scope":
        return {}
    return {"WWW-Authenticate": f'{CHALLENGE}, error="insufficient_scope", scope="{refusal.facts["scope"]}"'}


def of_framework(exc: Exception, request: Any) -> Problem:
    """What Django and DRF refuse before any of our own code has run."""
    match exc:
        case exceptions.AuthenticationFailed() | exceptions.NotAuthenticated():
            challenge = {"WWW-Authenticate": f'{CHALLENGE}, error="invalid_token"'}
            return problem(HTTPStatus.UNAUTHORIZED, "request.credentials", headers=challenge)
        case exceptions.MethodNotAllowed():
            return problem(HTTPStatus.METHOD_NOT_ALLOWED, "request.method", method=request.method)
        case exceptions.UnsupportedMediaType():
            return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "request.media_type", given=request.content_type)
        case exceptions.PermissionDenied() | PermissionDenied():  # a CSRF token that is missing or wrong
            return problem(HTTPStatus.FORBIDDEN, "request.forbidden", reason=exc)
        case exceptions.NotFound():
            return of_refusal(NotFound(), request)
        case _:
            return problem(HTTPStatus.BAD_REQUEST, "request.malformed")


def problem(status: HTTPStatus, code: str, *, headers: Mapping[str, str] | None = None, **facts: object) -> Problem:
    """A problem of HTTP's own, with its sentence."""
    return Problem(status, code, str(SENTENCES[code]) % facts, headers=headers or {})


def fault(exc: Exception, request: Any) -> Problem:
    """A fault of ours: noted down as Django would, and answered without a word of it."""
    got_request_exception.send(sender=answer, request=getattr(request, "_request", request))
    _log.error("Internal Server Error: %s", request.path, exc_info=exc)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "request.failed")


def told(*statuses: int) -> Answers:
    """How the schema tells of these problems."""
    return {(status, MEDIA_TYPE): OpenApiResponse(ProblemOut, DESCRIPTIONS[status]) for status in statuses}


DESCRIPTIONS: Final[Mapping[int, str]] = {
    400: "The request is not of the shape described here; every field in question is named.",
    401: "Nobody is signed in, or the token is not valid.",
    403: "You may see this, and may not do that; or the token's scope is too small.",
    404: "There is no such thing, or it is not open to you; which of both is not told.",
    409: "The present state forbids it, or the key was used for another request.",
    415: "The body is not JSON.",
    422: "The request is of the right shape, and what it says does not hold; the field is named.",
    429: "That was a lot in a short time; `Retry-After` says how many seconds to wait.",
    503: "The database is busy or away, or the disk is full, as the code says; `Retry-After` says how many seconds to wait.",
}
UNCHANGED: Final[Answers] = {304: OpenApiResponse(description="Not changed since the `ETag` that you named.")}
READING: Final[Answers] = {**UNCHANGED, **told(400, 401, 403, 404, 503)}
WRITING: Final[Answers] = told(400, 401, 403, 404, 409, 415, 422, 429, 503)

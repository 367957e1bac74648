"""Reading a request strictly: JSON in UTF-8, not too deep or large; known fields, each of its own kind, nothing turned into another."""

import json
from collections.abc import Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import islice
from typing import IO, Any, Final, NoReturn, TypedDict

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.parsers import BaseParser
from rest_framework.serializers import Serializer

from api.fields import Strict
from consult.sentences import SENTENCES

BODY_LIMIT: Final = 1_000_000  # bytes
DEPTH_LIMIT: Final = 20  # of objects and lists within each other
ERRORS_LIMIT: Final = 100  # that are named in one answer
NAME_LIMIT: Final = 100  # characters of an unknown field's name that are told back


BODY: Final = "body"  # how the errors name the request's body as a whole


class Error(TypedDict):
    """What is wrong with one field."""

    field: str
    code: str
    message: str


class Misread(Exception):
    """The request is not of the shape that the address takes; each field in question is named."""

    def __init__(self, errors: Sequence[Error]) -> None:
        super().__init__(errors)
        self.errors = errors


def misread(field: str, code: str, **facts: object) -> Misread:
    """The exception for one field, with the sentence of its code."""
    return Misread([Error(field=field, code=code, message=str(SENTENCES[code]) % facts)])


class StrictJSONParser(BaseParser):
    """The only parser of the API."""

    media_type = "application/json"

    def parse(self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        """The value that the body holds.

        Raises:
            Misread: it is no JSON, or too deep or large.
        """
        raw = stream.read(BODY_LIMIT + 1)
        if len(raw) > BODY_LIMIT:
            raise misread(BODY, "input.deep")
        try:
            value = json.loads(raw.decode("utf-8"), object_pairs_hook=without_twins, parse_constant=no_number)
        except RecursionError as error:
            raise misread(BODY, "input.deep") from error
        except ValueError as error:  # of the encoding, too
            raise misread(BODY, "input.type", expected=_("JSON in UTF-8")) from error
        if deeper_than(value, DEPTH_LIMIT):
            raise misread(BODY, "input.deep")
        return value


def without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The object, where no name stands in it twice: two readers would otherwise read two things."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands there twice")
    return found


def no_number(name: str) -> NoReturn:
    """NaN and Infinity are Python's, not JSON's."""
    raise ValueError(f"{name} is not JSON")


def deeper_than(value: object, limit: int) -> bool:
    """Whether objects and lists lie more than `limit` deep within each other."""
    level = [value]
    for _depth in range(limit):
        level = [inner for outer in level for inner in contents(outer)]
    return any(isinstance(each, dict | list) for each in level)


def contents(value: object) -> Iterator[object]:
    """What lies directly in an object or a list; nothing where it is neither."""
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


class Body(Strict, Serializer[Any]):
    """The shape of what is sent: a field that is not named in it is refused."""

    expected = _("an object")

    def to_internal_value(self, data: Any) -> Any:
        """The values by field.

        Raises:
            ValidationError: for every field that is wrong or unknown.
        """
        if not isinstance(data, Mapping):
            self.fail("invalid")
        sentence = ErrorDetail(str(SENTENCES["input.unknown"]), code="input.unknown")
        unknown = {named(name): [sentence] for name in nsmallest(ERRORS_LIMIT, data.keys() - self.fields.keys())}
        try:
            values = super().to_internal_value(data)
        except ValidationError as error:
            raise ValidationError({**error.detail, **unknown}) from error  # type: ignore[dict-item]
        if unknown:
            raise ValidationError(unknown)
        return values


def named(field: str) -> str:
    """The name of an unknown field as it can be sent back: not at any length, and without halves of characters."""
    return field[:NAME_LIMIT].encode("utf-8", "replace").decode()


class Nothing(Body):
    """No field at all."""


def read(shape: type[Body], data: object) -> dict[str, Any]:
    """What was sent, by field.

    Raises:
        Misread: naming every field that is missing, unknown or of another kind.
    """
    try:
        return dict(shape().run_validation(data))
    except ValidationError as error:
        raise Misread(list(islice(errors_in(error.detail), ERRORS_LIMIT))) from error


def read_query(shape: type[Body], query: QueryDict) -> dict[str, Any]:
    """What stands behind the question mark, by field; the same name twice is refused.

    Raises:
        Misread: as `read`.
    """
    twice = [name for name, values in query.lists() if len(values) > 1]
    if twice:
        raise misread(twice[0], "input.type", expected=_("one value"))
    return read(shape, query.dict())


def errors_in(detail: Any, path: str = "") -> Iterator[Error]:
    """From DRF's nested details to one error a field, the path of a field written with dots."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from errors_in(inner, "" if name == "non_field_errors" else f"{path}.{name}".lstrip("."))
    elif isinstance(detail, list):
        for inner in detail[:1]:
            yield from errors_in(inner, path)
    else:
        yield Error(field=path or BODY, code=detail.code, message=str(detail))

"""Reading a request strictly: JSON in UTF-8, not too deep or large; known fields, each of its own kind, nothing turned into another."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import IO, Any, Final, NoReturn, TypedDict

from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.fields import CharField, ChoiceField, DateTimeField, Field, IntegerField, UUIDField
from rest_framework.parsers import BaseParser
from rest_framework.serializers import Serializer
from rest_framework.validators import ProhibitSurrogateCharactersValidator

from consult.errors import SENTENCES

BODY_LIMIT: Final = 1_000_000  # bytes
DEPTH_LIMIT: Final = 20  # of objects and lists within each other
ERRORS_LIMIT: Final = 100  # that are named in one answer
NAME_LIMIT: Final = 100  # characters of an unknown field's name that are told back
LARGEST: Final = 2**31 - 1  # what a number may be at most, since the database counts no further

ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)")
NUMBER: Final = re.compile(r"[0-9]{1,19}")

BODY: Final = "body"  # how the errors name the request's body as a whole
PROHIBITING: Final = (ProhibitNullCharactersValidator, ProhibitSurrogateCharactersValidator)  # DRF's, of texts
CODES: Final[Mapping[str, str]] = {"required": "input.required", "blank": "input.required", "null": "input.required"}


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


class Strict(Field[Any, Any, Any, Any]):
    """A field that takes the JSON type it stands for, and says in our own words what it expected."""

    expected: str | Promise = ""

    def fail(self, key: str, **facts: Any) -> NoReturn:
        """Refuse with one of our codes and its sentence."""
        code = CODES.get(key, "input.type")
        raise ValidationError(str(SENTENCES[code]) % {"expected": self.expected}, code=code)


class Text(Strict, CharField):
    """A string, taken as it is: what does not belong into a text, markup takes out."""

    expected = _("text")

    def __init__(self, **options: Any) -> None:
        super().__init__(trim_whitespace=False, **options)
        self.validators = [check for check in self.validators if not isinstance(check, PROHIBITING)]

    def to_internal_value(self, data: object) -> str:
        """The string."""
        if not isinstance(data, str):
            self.fail("invalid")
        if self.max_length is not None and len(data) > self.max_length:
            facts = {"length": len(data), "limit": self.max_length}
            raise ValidationError(str(SENTENCES["input.too_long"]) % facts, code="input.too_long")
        return data


class Whole(Strict, IntegerField):
    """A whole number within its limits; `true` and `"1"` are none, `1.0` is one, as in JSON Schema."""

    def __init__(self, *, min_value: int = 1, max_value: int = LARGEST, **options: Any) -> None:
        super().__init__(min_value=min_value, max_value=max_value, **options)
        self.least, self.most = min_value, max_value

    @property
    def expected(self) -> str:  # type: ignore[override]
        """The limits, in words."""
        return str(_("a whole number from %(least)s to %(most)s")) % {"least": self.least, "most": self.most}

    def to_internal_value(self, data: object) -> int:
        """The number."""
        number = int(data) if isinstance(data, float) and data.is_integer() else data
        if not isinstance(number, int) or isinstance(number, bool) or not self.least <= number <= self.most:
            self.fail("invalid")
        return number


class WholeInQuery(Whole):
    """The same, written in digits in an address."""

    def to_internal_value(self, data: object) -> int:
        """The number."""
        return super().to_internal_value(int(data) if isinstance(data, str) and NUMBER.fullmatch(data) else data)


class Choice(Strict, ChoiceField):
    """One of a few strings."""

    def fail(self, key: str, **facts: Any) -> NoReturn:
        """Name the choices."""
        if key in CODES:
            super().fail(key, **facts)
        choices = ", ".join(str(choice) for choice in self.choices)
        raise ValidationError(str(SENTENCES["input.choice"]) % {"choices": choices}, code="input.choice")

    def to_internal_value(self, data: object) -> str:
        """The string."""
        if not isinstance(data, str) or data not in self.choices:
            self.fail("invalid_choice")
        return data


class Id(Strict, UUIDField):
    """A UUID in lower case, as we write it."""

    expected = _("an id")

    def to_internal_value(self, data: object) -> Any:
        """The id."""
        if not isinstance(data, str) or not ID.fullmatch(data):
            self.fail("invalid")
        return super().to_internal_value(data)


class Instant(Strict, DateTimeField):
    """An instant with its offset from UTC, after RFC 3339."""

    expected = _("an instant such as 2026-11-24T08:00:00Z")

    def to_internal_value(self, data: object) -> Any:
        """The instant."""
        if not isinstance(data, str) or not INSTANT.fullmatch(data):
            self.fail("invalid")
        return super().to_internal_value(data)


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
        unknown = {named(name): [sentence] for name in sorted(data.keys() - self.fields.keys())}
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

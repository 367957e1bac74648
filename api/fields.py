"""The kinds of fields that are read from a request: each takes the JSON type it stands for, and turns nothing into it."""

import re
from collections.abc import Mapping
from typing import Any, Final, NoReturn

from django.core.validators import ProhibitNullCharactersValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.fields import CharField, ChoiceField, DateTimeField, Field, IntegerField, UUIDField
from rest_framework.validators import ProhibitSurrogateCharactersValidator

from consult.sentences import SENTENCES

LARGEST: Final = 2**31 - 1  # what a number may be at most, since the database counts no further

ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)")
NUMBER: Final = re.compile(r"[0-9]{1,19}")

PROHIBITING: Final = (ProhibitNullCharactersValidator, ProhibitSurrogateCharactersValidator)  # DRF's, of texts
CODES: Final[Mapping[str, str]] = {"required": "input.required", "blank": "input.required", "null": "input.required"}


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

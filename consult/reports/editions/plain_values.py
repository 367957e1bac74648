"""Figures as plain JSON values and back, by the types that their dataclasses declare."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from consult.platform.audit.canonical import instant

Made = TypeVar("Made")

TICK = timedelta(microseconds=1)


def plain(value: object) -> Any:
    """JSON values: instants as the record writes them, spans in microseconds, keys as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, timedelta):
        return value // TICK
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(each) for each in value]
    return value


def restored(kind: type[Made], values: Mapping[str, Any]) -> Made:
    """The dataclass that `plain` wrote; what has come into it since has its default."""
    hints = get_type_hints(kind)
    return kind(**{name: read(hints[name], value) for name, value in values.items()})


def read(hint: Any, value: Any) -> Any:
    """A value as its declared type."""
    origin, inner = get_origin(hint), get_args(hint)
    if value is None:
        return None
    if NoneType in inner:
        [hint] = [one for one in inner if one is not NoneType]
        return read(hint, value)
    if origin is tuple or (isinstance(origin, type) and issubclass(origin, Sequence)):
        return tuple(read(inner[0], each) for each in value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {inner[0](key): read(inner[1], each) for key, each in value.items()}
    if is_dataclass(hint):
        return restored(hint, value)  # type: ignore[arg-type]
    if hint is datetime:
        return datetime.fromisoformat(value)
    return value * TICK if hint is timedelta else value

"""A request sent twice does its work once: what an edge calls is marked `@action` and takes an optional `key`."""

import json
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from datetime import datetime, timedelta
from functools import wraps
from hashlib import sha256
from typing import TypeVar, cast, get_type_hints

from django.db import connection, transaction
from django.db.models import CharField, DateTimeField, Index, Model, UniqueConstraint
from django.utils import timezone
from django.utils.crypto import salted_hmac

from consult.errors import NotPossible

Result = TypeVar("Result", bound=Model)

KEY_LENGTH = 200
KEPT = timedelta(days=30)
NOT_ASKED = frozenset({"actor", "now", "address", "prepared"})  # who, when and from where, and what comes of what was asked; not what


class OnceKey(Model):
    """A key that its owner has used: what was asked with it and which row came of it, never an answer."""

    owner = CharField(max_length=64)
    key = CharField(max_length=KEY_LENGTH)
    asked = CharField(max_length=64)  # hexadecimal keyed SHA-256 of the action and what was asked of it
    result = CharField(max_length=64, blank=True)  # id of the row that came of it
    used_at = DateTimeField(default=timezone.now)

    class Meta:
        constraints = [UniqueConstraint(fields=["owner", "key"], name="once_per_owner_and_key")]
        indexes = [Index(fields=["used_at"], name="once_key_age")]


def action(function: Callable[..., Result]) -> Callable[..., Result]:
    """Make `function(*, actor, …, now)` an action: one durable transaction, done once for each key of its actor.

    The same key with the same request gives the same row again (the later of two waits for the first); the same key
    with another request raises NotPossible("once.other_request"). A refusal leaves no key behind. The model of the
    result is the function's return annotation.
    """
    model = cast("type[Result]", get_type_hints(function)["return"])

    @wraps(function)
    @transaction.atomic(durable=True)
    def once(*, key: str | None = None, **given: object) -> Result:
        if not key:
            return function(**given)
        owner, key, asked = str(given["actor"]), kept(key), asked_hash(function.__name__, given)
        number = reserve(owner=owner, key=key, asked=asked)
        if number is None:
            return still_there(model, earlier_result(owner=owner, key=key, asked=asked))
        result = function(**given)
        OnceKey.objects.filter(pk=number).update(result=str(result.pk))
        return result

    return once


def used(key: str | None, *, by: object) -> bool:
    """Whether this key's work is done: then nothing has to be prepared for the action, which gives its row again or refuses."""
    return key is not None and key != "" and OnceKey.objects.filter(owner=str(by), key=kept(key)).exists()


def kept(key: str) -> str:
    """The key as it is stored: itself or, where it is too long or holds what a database does not take, its hash."""
    return key if len(key) <= KEY_LENGTH and key.isprintable() else sha256(key.encode(errors="surrogatepass")).hexdigest()


def forget(*, now: datetime) -> None:
    """Throw away the keys that no request in flight can bring again."""
    OnceKey.objects.filter(used_at__lt=now - KEPT).delete()


def forget_owner(owner: object) -> None:
    """Throw away all keys of somebody who is erased."""
    OnceKey.objects.filter(owner=str(owner)).delete()


def asked_hash(name: str, given: dict[str, object]) -> str:
    """What makes two requests the same: the action's name and its arguments. It is keyed: what a visitor asked outlives their being
    erased, since it is known as nobody's, and may not be found out by guessing at the words."""
    asked = {field: as_plain(value) for field, value in given.items() if field not in NOT_ASKED}
    said = json.dumps([name, asked], sort_keys=True, default=str)
    return salted_hmac("once", said, algorithm="sha256").hexdigest()


def as_plain(value: object) -> object:
    """A value object as a mapping; others as they are."""
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def reserve(*, owner: str, key: str, asked: str) -> int | None:
    """Put the key down and give its row's number; None where it is there already.

    On PostgreSQL the second of two waits here, on the unique index, until the first has committed or gone.
    """
    table = connection.ops.quote_name(OnceKey._meta.db_table)
    statement = (
        f"INSERT INTO {table} (owner, key, asked, result, used_at) "  # nosec B608 - only names of our own tables
        "VALUES (%s, %s, %s, '', %s) ON CONFLICT DO NOTHING RETURNING id"
    )
    used_at = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(statement, [owner, key, asked, used_at])
        row = cursor.fetchone()
    return row[0] if row else None


def still_there(model: type[Result], id_: str) -> Result:
    """The row that came of the first request.

    Raises:
        NotPossible: it was thrown away since, as an unpublished draft can be.
    """
    row = model._base_manager.filter(pk=id_).first()
    if row is None:
        raise NotPossible("once.gone")
    return row


def earlier_result(*, owner: str, key: str, asked: str) -> str:
    """Id of the row that came of the first request with this key.

    Raises:
        NotPossible: the key was used for another request.
    """
    earlier = OnceKey.objects.get(owner=owner, key=key)
    if earlier.asked != asked:
        raise NotPossible("once.other_request")
    return earlier.result

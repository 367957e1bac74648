"""What can be done with accounts: open one, name its person, give and take tokens."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import IntegrityError, connection, transaction

from consult.accounts.models import Account, Person, Pseudonym, Token
from consult.accounts.rules import TOKEN_LIFE, TOKEN_PREFIX, Scope, token_digest
from consult.accounts.viewer import Viewer
from consult.errors import BadInput, NotFound
from consult.platform import events, idempotency
from consult.platform.markup import one_line

NAME_LENGTH: Final = 120  # characters that a name keeps
EMAIL_LENGTH: Final = 254  # RFC 5321, and our column


@transaction.atomic(savepoint=False)
def open_account(*, email: str, name: str = "", language: str = "id", now: datetime) -> Account:
    """The account of `email`, made now where there is none. A name already known is left as it is.

    Raises:
        BadInput: `email` is no address.
    """
    address = checked_email(email)
    known = Account.objects.select_related("person").filter(email=address)
    if account := known.first():
        return account
    try:
        with transaction.atomic():  # a savepoint: whoever opens the same account at this instant may be first
            return new_account(address, name=name, language=language, now=now)
    except IntegrityError:
        return known.get()


def new_account(address: str, *, name: str, language: str, now: datetime) -> Account:
    """A person and their account, which signs in without a password."""
    person = Person.objects.create(name=one_line(name)[:NAME_LENGTH], language=language, joined_at=now)
    account = Account(person=person, email=address, created_at=now)
    account.set_unusable_password()
    account.save()
    return account


def checked_email(email: str) -> str:
    """The address in lower case.

    Raises:
        BadInput: it is none.
    """
    address = email.strip().lower()
    try:
        validate_email(address)
        MaxLengthValidator(EMAIL_LENGTH)(address)
    except ValidationError as error:
        raise BadInput("input.email", field="email", given=email) from error
    return address


@idempotency.action
def rename_person(*, actor: Viewer, name: str, chosen_name: str, language: str, now: datetime) -> Person:
    """Set the names that the person goes by, and the language of their mails.

    Raises:
        NotFound: nobody is signed in, or who was has been erased meanwhile.
    """
    person = present(actor)
    person.name, person.chosen_name = one_line(name)[:NAME_LENGTH], one_line(chosen_name)[:NAME_LENGTH]
    person.language = language
    person.save(update_fields=["name", "chosen_name", "language"])
    return person


@transaction.atomic
def give_token(*, actor: Viewer, name: str, scopes: Iterable[Scope], now: datetime) -> tuple[Token, str]:
    """A new token and its secret, which is shown once and kept nowhere.

    Raises:
        BadInput: it has no name.
        NotFound: nobody is signed in, or who was has been erased meanwhile.
    """
    label = one_line(name)
    if not label:
        raise BadInput("token.name", field="name")
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        account=Account.objects.get(person=present(actor)),
        name=label[:80],
        digest=token_digest(secret),
        scopes=sorted(scopes),
        created_at=now,
        expires_at=now + TOKEN_LIFE,
    )
    return token, secret


def take_token(*, actor: Viewer, token_id: UUID) -> None:
    """Make one of the person's own tokens void.

    Raises:
        NotFound: they have no such token.
    """
    gone, _ = Token.objects.filter(pk=token_id, account__person=signed_in(actor)).delete()
    if not gone:
        raise NotFound
    events.announce("revoked")


def forget_expired_tokens(*, now: datetime) -> None:
    """Throw away the tokens that do not work any more."""
    Token.objects.filter(expires_at__lt=now).delete()


def pseudonym(actor: Viewer, *, chain_id: UUID) -> UUID | None:
    """What `actor` is called in the chain, given at their first act in it; None for the operator.

    One statement, at the first act as at any later one: where the pseudonym is there already, that one comes back. It holds the person
    against being erased until the transaction ends: of two at once, the act is either erased with the rest, or does not come about.

    Raises:
        NotFound: they have been erased since they signed in.
    """
    if actor.person is None:
        return None
    table, people = (connection.ops.quote_name(model._meta.db_table) for model in (Pseudonym, Person))
    held = " FOR SHARE OF person" if connection.features.has_select_for_update else ""
    statement = (
        f"INSERT INTO {table} (id, person_id, chain_id) "  # nosec B608 - only names of our own tables
        f"SELECT %s, person.id, %s FROM {people} person WHERE person.id = %s AND person.erased_at IS NULL{held} "
        f"ON CONFLICT (person_id, chain_id) DO UPDATE SET person_id = {table}.person_id RETURNING id"
    )
    ids = [Pseudonym._meta.pk.get_db_prep_value(id_, connection) for id_ in (uuid4(), chain_id, actor.person.pk)]
    with connection.cursor() as cursor:
        cursor.execute(statement, ids)
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    return UUID(str(row[0]))


def present(actor: Viewer) -> Person:
    """The person who acts as they are now, held against being erased or renamed until the transaction ends.

    For what is written for them without an entry in the record: an action that records holds them by `pseudonym`.

    Raises:
        NotFound: nobody is signed in, or who was has been erased meanwhile.
    """
    person = Person.objects.select_for_update().filter(pk=signed_in(actor).pk, erased_at=None).first()
    if person is None:
        raise NotFound
    return person


def signed_in(actor: Viewer) -> Person:
    """The person who acts.

    Raises:
        NotFound: nobody is signed in.
    """
    if actor.person is None:
        raise NotFound
    return actor.person

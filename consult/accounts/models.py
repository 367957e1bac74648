"""Accounts, the people behind them, their tokens and their pseudonyms in the record."""

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db.models import (
    CASCADE,
    PROTECT,
    BooleanField,
    CharField,
    DateTimeField,
    EmailField,
    ForeignKey,
    Index,
    JSONField,
    Model,
    OneToOneField,
    TextField,
    UniqueConstraint,
    UUIDField,
)

from consult.platform.audit.models import Chain


class Person(Model):
    """Somebody who takes part. Everything points here; erasure empties the row and leaves it."""

    id = UUIDField(primary_key=True, default=uuid4)
    name = CharField(max_length=120, blank=True)
    chosen_name = CharField(max_length=120, blank=True)  # what they would rather be called in public
    language = CharField(max_length=8, default="id")
    joined_at = DateTimeField()
    erased_at = DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name or str(self.id)


class AccountManager(BaseUserManager["Account"]):
    """How Django finds an account by its address."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """A way to sign in: an e-mail address, and no password. Erasure deletes the row."""

    id = UUIDField(primary_key=True, default=uuid4)
    person = OneToOneField(Person, on_delete=PROTECT, related_name="account")
    email = EmailField(unique=True)  # lower case
    is_active = BooleanField(default=True)
    created_at = DateTimeField()

    objects: ClassVar[AccountManager] = AccountManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Addresses are kept in lower case, whichever way a row is written."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)


class Token(Model):
    """A personal token for programs. Only its SHA-256 is kept."""

    id = UUIDField(primary_key=True, default=uuid4)
    account = ForeignKey(Account, on_delete=CASCADE, related_name="tokens")
    name = CharField(max_length=80)
    digest = CharField(max_length=64, unique=True)
    scopes = JSONField(default=list)  # of rules.Scope
    created_at = DateTimeField()
    expires_at = DateTimeField()

    def __str__(self) -> str:
        return self.name


class Pseudonym(Model):
    """What a person is called in one chain of the record. Its row goes when the person is erased."""

    id = UUIDField(primary_key=True, default=uuid4)
    person = ForeignKey(Person, on_delete=CASCADE, related_name="+")
    chain = ForeignKey(Chain, on_delete=PROTECT, related_name="+")

    class Meta:
        constraints = [UniqueConstraint(fields=["person", "chain"], name="one_pseudonym_per_chain")]


class SessionSign(Model):
    """That an id or an address stands in a session: its keyed hash. The session may be gone; its signs are tidied away after it."""

    session = CharField(max_length=40)
    sign = CharField(max_length=24, blank=True)

    class Meta:
        constraints = [UniqueConstraint(fields=["session", "sign"], name="session_signed_once")]
        indexes = [Index(fields=["sign"], name="session_by_sign")]


class CodeMail(Model):
    """A code on its way to an address; both are sealed, and the row goes when it has gone out or is void."""

    id = UUIDField(primary_key=True, default=uuid4)
    sealed = TextField()
    expires_at = DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.id)

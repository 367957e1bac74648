"""Editions: reports frozen at an instant, and the files that are made of them."""

from uuid import uuid4

from django.db.models import (
    PROTECT,
    BinaryField,
    BooleanField,
    CharField,
    DateTimeField,
    ForeignKey,
    Model,
    PositiveBigIntegerField,
    PositiveIntegerField,
    UniqueConstraint,
    UUIDField,
)

from consult.accounts.models import Person
from consult.consultations.models import Consultation


class Edition(Model):
    """A report frozen at an instant: its figures and the institution's texts, and of every post its digest and what it counts as.

    Nobody's words are in it; they are looked up when files are made. It is never changed, but for the instant of an erasure.
    """

    id = UUIDField(primary_key=True, default=uuid4)
    consultation = ForeignKey(Consultation, on_delete=PROTECT, related_name="editions")
    number = PositiveIntegerField()  # 1, 2, 3… in the consultation
    frozen_at = DateTimeField()
    frozen_by = ForeignKey(Person, on_delete=PROTECT, null=True, related_name="+")  # null: the operator
    data = BinaryField()  # canonical JSON; see `freezing.data_of`
    data_sha256 = CharField(max_length=64)  # of these bytes; the digest in the record
    record_length = PositiveBigIntegerField()  # of the chain just before
    record_head = CharField(max_length=64)
    edited_at = DateTimeField(null=True)  # when words were last struck out of its files because somebody was erased
    turn = BooleanField(null=True, default=None, unique=True)  # True for the one edition whose files are being made, else null
    turn_since = DateTimeField(null=True)

    class Meta:
        constraints = [UniqueConstraint(fields=["consultation", "number"], name="one_edition_per_number")]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.number}"


class EditionFile(Model):
    """An edition as a file in one format and language. It is never changed; an erasure takes it away, and another one is made."""

    id = UUIDField(primary_key=True, default=uuid4)
    edition = ForeignKey(Edition, on_delete=PROTECT, related_name="files")
    form = CharField(max_length=8)
    language = CharField(max_length=8)
    content = BinaryField()
    size = PositiveBigIntegerField()  # bytes
    sha256 = CharField(max_length=64)  # the digest in the record
    seen = PositiveBigIntegerField(default=0, db_default=0)  # number of the consultation's last event when the words were looked up
    made_at = DateTimeField()

    class Meta:
        constraints = [UniqueConstraint(fields=["edition", "form", "language"], name="one_file_per_form_and_language")]

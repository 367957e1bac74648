"""Decisions on versions of posts, and what was looked at on readers' request and left as it is."""

from uuid import uuid4

from django.db.models import PROTECT, CharField, CheckConstraint, DateTimeField, ForeignKey, Index, Model, Q, TextField, UUIDField

from consult.accounts.models import Person
from consult.consultations.models import HouseRule
from consult.discussion.models import PostVersion
from consult.moderation.rules import Verdict

ACTIONS = [(verdict.value, verdict.value) for verdict in Verdict]


class Decision(Model):
    """That a moderator published, hid or restored a version, under which house rule and why. It is never changed."""

    id = UUIDField(primary_key=True, default=uuid4)
    version = ForeignKey(PostVersion, on_delete=PROTECT, related_name="decisions")
    action = CharField(max_length=8, choices=ACTIONS)
    rule = ForeignKey(HouseRule, on_delete=PROTECT, related_name="+")
    reason = TextField()
    salt = CharField(max_length=32, blank=True)
    sha256 = CharField(max_length=64)  # of salt and reason
    reverses = ForeignKey("self", on_delete=PROTECT, null=True, related_name="+")
    decided_by = ForeignKey(Person, on_delete=PROTECT, related_name="+")
    decided_at = DateTimeField()

    class Meta:
        constraints = [CheckConstraint(condition=Q(action__in=[verdict.value for verdict in Verdict]), name="decision_action_known")]
        indexes = [
            Index(fields=["version", "decided_at"], name="decision_by_version"),
            Index(fields=["decided_by", "-decided_at"], name="decision_by_moderator"),
            Index(fields=["-decided_at"], name="decision_by_time"),
        ]


class Keeping(Model):
    """That a moderator looked at a version which readers had reported, and let it stand; why, for those who reported it."""

    id = UUIDField(primary_key=True, default=uuid4)
    version = ForeignKey(PostVersion, on_delete=PROTECT, related_name="keepings")
    reason = TextField()
    salt = CharField(max_length=32, blank=True)
    sha256 = CharField(max_length=64)  # of salt and reason
    kept_by = ForeignKey(Person, on_delete=PROTECT, related_name="+")
    kept_at = DateTimeField()

    class Meta:
        indexes = [Index(fields=["version", "kept_at"], name="keeping_by_version")]

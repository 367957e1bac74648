"""Consultations, their texts in each language, their house rules and their teams."""

from typing import ClassVar
from uuid import uuid4

from django.db.models import (
    PROTECT,
    BooleanField,
    CharField,
    CheckConstraint,
    DateTimeField,
    F,
    ForeignKey,
    Model,
    OneToOneField,
    PositiveBigIntegerField,
    PositiveIntegerField,
    Q,
    TextField,
    UniqueConstraint,
    UUIDField,
)

from consult.access import Phase, Role
from consult.accounts.models import Person
from consult.consultations.rules import Moderation, TeamRole
from consult.platform.audit.models import Chain

STEPS = [(phase.value, phase.value) for phase in Phase]
MODERATION = [(mode.value, mode.value) for mode in Moderation]
TEAM_ROLES = [(role.value, role.value) for role in TeamRole]


class Consultation(Model):
    """A question that an institution puts to the public about a draft. Its phase is `rules.phase(step, dates, now)`."""

    id = UUIDField(primary_key=True, default=uuid4)
    chain = OneToOneField(Chain, on_delete=PROTECT, related_name="consultation")
    slug = CharField(max_length=60)
    step = CharField(max_length=10, choices=STEPS, default=Phase.DRAFT)
    opens_at = DateTimeField(null=True)
    closes_at = DateTimeField(null=True)
    moderation = CharField(max_length=6, choices=MODERATION, default=Moderation.BEFORE)
    institution = CharField(max_length=200, blank=True)
    contact = CharField(max_length=200, blank=True)
    legal_basis = TextField(blank=True)
    announcement = CharField(max_length=80, blank=True)
    practice = BooleanField(default=False)
    answered_at = DateTimeField(null=True)  # when an official said so; of those of 0.7 and before, the record alone knows
    unanswered = PositiveIntegerField(default=0, db_default=0)  # questions that were without an answer then
    answered_reason = TextField(blank=True, default="", db_default="")  # why they were left so, for everybody to read
    last_number = PositiveIntegerField(default=0)  # the last citation number given to a post
    last_event = PositiveBigIntegerField(default=0, db_default=0)  # number of the last event among those of all its threads
    created_at = DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["slug"], name="consultation_slug"),
            CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(opens_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="closes_after_it_opens",
            ),
            CheckConstraint(condition=Q(step__in=[phase.value for phase in Phase]), name="consultation_step_known"),
            CheckConstraint(condition=Q(moderation__in=[mode.value for mode in Moderation]), name="moderation_known"),
            CheckConstraint(
                condition=Q(unanswered=0, answered_reason="") | (Q(unanswered__gt=0, answered_at__isnull=False) & ~Q(answered_reason="")),
                name="open_questions_have_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class ConsultationText(Model):
    """What a consultation is called, asks and means, in one language."""

    consultation = ForeignKey(Consultation, on_delete=PROTECT, related_name="texts")
    language = CharField(max_length=8)
    title = CharField(max_length=300)
    summary = TextField(blank=True)
    question = TextField(blank=True)

    class Meta:
        constraints = [UniqueConstraint(fields=["consultation", "language"], name="one_text_per_language")]


class HouseRule(Model):
    """One numbered rule of conduct, in one version. A decision cites a version, so an old one is never changed."""

    id = UUIDField(primary_key=True, default=uuid4)
    consultation = ForeignKey(Consultation, on_delete=PROTECT, related_name="house_rules")
    number = PositiveIntegerField()
    version = PositiveIntegerField(default=1)
    since = DateTimeField()

    class Meta:
        constraints = [UniqueConstraint(fields=["consultation", "number", "version"], name="one_rule_per_number_and_version")]
        ordering: ClassVar = ["number", "version"]


class HouseRuleText(Model):
    """A house rule in one language: a short title, and the rule in a sentence or two."""

    rule = ForeignKey(HouseRule, on_delete=PROTECT, related_name="texts")
    language = CharField(max_length=8)
    title = CharField(max_length=120)
    text = TextField()

    class Meta:
        constraints = [UniqueConstraint(fields=["rule", "language"], name="one_rule_text_per_language")]


class Membership(Model):
    """That a person has a role in the team of a consultation."""

    consultation = ForeignKey(Consultation, on_delete=PROTECT, related_name="memberships")
    person = ForeignKey(Person, on_delete=PROTECT, related_name="memberships")
    role = CharField(max_length=15, choices=TEAM_ROLES)
    salt = CharField(max_length=32, blank=True, default="", db_default="")  # of the address in the record; empty: from before 0.8

    class Meta:
        constraints = [
            UniqueConstraint(fields=["person", "consultation", "role"], name="one_membership_per_role"),
            CheckConstraint(condition=Q(role__in=[role.value for role in TeamRole]), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return Role(self.role).value

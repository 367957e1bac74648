"""A consultation as it is sent: in a list, and in whole."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from rest_framework.fields import BooleanField, CharField, ChoiceField, DateTimeField, IntegerField, UUIDField
from rest_framework.serializers import Serializer

from consult.access import Phase
from consult.consultations.models import Consultation, HouseRule
from consult.consultations.queries import rule_text, rules_in_force, text_in
from consult.consultations.rights import phase_of
from consult.consultations.rules import Moderation
from consult.discussion.queries.posts import general_thread
from consult.documents.models import Revision
from consult.documents.queries import published_revisions
from consult.documents.rules import RevisionKind

PHASES = [phase.value for phase in Phase]


class ConsultationRow(Serializer[Any]):
    """A consultation in a list. Title and summary are in the language of `Accept-Language` where there is one in it."""

    id = UUIDField()
    slug = CharField()
    phase = ChoiceField(PHASES)
    title = CharField()
    summary = CharField()
    language = CharField(help_text="Of title, summary and question.")
    institution = CharField()
    opens_at = DateTimeField(allow_null=True)
    closes_at = DateTimeField(allow_null=True)
    practice = BooleanField(help_text="For learning only; never in any total.")


class HouseRuleOut(Serializer[Any]):
    """A numbered rule of conduct, which decisions cite."""

    number = IntegerField()
    version = IntegerField()
    title = CharField()
    text = CharField()


class RevisionOut(Serializer[Any]):
    """A published state of the draft."""

    number = IntegerField()
    kind = ChoiceField([kind.value for kind in RevisionKind])
    language = CharField()
    sha256 = CharField(help_text="Hexadecimal SHA-256 of the revision's canonical text.")
    published_at = DateTimeField()


class ConsultationOut(ConsultationRow):
    """A consultation in whole."""

    question = CharField()
    moderation = ChoiceField([mode.value for mode in Moderation])
    announcement = CharField()
    legal_basis = CharField()
    contact = CharField()
    created_at = DateTimeField()
    answered_at = DateTimeField(allow_null=True, help_text="When it was marked as answered; not known of those of earlier releases.")
    unanswered = IntegerField(help_text="Questions that had no answer then.")
    answered_reason = CharField(help_text="Why they had none.")
    thread = UUIDField(allow_null=True, help_text="The general thread, once the draft is published.")
    revisions = RevisionOut(many=True, help_text="Newest first.")
    house_rules = HouseRuleOut(many=True)


def consultation_row(consultation: Consultation, *, now: datetime) -> dict[str, object]:
    """The consultation in a list; its texts are known already."""
    text = text_in(consultation, language())
    return {
        "id": consultation.id,
        "slug": consultation.slug,
        "phase": phase_of(consultation, now=now).value,
        "title": text.title,
        "summary": text.summary,
        "language": text.language,
        "institution": consultation.institution,
        "opens_at": consultation.opens_at,
        "closes_at": consultation.closes_at,
        "practice": consultation.practice,
    }


def whole_consultation(consultation: Consultation, *, now: datetime) -> Mapping[str, object]:
    """The consultation with what stands around it."""
    thread = general_thread(consultation)
    return {
        **consultation_row(consultation, now=now),
        "question": text_in(consultation, language()).question,
        "moderation": consultation.moderation,
        "announcement": consultation.announcement,
        "legal_basis": consultation.legal_basis,
        "contact": consultation.contact,
        "created_at": consultation.created_at,
        "answered_at": consultation.answered_at,
        "unanswered": consultation.unanswered,
        "answered_reason": consultation.answered_reason,
        "thread": thread.id if thread else None,
        "revisions": [revision_row(revision) for revision in published_revisions(consultation)],
        "house_rules": [house_rule_row(rule) for rule in rules_in_force(consultation)],
    }


def revision_row(revision: Revision) -> dict[str, object]:
    """A published revision, without its text."""
    return {
        "number": revision.number,
        "kind": revision.kind,
        "language": revision.language,
        "sha256": revision.sha256,
        "published_at": revision.published_at,
    }


def house_rule_row(rule: HouseRule) -> dict[str, object]:
    """A house rule in the language of the answer."""
    title, text = rule_text(rule, language())
    return {"number": rule.number, "version": rule.version, "title": title, "text": text}


def language() -> str:
    """The language of the answer."""
    return get_language() or "id"

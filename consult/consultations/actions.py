"""What can be done with a consultation as a whole: create it, open it, close it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import CharField, Model

from consult import jobs, once
from consult.access import Phase, Right, Role, allowed
from consult.accounts.actions import open_account, pseudonym
from consult.accounts.models import Person
from consult.accounts.viewer import Viewer
from consult.audit.actions import open_chain, record, site_chain
from consult.audit.models import SITE
from consult.consultations.canonical import consultation_digest, membership_digest, place_digest
from consult.consultations.jobs import record_phase
from consult.consultations.models import Consultation, ConsultationText, HouseRule, HouseRuleText, Membership
from consult.consultations.rights import phase_of, require
from consult.consultations.rules import HOUSE_RULES, SLUG, STEPS, Moderation, Step, TeamRole
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible, refusal_of
from consult.markup import clean_text, one_line

Team = Mapping[TeamRole, Sequence[str]]  # role → e-mail addresses


@dataclass(frozen=True)
class Text:
    """What a consultation is called, asks and means in one language."""

    language: str
    title: str
    summary: str = ""
    question: str = ""


@dataclass(frozen=True)
class Details:
    """Who asks, on what ground, and how what comes in is moderated."""

    moderation: Moderation = Moderation.BEFORE
    institution: str = ""
    contact: str = ""
    legal_basis: str = ""
    announcement: str = ""
    practice: bool = False


@once.action
def create_consultation(*, actor: Viewer, slug: str, texts: Sequence[Text], details: Details, team: Team, now: datetime) -> Consultation:
    """A consultation in phase draft, with its team and the default house rules. Addresses without an account get one.

    Raises:
        NotAllowed: only the operator creates one.
        BadInput: the slug is malformed or taken, a title is missing, an address is none, something is too long.
    """
    if not (actor.operator and allowed({Role.OPERATOR}, Right.CONSULTATION_CREATE, Phase.DRAFT)):
        raise NotAllowed
    if not texts:
        raise BadInput("input.required", field="title")
    consultation = new_consultation(checked_slug(slug), details, now=now)
    ConsultationText.objects.bulk_create(text_row(consultation, text) for text in texts)
    add_house_rules(consultation, now=now)
    write_down(consultation, actor=actor, action="consultation.created", now=now)
    add_team(consultation, team, now=now)
    name_on_site(consultation, now=now)
    return consultation


def checked_slug(slug: str) -> str:
    """The slug, where it is well formed."""
    if not SLUG.fullmatch(slug) or slug == SITE:
        raise BadInput("consultation.slug", field="slug")
    return slug


def new_consultation(slug: str, details: Details, *, now: datetime) -> Consultation:
    """The row and its chain."""
    try:
        with transaction.atomic():  # a savepoint: what the database says of the slug becomes a refusal
            return Consultation.objects.create(
                chain=open_chain(slug),
                slug=slug,
                moderation=details.moderation,
                institution=fitting(details.institution, field="institution"),
                contact=fitting(details.contact, field="contact"),
                legal_basis=clean_text(details.legal_basis),
                announcement=fitting(details.announcement, field="announcement"),
                practice=details.practice,
                created_at=now,
            )
    except IntegrityError as error:
        raise refusal_of(error) or error from error


def fitting(text: str, *, field: str, model: type[Model] = Consultation) -> str:
    """The text on one line, where its column holds it.

    Raises:
        BadInput: it is longer.
    """
    line, column = one_line(text), cast("CharField[str, str]", model._meta.get_field(field))
    if len(line) > (column.max_length or 0):
        raise BadInput("input.too_long", field=field, length=len(line), limit=column.max_length)
    return line


def text_row(consultation: Consultation, text: Text) -> ConsultationText:
    """One language's row.

    Raises:
        BadInput: it has no title, or one that is too long.
    """
    title = fitting(text.title, field="title", model=ConsultationText)
    if not title:
        raise BadInput("input.required", field="title")
    return ConsultationText(
        consultation=consultation,
        language=text.language,
        title=title,
        summary=clean_text(text.summary),
        question=clean_text(text.question),
    )


def add_house_rules(consultation: Consultation, *, now: datetime) -> None:
    """The default rules, numbered from 1, in both languages."""
    for number, languages in enumerate(HOUSE_RULES, start=1):
        rule = HouseRule.objects.create(consultation=consultation, number=number, since=now)
        HouseRuleText.objects.bulk_create(
            HouseRuleText(rule=rule, language=language, title=title, text=text) for language, (title, text) in languages.items()
        )


def add_team(consultation: Consultation, team: Team, *, now: datetime) -> None:
    """Give each address its role."""
    for role, addresses in team.items():
        for person in dict.fromkeys(open_account(email=address, now=now).person for address in addresses):
            join_team(consultation, person, role, now=now)


def join_team(consultation: Consultation, person: Person, role: TeamRole, *, now: datetime) -> None:
    """Give one person a role, and say so in the record."""
    membership = Membership.objects.create(consultation=consultation, person=person, role=role)
    who = pseudonym(Viewer(person=person), chain_id=consultation.chain_id)
    record(
        chain_id=consultation.chain_id,
        actor=None,
        action="team.joined",
        subject=membership.pk,
        digest=membership_digest(role, who=who),
        now=now,
        role=role.value,
    )


def name_on_site(consultation: Consultation, *, now: datetime) -> None:
    """Append to the chain of the site that there is such a consultation, so that none can vanish with its own chain."""
    subject, digest = consultation.id, place_digest(consultation)
    record(chain_id=site_chain().pk, actor=None, action="consultation.created", subject=subject, digest=digest, now=now)


@once.action
def open_consultation(*, actor: Viewer, slug: str, closes_at: datetime | None, now: datetime) -> Consultation:
    """Take contributions from now on, until `closes_at` (None: until somebody closes it).

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: it is past that stage.
        BadInput: `closes_at` is not in the future.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.CONSULTATION_OPEN, at=consultation, now=now)
    if closes_at is not None and closes_at <= now:
        raise BadInput("consultation.dates", field="closes_at")
    consultation.step = step_from(consultation, Step.OPEN, now=now)
    consultation.opens_at, consultation.closes_at = now, closes_at
    consultation.save(update_fields=["step", "opens_at", "closes_at"])
    write_down(consultation, actor=actor, action="consultation.open", now=now)
    if closes_at is not None:
        jobs.enqueue(record_phase, str(consultation.id), after=closes_at)
    return consultation


@once.action
def close_consultation(*, actor: Viewer, slug: str, now: datetime) -> Consultation:
    """Take no more contributions, from now on.

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: it is not open.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.CONSULTATION_CLOSE, at=consultation, now=now)
    consultation.step = step_from(consultation, Step.CLOSE, now=now)
    consultation.closes_at = now
    consultation.save(update_fields=["step", "closes_at"])
    write_down(consultation, actor=actor, action="consultation.closed", now=now)
    return consultation


def locked_consultation(slug: str) -> Consultation:
    """The consultation, locked against every other action in it until the transaction ends.

    Raises:
        NotFound: there is none.
    """
    consultation = Consultation.objects.select_for_update(no_key=True).filter(slug=slug).first()
    if consultation is None:
        raise NotFound
    return consultation


def lock_consultation(consultation_id: UUID) -> Consultation:
    """The same by id, which has to exist."""
    return Consultation.objects.select_for_update(no_key=True).get(pk=consultation_id)


def step_from(consultation: Consultation, step: Step, *, now: datetime) -> Phase:
    """The phase that `step` leads to.

    Raises:
        NotPossible: there is no such step from where it stands.
    """
    here = phase_of(consultation, now=now)
    if step not in STEPS[here]:
        raise NotPossible("consultation.no_step", phase=here.value)
    return STEPS[here][step]


def next_number(consultation: Consultation) -> int:
    """The next citation number. The caller holds the consultation's lock."""
    consultation.last_number += 1
    consultation.save(update_fields=["last_number"])
    return consultation.last_number


def write_down(consultation: Consultation, *, actor: Viewer, action: str, now: datetime, **facts: object) -> None:
    """Append what was done with the consultation as a whole to its chain."""
    record(
        chain_id=consultation.chain_id,
        actor=pseudonym(actor, chain_id=consultation.chain_id),
        action=action,
        subject=consultation.id,
        digest=consultation_digest(consultation),
        now=now,
        **facts,
    )

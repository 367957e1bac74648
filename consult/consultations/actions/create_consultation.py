"""Create a consultation: its row, its chain, its texts, the default house rules, its team."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from consult.accounts.viewer import Viewer
from consult.consultations.actions.details import Details, Text, checked_texts, columns, write_texts
from consult.consultations.actions.record_entries import write_down
from consult.consultations.actions.team import Team, add_team, join_team
from consult.consultations.canonical import place_digest
from consult.consultations.models import Consultation, HouseRule, HouseRuleText
from consult.consultations.rights import may_create
from consult.consultations.rules import HOUSE_RULES, RESERVED, SLUG, TeamRole
from consult.errors import BadInput, NotAllowed
from consult.platform import idempotency
from consult.platform.audit.actions import open_chain, record, site_chain
from consult.platform.constraints import refusal_of


@idempotency.action
def create_consultation(*, actor: Viewer, slug: str, texts: Sequence[Text], details: Details, team: Team, now: datetime) -> Consultation:
    """A consultation in phase draft, with its team and the default house rules; whoever begins it is an official of it.

    Raises:
        NotAllowed: `actor` is neither the operator nor official or administrator of any consultation.
        BadInput: the slug is malformed or taken, a title is missing, an address is none, something is too long.
    """
    if not may_create(actor):
        raise NotAllowed
    consultation = new_consultation(checked_slug(slug), details, now=now)
    write_texts(consultation, checked_texts(texts))
    add_house_rules(consultation, now=now)
    write_down(consultation, actor=actor, action="consultation.created", now=now)
    if actor.person:
        join_team(consultation, actor.person, TeamRole.OFFICIAL, actor=actor, now=now)
    add_team(consultation, team, actor=actor, now=now)
    name_on_site(consultation, now=now)
    return consultation


def checked_slug(slug: str) -> str:
    """The slug, where it is well formed and no address of ours."""
    if not SLUG.fullmatch(slug) or slug in RESERVED:
        raise BadInput("consultation.slug", field="slug")
    return slug


def new_consultation(slug: str, details: Details, *, now: datetime) -> Consultation:
    """The row and its chain."""
    try:
        with transaction.atomic():  # a savepoint: what the database says of the slug becomes a refusal
            return Consultation.objects.create(chain=open_chain(slug), slug=slug, created_at=now, **columns(details))
    except IntegrityError as error:
        raise refusal_of(error) or error from error


def add_house_rules(consultation: Consultation, *, now: datetime) -> None:
    """The default rules, numbered from 1, in both languages."""
    for number, languages in enumerate(HOUSE_RULES, start=1):
        rule = HouseRule.objects.create(consultation=consultation, number=number, since=now)
        HouseRuleText.objects.bulk_create(
            HouseRuleText(rule=rule, language=language, title=title, text=text) for language, (title, text) in languages.items()
        )


def name_on_site(consultation: Consultation, *, now: datetime) -> None:
    """Append to the chain of the site that there is such a consultation, so that none can vanish with its own chain."""
    subject, digest = consultation.id, place_digest(consultation)
    record(chain_id=site_chain().pk, actor=None, action="consultation.created", subject=subject, digest=digest, now=now)

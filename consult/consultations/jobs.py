"""Work of consultations after the request: noting that time has carried one into its next phase, telling who is put into a team."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consult.access import Phase
from consult.accounts.models import Account
from consult.consultations.canonical import consultation_digest
from consult.consultations.models import Consultation, Membership
from consult.consultations.queries import text_in
from consult.consultations.rights import phase_of
from consult.consultations.rules import TeamRole
from consult.platform import jobs, mail
from consult.platform.audit.actions import record
from consult.platform.mail import Letter, Link, Said

AS_WHAT = {
    TeamRole.DELEGATE: gettext_lazy("You are a delegate in it."),
    TeamRole.MODERATOR: gettext_lazy("You are a moderator in it: you read what people send, and decide about it by the house rules."),
    TeamRole.OFFICIAL: gettext_lazy("You are an official in it: you prepare it, and take its steps."),
    TeamRole.ADMINISTRATOR: gettext_lazy("You are an administrator in it."),
}


@jobs.job
def record_phase(consultation_id: str) -> None:
    """Store and record the phase that the clock has brought. Run too early or twice, it does nothing."""
    now = timezone.now()
    with transaction.atomic(durable=True):
        consultation = Consultation.objects.select_for_update().get(pk=UUID(consultation_id))
        reached = phase_of(consultation, now=now)
        if reached == Phase(consultation.step):
            return
        consultation.step = reached
        consultation.save(update_fields=["step"])
        record(
            chain_id=consultation.chain_id,
            actor=None,
            action=f"consultation.{reached}",
            subject=consultation.id,
            digest=consultation_digest(consultation),
            now=now,
        )


@jobs.job
def tell_member(membership_id: int) -> None:
    """Mail somebody that they were put into a team; whoever is not in it any more is told nothing."""
    membership = Membership.objects.select_related("consultation").filter(pk=membership_id).first()
    account = Account.objects.select_related("person").filter(person=membership.person_id).first() if membership else None
    if membership is None or account is None:
        return
    with translation.override(account.person.language):
        mail.send(joined(membership), to=account.email, about=f"team-{membership.pk}")


def joined(membership: Membership) -> Letter:
    """The letter in the active language."""
    consultation = membership.consultation
    text = text_in(consultation, translation.get_language() or "id")
    by = _("%(institution)s put your address into the team of this consultation:") % {"institution": consultation.institution}
    return Letter(
        _("You are in the team of a consultation now"),
        [
            Said(by if consultation.institution else _("Your address was put into the team of this consultation:")),
            Said(text.title, text.language),
            Said(str(AS_WHAT[TeamRole(membership.role)])),
            Said(_("While you are in the team, you cannot write contributions to this consultation. What you wrote before stays.")),
            Said(_("You need not stay: you can leave the team at any time, without giving a reason. You sign in with a code by mail.")),
            Link(_("See the team, or leave it"), f"{settings.PUBLIC_ADDRESS}/desk/{consultation.slug}/team/#leave"),
        ],
    )

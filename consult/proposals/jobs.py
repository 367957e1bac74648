"""Mails that tell authors where their contributions stand in a new revision: one to each, whatever they wrote."""

from collections import Counter
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consult.accounts.models import Account
from consult.anchoring.placement import PlacementState
from consult.consultations.queries import text_in
from consult.discussion.models import Placement
from consult.discussion.rules import EDITABLE, Kind
from consult.documents.models import Revision
from consult.documents.rules import RevisionKind
from consult.platform import jobs, mail
from consult.platform.mail import Letter, Link, Said

BECAME: Final = {  # in the order of the letter
    PlacementState.EXACT: gettext_lazy("stand where they stood: %(n)s"),
    PlacementState.MOVED: gettext_lazy("stand at a clause that took up the words of yours: %(n)s"),
    PlacementState.CLAUSE_ONLY: gettext_lazy("stand at their clause, whose wording has changed: %(n)s"),
    PlacementState.FUZZY: gettext_lazy("a person is looking where they belong: %(n)s"),
    PlacementState.ORPHANED: gettext_lazy("their clause is gone; they stay readable and are counted: %(n)s"),
}


@jobs.job
def tell_placed(revision_id: str) -> None:
    """Have every author told who has an account: a job each, so that a mail that fails holds up no other."""
    theirs = Placement.objects.filter(revision=UUID(revision_id), post__submission__author=OuterRef("person"), post__status__in=EDITABLE)
    accounts = Account.objects.filter(Exists(theirs.exclude(post__kind=Kind.REPLY))).order_by("pk")
    for person in accounts.values_list("person", flat=True):
        jobs.enqueue(tell_author, str(person), revision_id)


@jobs.job
def tell_author(person_id: str, revision_id: str) -> None:
    """Mail one author what became of theirs. Nobody is told where the account is gone."""
    account = Account.objects.select_related("person").filter(person=UUID(person_id)).first()
    revision = Revision.objects.select_related("document__consultation").get(pk=revision_id)
    theirs = Placement.objects.filter(revision=revision, post__submission__author=UUID(person_id), post__status__in=EDITABLE)
    counted = Counter(theirs.exclude(post__kind=Kind.REPLY).values_list("state", flat=True))
    if account is None or not counted:
        return
    with translation.override(account.person.language):
        mail.send(placed(revision, counted), to=account.email, about=f"placed-{revision_id}-{person_id}")


def placed(revision: Revision, counted: Counter[str]) -> Letter:
    """The letter in the active language, without a word of a contribution."""
    consultation = revision.document.consultation
    title = text_in(consultation, translation.get_language() or "id")
    address = f"{settings.PUBLIC_ADDRESS}/k/{consultation.slug}"
    number = {"number": revision.number}
    is_correction = revision.kind == RevisionKind.CORRECTION
    total = counted.total()
    return Letter(
        _("Version %(number)s of the draft is published") % number,
        [
            Said(
                (
                    _("Slips in the draft were corrected in version %(number)s.")
                    if is_correction
                    else _("The draft that you commented on was revised: version %(number)s is published.")
                )
                % number
            ),
            Said(title.title, title.language),
            Said(ngettext("This became of your contribution:", "This became of your %(n)s contributions:", total) % {"n": total}),
            *(Said(f"– {said % {'n': counted[state]}}") for state, said in BECAME.items() if counted[state]),
            Link(_("See each of them"), f"{settings.PUBLIC_ADDRESS}/me/"),
            Link(_("See what has changed in the draft"), f"{address}/changes/?from={revision.number - 1}&to={revision.number}"),
        ],
    )

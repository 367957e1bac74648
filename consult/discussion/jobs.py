"""Mails of the discussion: what was received, with its receipt."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consult import jobs
from consult.accounts.models import Account
from consult.discussion.models import Receipt


@jobs.job
def tell_received(code: str) -> None:
    """Mail the author their receipt. Nobody is told where the account is gone."""
    receipt = Receipt.objects.select_related("submission__consultation").get(pk=code)
    account = Account.objects.select_related("person").filter(person=receipt.submission.author_id).first()
    if account is None:
        return
    with translation.override(account.person.language):
        jobs.mail(to=account.email, subject=_("We have received your contribution"), body=received_text(receipt), about=f"receipt-{code}")


def received_text(receipt: Receipt) -> str:
    """The mail's text in the active language."""
    received = timezone.localtime(receipt.received_at)
    return _(
        "Thank you. Your contribution was received on %(at)s (%(zone)s).\n\n"
        "Receipt: %(code)s\n%(address)s\n\n"
        "Keep the code: with it you can see at any time what was received and what became of it.\n"
    ) % {
        "at": date_format(received, "DATETIME_FORMAT"),
        "zone": received.tzname(),
        "code": receipt.code,
        "address": f"{settings.PUBLIC_ADDRESS}/receipts/{receipt.code}/",
    }

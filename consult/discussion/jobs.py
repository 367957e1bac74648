"""Mails of the discussion: what was received, with its receipt."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from consult import jobs, letters
from consult.accounts.models import Account
from consult.discussion.models import Receipt
from consult.instants import clock, day
from consult.letters import Code, Letter, Link, Said


@jobs.job
def tell_received(code: str) -> None:
    """Mail the author their receipt. Nobody is told where the account is gone."""
    receipt = Receipt.objects.select_related("submission__consultation").get(pk=code)
    account = Account.objects.select_related("person").filter(person=receipt.submission.author_id).first()
    if account is None:
        return
    with translation.override(account.person.language):
        letters.send(received(receipt), to=account.email, about=f"receipt-{code}")


def received(receipt: Receipt) -> Letter:
    """The letter in the active language. It holds no word of the contribution: a mailbox is no safe place."""
    at = receipt.received_at
    return Letter(
        _("We have received your contribution"),
        [
            Said(_("Thank you. Your contribution was received on %(day)s at %(time)s.") % {"day": day(at), "time": clock(at)}),
            Said(_("This is the code of your receipt:")),
            Code(receipt.code),
            Said(_("Keep it: with it you can see at any time what was received and what became of it.")),
            Link(_("Open the receipt"), f"{settings.PUBLIC_ADDRESS}/receipts/{receipt.code}/"),
        ],
    )

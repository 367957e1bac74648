"""The code that is mailed to whoever signs in: sealed until it has gone out, mailed by a quick job, and never after it is void.

The job names a row and nothing else; the row holds address and code sealed, and goes when the mail has gone or the code is too old.
"""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from consult.accounts.models import CodeMail
from consult.platform import jobs, mail, secrets
from consult.platform.mail import Code, Letter, Said

CODE_LIFE: Final = timedelta(minutes=15)  # mail may take its time
PURPOSE: Final = "code by mail"

_log = logging.getLogger(__name__)


@transaction.atomic
def send_code(*, email: str, code: str, sends: bool, language: str, now: datetime, instead_of: str = "") -> str:
    """Have the code mailed to an address, known or not, and give the id of its mail.

    Args:
        sends: whether the code also sends what was written.
        instead_of: the mail of an earlier code, which is void now; where it has not gone out, it does not any more.
    """
    if instead_of:
        CodeMail.objects.filter(pk=instead_of).delete()
    told = {"email": email, "code": code, "sends": sends, "language": language}
    row = CodeMail.objects.create(sealed=secrets.seal(told, purpose=PURPOSE), expires_at=now + CODE_LIFE)
    jobs.enqueue(mail_code, str(row.pk))
    return str(row.pk)


@jobs.quick_job
def mail_code(mail_id: str) -> None:
    """Mail one code, unless it is void by now. The row goes after it, with those of codes that are void."""
    now = timezone.now()
    row = CodeMail.objects.filter(pk=mail_id, expires_at__gt=now).first()
    if row is not None:
        _deliver(row)
    CodeMail.objects.filter(Q(pk=mail_id) | Q(expires_at__lte=now)).delete()


def _deliver(row: CodeMail) -> None:
    """Send the letter, in the language in which the code was asked for. Sent twice, it is folded into one by mail programs."""
    told = secrets.unseal(row.sealed, purpose=PURPOSE)
    if told is None:
        _log.error("A code could not be mailed: SECRET_KEY is another than the one that it was sealed under.")
        return
    with translation.override(told["language"]):
        mail.send(code_letter(told["code"], sends=told["sends"]), to=told["email"], about=f"code-{row.pk}")


def forget_codes(*, now: datetime) -> None:
    """Throw away what was never mailed and is void."""
    CodeMail.objects.filter(expires_at__lte=now).delete()


def code_letter(code: str, *, sends: bool = False) -> Letter:
    """The mail with a code, in the active language; `sends` where it also sends what was written.

    The code stays out of the subject, which locked screens show.
    """
    where = _("Please type it on the page where you asked for it. It works for %(minutes)s minutes, and only there.")
    return Letter(
        _("Your code for sending what you wrote on Rembuk") if sends else _("Your code for signing in to Rembuk"),
        [
            Said(_("Hello, as soon as you type this code, what you wrote is sent:") if sends else _("Hello, this is your code:")),
            Code(code),
            Said(where % {"minutes": int(CODE_LIFE.total_seconds()) // 60}),
            Said(_("If you did not ask for it, you need do nothing: without the code nobody gets in.")),
            Said(_("Never pass it on; we never ask for it by telephone or mail.")),
        ],
    )

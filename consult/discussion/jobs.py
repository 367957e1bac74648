"""Mails of the discussion: what was received, with its receipt; that a question was answered."""

from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consult.accounts.models import Account
from consult.consultations.queries import text_in
from consult.discussion.models import Post, PostVersion, Receipt
from consult.discussion.post_versions import grouped
from consult.discussion.queries.threads import title_of
from consult.discussion.rules import Status
from consult.documents.queries import labels
from consult.platform import files, jobs, mail
from consult.platform.mail import Code, Letter, Link, Said
from consult.platform.times import clock, day

WHAT_NEXT: Final = {
    Status.HELD: gettext_lazy("A moderator reads it before it is public, and you are told."),
    Status.SHOWN: gettext_lazy("It is public now."),
}


@jobs.job
def tell_received(code: str) -> None:
    """Mail the author their receipt. Nobody is told where the account is gone."""
    receipt = Receipt.objects.select_related("submission__consultation").get(pk=code)
    account = Account.objects.select_related("person").filter(person=receipt.submission.author_id).first()
    if account is None:
        return
    with translation.override(account.person.language):
        mail.send(received(receipt), to=account.email, about=f"receipt-{code}")


def received(receipt: Receipt) -> Letter:
    """The letter in the active language. It holds no word of the contribution: a mailbox is no safe place."""
    at = receipt.received_at
    title = text_in(receipt.submission.consultation, translation.get_language() or "id")
    return Letter(
        _("We have received your contribution"),
        [
            Said(_("Thank you. Your contribution was received on %(day)s at %(time)s.") % {"day": day(at), "time": clock(at)}),
            *(Said(placed(version)) for version in versions(receipt)),
            Said(title.title, title.language),
            Said(_("This is the code of your receipt:")),
            Code(grouped(receipt.code)),
            Said(_("Keep it: with it you can see at any time what was received and what became of it.")),
            Link(_("Open the receipt"), f"{settings.PUBLIC_ADDRESS}/receipts/{receipt.code}/"),
        ],
    )


@jobs.job
def tell_answered(post_id: str) -> None:
    """Mail whoever asked that their question has an answer, unless question or answer is out of sight by now."""
    shown = Post.objects.filter(status=Status.SHOWN, reply_to__status=Status.SHOWN)
    answer = shown.select_related("consultation", "reply_to__submission", "reply_to__revision").filter(pk=post_id).first()
    question = answer.reply_to if answer else None
    account = Account.objects.select_related("person").filter(person=question.submission.author_id).first() if question else None
    if question is None or account is None:
        return
    with translation.override(account.person.language):
        mail.send(answered(question), to=account.email, about=f"answer-{post_id}")


def answered(question: Post) -> Letter:
    """The letter in the active language, without a word of question or answer."""
    consultation = question.consultation
    title = text_in(consultation, translation.get_language() or "id")
    return Letter(
        _("Your question was answered"),
        [
            Said(_("The institution has answered your question, contribution %(number)s.") % {"number": question.number}),
            Said(clause_of(question)),
            Said(title.title, title.language),
            Link(_("Read the answer"), f"{settings.PUBLIC_ADDRESS}/k/{consultation.slug}/posts/{question.number}/"),
        ],
    )


@jobs.job
def remove_files(names: list[str]) -> None:
    """Take away files that no row names any more."""
    files.remove(names)


def versions(receipt: Receipt) -> QuerySet[PostVersion]:
    """What was received under it, with the revision that each author saw."""
    return receipt.versions.select_related("post__revision").order_by("post__created_at", "post_id")


def placed(version: PostVersion) -> str:
    """Where it stands, and what comes next."""
    return f"{clause_of(version.post)}: {WHAT_NEXT.get(Status(version.status), '')}".rstrip(": ")


def clause_of(post: Post) -> str:
    """What readers call the clause that a post stands on, or its thread, or the draft as a whole."""
    called = labels([post.clause_id], post.revision) if post.clause_id and post.revision else {}
    return next(iter(called.values()), "") or title_of(post.thread)

"""Mails of moderation: what was decided about a post, and why."""

from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consult import jobs
from consult.accounts.models import Account
from consult.consultations.queries import rule_text, text_in
from consult.discussion.models import Post
from consult.documents.queries import labels
from consult.moderation.models import Decision
from consult.moderation.rules import Verdict

QUOTED = 200  # characters of the contribution, so that its author knows which one it is

SUBJECTS = {
    Verdict.PUBLISH: gettext_lazy("Your contribution is public now"),
    Verdict.HIDE: gettext_lazy("Your contribution has been hidden"),
    Verdict.RESTORE: gettext_lazy("Your contribution is public again"),
}


@jobs.job
def tell_author(decision_id: str) -> None:
    """Mail the author what was decided and why; only of the latest decision on the version, since others are past."""
    decision = Decision.objects.select_related(
        "version__post__submission", "version__post__consultation", "version__post__revision", "rule"
    ).get(pk=UUID(decision_id))
    later = Decision.objects.filter(version=decision.version, decided_at__gt=decision.decided_at).exists()
    author = Account.objects.select_related("person").filter(person=decision.version.post.submission.author_id).first()
    if later or author is None:
        return
    with translation.override(author.person.language):
        subject = str(SUBJECTS[Verdict(decision.action)])
        jobs.mail(to=author.email, subject=subject, body=decided_text(decision), about=f"decision-{decision.id}")


def decided_text(decision: Decision) -> str:
    """The mail's text in the active language."""
    post = decision.version.post
    title, text = rule_text(decision.rule, translation.get_language() or "id")
    return _(
        "%(what)s.\n\n%(clause)s, %(consultation)s:\n“%(text)s”\n\n"
        "House rule %(number)s, %(title)s: %(rule)s\n\nThe moderator's reason:\n%(reason)s\n\n"
        "Decided on %(at)s (%(zone)s). Your contribution: %(address)s\n"
    ) % {
        "what": SUBJECTS[Verdict(decision.action)],
        "clause": clause_of(post),
        "consultation": text_in(post.consultation, translation.get_language() or "id").title,
        "text": Truncator(decision.version.text).chars(QUOTED),
        "number": decision.rule.number,
        "title": title,
        "rule": text,
        "reason": decision.reason,
        "at": date_format(timezone.localtime(decision.decided_at), "DATETIME_FORMAT"),
        "zone": timezone.localtime(decision.decided_at).tzname(),
        "address": f"{settings.PUBLIC_ADDRESS}/me/#post-{post.id}",
    }


def clause_of(post: Post) -> str:
    """What readers call the clause that a post stands on, or the draft as a whole."""
    called = labels([post.clause_id], post.revision) if post.clause_id and post.revision else {}
    return next(iter(called.values()), _("The draft as a whole"))

"""Mails of moderation: what was decided about a post, and why."""

from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consult.accounts.models import Account
from consult.consultations.queries import rule_text, text_in
from consult.discussion.actions.change_status import is_replaced
from consult.discussion.jobs import clause_of
from consult.discussion.rules import Status
from consult.moderation.models import Decision
from consult.moderation.rules import Verdict
from consult.platform import jobs, mail
from consult.platform.mail import Letter, Link, Quoted, Said
from consult.platform.times import clock, day

QUOTED = 200  # characters of the contribution, so that its author knows which one it is

SUBJECTS = {
    Verdict.PUBLISH: gettext_lazy("Your contribution is public now"),
    Verdict.HIDE: gettext_lazy("Your contribution has been hidden"),
    Verdict.RESTORE: gettext_lazy("Your contribution is public again"),
}
OF_EARLIER = {  # of a version that a public one had taken the place of
    Verdict.HIDE: gettext_lazy("An earlier version of your contribution has been hidden"),
    Verdict.RESTORE: gettext_lazy("An earlier version of your contribution can be read again"),
}


@jobs.job
def tell_author(decision_id: str) -> None:
    """Mail the author what was decided and why; only of the latest decision on the version, since others are past."""
    decision = Decision.objects.select_related(
        "version__post__submission", "version__post__consultation", "version__post__revision", "version__post__thread", "rule"
    ).get(pk=UUID(decision_id))
    later = Decision.objects.filter(version=decision.version, decided_at__gt=decision.decided_at).exists()
    author = Account.objects.select_related("person").filter(person=decision.version.post.submission.author_id).first()
    if later or author is None:
        return
    with translation.override(author.person.language):
        mail.send(decided(decision), to=author.email, about=f"decision-{decision.id}")


def decided(decision: Decision) -> Letter:
    """The letter in the active language."""
    post, language = decision.version.post, translation.get_language() or "id"
    at, verdict = decision.decided_at, Verdict(decision.action)
    earlier = verdict in OF_EARLIER and is_replaced(decision.version, post.versions.all())
    untouched = [Said(_("What is public of your contribution now stays as it is."))] if earlier and post.status == Status.SHOWN else []
    of_draft = post.revision.language if post.revision else language  # in which people mostly write, too
    return Letter(
        str((OF_EARLIER if earlier else SUBJECTS)[verdict]),
        [
            *untouched,
            Said(_("It was decided on %(day)s at %(time)s.") % {"day": day(at), "time": clock(at)}),
            Said(f"{clause_of(post)}, {text_in(post.consultation, language).title}:", text_in(post.consultation, language).language),
            Quoted(Truncator(decision.version.text).chars(QUOTED), decision.version.language or of_draft),
            Said(measured(decision, language)),
            Said(_("The moderator's reason:")),
            Quoted(decision.reason, of_draft),
            Link(_("See your contribution and what became of it"), f"{settings.PUBLIC_ADDRESS}/me/#post-{post.id}"),
        ],
    )


def measured(decision: Decision, language: str) -> str:
    """The rule that was broken, in full; of what is public only that it keeps to the rules: what they forbid would read as a reproach."""
    if decision.action != Verdict.HIDE:
        return _("It fits the house rules.")
    title, rule = rule_text(decision.rule, language)
    return _("House rule %(number)s, %(title)s: %(rule)s") % {"number": decision.rule.number, "title": title, "rule": rule}

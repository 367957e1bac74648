"""Mails to readers who reported a contribution: what came of it."""

from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from consult.accounts.models import Account
from consult.consultations.queries import text_in
from consult.discussion.jobs import clause_of
from consult.discussion.models import Flag, Post
from consult.discussion.queries.posts import public_status, shown_once
from consult.discussion.rules import Outcome, Status
from consult.moderation.models import Keeping
from consult.platform import jobs, mail
from consult.platform.mail import Letter, Link, Quoted, Said
from consult.platform.times import clock, day


@jobs.job
def tell_reporter(flag_id: str) -> None:
    """Mail whoever put a flag up what came of it, as the contribution stands then: what was taken back in time is not told."""
    flag = Flag.objects.select_related("version").get(pk=UUID(flag_id))
    reader = Account.objects.select_related("person").filter(person=flag.person_id).first()
    if reader is None:
        return
    with translation.override(reader.person.language):
        mail.send(answer(flag), to=reader.email, about=f"flag-{flag.id}")


def answer(flag: Flag) -> Letter:
    """The letter in the active language. It holds no word of the contribution, whatever became of that."""
    post = shown_once().select_related("consultation").get(pk=flag.post_id)
    language, at = translation.get_language() or "id", flag.created_at
    title = text_in(post.consultation, language)
    return Letter(
        _("What came of your report"),
        [
            Said(
                _("You reported a contribution on %(day)s at %(time)s. Thank you: a moderator has looked at it.")
                % {"day": day(at), "time": clock(at)}
            ),
            Said(_("Contribution %(number)s, %(clause)s") % {"number": post.number, "clause": clause_of(post)}),
            Said(title.title, title.language),
            Said(came_of(flag, post)),
            *because(flag, post, language),
            Link(_("See it in its thread"), address(post)),
        ],
    )


def came_of(flag: Flag, post: Post) -> str:
    """What the contribution is now, and the version that was reported."""
    status = public_status(post)
    if status is Status.SHOWN and flag.version.status == Status.HIDDEN:
        return _("The version that you reported has been hidden, under house rule %(number)s. A later one is public.") % {
            "number": flag.version.rule
        }
    if status is Status.SHOWN:
        return _("It stays public.")
    if status is Status.HIDDEN:
        rule = post.hidden_under  # type: ignore[attr-defined]  # an annotation of `shown_once`
        return _("It has been hidden, under house rule %(number)s.") % {"number": rule}
    return _("It is not public any more.")


def because(flag: Flag, post: Post, language: str) -> list[Said | Quoted]:
    """The moderator's reason, where they let it stand and it stands still; reasons for hiding are for the author alone."""
    if flag.answered_at is None or flag.outcome != Outcome.STOOD or post.status != Status.SHOWN:
        return []
    kept = Keeping.objects.filter(version__post=post, kept_at=flag.answered_at).first()
    if kept is None:
        return []
    of_draft = post.revision.language if post.revision else language
    return [Said(_("The moderator's reason:")), Quoted(kept.reason, of_draft)]


def address(post: Post) -> str:
    """Its own page, which leads to where it stands: on a clause, or in a thread of its own."""
    return f"{settings.PUBLIC_ADDRESS}/k/{post.consultation.slug}/posts/{post.number}/"

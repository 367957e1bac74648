"""What a moderator can do: decide about a post, or about several at once."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from consult.access import Right
from consult.accounts.actions import signed_in
from consult.accounts.viewer import Viewer
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation, HouseRule
from consult.consultations.queries import rule_in_force
from consult.consultations.rights import require
from consult.discussion.actions import answer_flags, change_status
from consult.discussion.actions.answer_flags import answering
from consult.discussion.actions.attachments.take_in_files import show_held
from consult.discussion.actions.change_status import Statuses
from consult.discussion.actions.record_entries import write_down
from consult.discussion.locks import locked_post, locked_posts
from consult.discussion.models import Post, PostVersion
from consult.discussion.queries.posts import known_post, to_decide
from consult.discussion.rules import TRANSITIONS, Outcome, Status
from consult.errors import BadInput, NotFound, NotPossible
from consult.moderation.canonical import decision_digest, keeping_digest
from consult.moderation.flag_mails import tell_reporter
from consult.moderation.jobs import tell_author
from consult.moderation.models import Decision, Keeping
from consult.moderation.rules import ACTIONS, OUTCOMES, SECOND_THOUGHT, Verdict, check_chosen, check_reason
from consult.platform import idempotency, jobs
from consult.platform.audit.canonical import salted
from consult.platform.markup import clean_text

TICK = timedelta(microseconds=1)  # the smallest step of an instant


@idempotency.action
def decide_post(
    *, actor: Viewer, post_id: UUID, verdict: Verdict, rule: int, reason: str, version: int | None, seen: Status | None, now: datetime
) -> Decision:
    """Publish, hide or restore a version of a post, citing a house rule, with a reason for its author.

    Args:
        version: number of the version; None for the one that waits, else the one shown, else the latest.
        seen: the status that the moderator saw; None where they do not say.

    Raises:
        NotFound: `actor` may not see the post, or it has no such version.
        NotAllowed: `actor` may see it and may not decide.
        NotPossible: its status has no such step, or somebody decided first; `facts` say who and when.
        BadInput: `rule` is not in force, or `reason` is shorter than ten characters.
    """
    post = known_post(locked_post(post_id), viewer=actor, now=now)  # locked: the second of two moderators waits here
    require(actor, Right.POST_DECIDE, at=post.consultation, now=now)
    decided = decided_version(post, version)
    refuse_if_late(decided, verdict, seen=seen)
    cited = cited_rule(post.consultation, rule)
    text = check_reason(clean_text(reason))
    files_stood_beside = decided.post.number is None and verdict is Verdict.PUBLISH  # later on they were public, or kept back
    decision = decide(decided, verdict, cited, text, actor=actor, now=now)
    if files_stood_beside:
        show_held(decided.post.submission_id, at=decided.post.consultation, actor=actor, now=now)
    return decision


@idempotency.action
def decide_posts(
    *, actor: Viewer, slug: str, chosen: Sequence[tuple[UUID, int]], verdict: Verdict, rule: int, reason: str, now: datetime
) -> Consultation:
    """Publish or hide several posts that wait in a consultation, for one reason: all of them, or none.

    Nobody looks at files there: those that came with them wait for a decision of their own.

    Args:
        chosen: id of each post, and number of the version that the moderator saw waiting; at most fifty.

    Raises:
        NotFound: `actor` may not see the consultation, or it has no such post or version.
        NotAllowed: `actor` may see it and may not decide.
        NotPossible: some do not wait any more; the fact `late` has for each the refusal that `decide_post` would give.
        BadInput: nothing or too much is chosen, `rule` is not in force, or `reason` is too short.
    """
    check_chosen(chosen)
    consultation = locked_consultation(slug)
    require(actor, Right.POST_DECIDE, at=consultation, now=now)  # before the posts are looked for: ids tell nothing to others
    numbers = dict(chosen)
    versions = [decided_version(post, numbers[post.pk]) for post in locked_posts(numbers, at=consultation)]
    refuse_if_some_are_late(versions, verdict)
    cited = cited_rule(consultation, rule)
    text = check_reason(clean_text(reason))

    for version in versions:
        decide(version, verdict, cited, text, actor=actor, now=now)
    return consultation


@idempotency.action
def keep_post(*, actor: Viewer, post_id: UUID, reason: str, version: int | None, now: datetime) -> Keeping:
    """Let a post stand that readers reported, with a reason for them. Its author is not told: for them nothing has changed.

    Args:
        version: number of the version that the moderator saw; None for the one shown.

    Raises:
        NotFound: `actor` may not see the post.
        NotAllowed: `actor` may see it and may not decide.
        NotPossible: nobody has reported it, or somebody answered first; or another version is shown now, or none.
        BadInput: `reason` is shorter than ten characters.
    """
    post = known_post(locked_post(post_id), viewer=actor, now=now)  # locked: a decision comes before or after it
    require(actor, Right.POST_DECIDE, at=post.consultation, now=now)
    shown = post.versions.filter(status=Status.SHOWN).first()
    if not post.flagged:
        raise NotPossible("flag.none")
    if shown is None or version not in {None, shown.number}:
        raise NotPossible("decision.stale", status=post.status)
    text, salt = check_reason(clean_text(reason)), secrets.token_hex(16)

    hashed = {"salt": salt, "sha256": salted(salt, text)}
    keeping = Keeping.objects.create(version=shown, reason=text, kept_by=signed_in(actor), kept_at=now, **hashed)
    flags = answered(post, Outcome.STOOD, now=now)
    write_down(post, actor=actor, action="post.kept", subject=keeping.pk, digest=keeping_digest(keeping), now=now, **answering(flags))
    return keeping


def answered(post: Post, outcome: Outcome, *, now: datetime, version: PostVersion | None = None) -> list[UUID]:
    """Answer what readers reported about the post, and have each of them told when the author would be; ids for the record.
    With a version, only what they reported about that one."""
    flags = answer_flags(post=post, outcome=outcome, now=now, version=version)
    for flag in flags:
        jobs.enqueue(tell_reporter, str(flag), after=now + SECOND_THOUGHT)
    return flags


def decide(version: PostVersion, verdict: Verdict, rule: HouseRule, reason: str, *, actor: Viewer, now: datetime) -> Decision:
    """Take one decision, once its rows are locked and nothing speaks against it."""
    decision = new_decision(version, verdict, rule, reason, actor=actor, now=now)
    statuses = change_status(version=version, action=ACTIONS[verdict], rule=rule.number, now=now)
    about = None if readers_see_it(version.post, statuses) else version
    flags = answered(version.post, OUTCOMES[verdict], now=now, version=about)
    facts = {"post": str(version.post_id), "verdict": decision.action, "rule": rule.number, "number": version.post.number}
    facts |= {"statuses": dict(statuses), **answering(flags)}
    digest = decision_digest(decision)
    write_down(version.post, actor=actor, action="post.decided", subject=decision.pk, digest=digest, now=now, **facts)
    jobs.enqueue(tell_author, str(decision.id), after=now + SECOND_THOUGHT)
    return decision


def readers_see_it(post: Post, statuses: Statuses) -> bool:
    """Whether what readers see of a post has changed, so that what they reported is answered: a new version that was hidden
    before they saw it leaves the one that they reported as it is, and of an earlier one only what was reported about that is."""
    return post.status != Status.SHOWN or Status.SHOWN in statuses.values()


def decided_version(post: Post, number: int | None) -> PostVersion:
    """The version that is decided about.

    Raises:
        NotFound: the post has no version with that number.
    """
    version = to_decide(post, number)
    if version is None:
        raise NotFound
    version.post = post
    return version


def refuse_if_late(version: PostVersion, verdict: Verdict, *, seen: Status | None) -> None:
    """Say who was first, where the version is not what the moderator saw or has no such step.

    Raises:
        NotPossible: with the last decision on the version in `facts`, if there is one.
    """
    status = Status(version.status)
    if seen in {None, status} and ACTIONS[verdict] in TRANSITIONS[status]:
        return
    last = Decision.objects.select_related("decided_by").filter(version=version).order_by("-decided_at").first()
    if last is None:
        code = "decision.stale" if seen not in {None, status} else "decision.no_step"
        raise NotPossible(code, status=status.value)
    facts = {
        "by": last.decided_by.name or _("another moderator"),
        "at": last.decided_at.isoformat(timespec="seconds"),
        "action": last.action,
    }
    raise NotPossible("decision.first", status=status.value, **facts)


def refuse_if_some_are_late(versions: Sequence[PostVersion], verdict: Verdict) -> None:
    """Say of each version that was chosen from the queue why it cannot be decided any more, where that is so of any.

    Raises:
        NotPossible: with a refusal by post in the fact `late`.
    """
    late: dict[UUID, NotPossible] = {}
    for version in versions:
        try:
            refuse_if_late(version, verdict, seen=Status.HELD)
        except NotPossible as refusal:
            late[version.post_id] = refusal
    if late:
        raise NotPossible("decision.some_first", n=len(late), late=late)


def cited_rule(consultation: Consultation, number: int) -> HouseRule:
    """The house rule in force with that number.

    Raises:
        BadInput: there is none.
    """
    cited = rule_in_force(consultation, number)
    if cited is None:
        raise BadInput("decision.rule", field="rule", given=number)
    return cited


def new_decision(version: PostVersion, verdict: Verdict, rule: HouseRule, reason: str, *, actor: Viewer, now: datetime) -> Decision:
    """The row; it names the decision on the same version that it reverses, if any, and is later than that by any clock.

    None is earlier than the version itself: a clock that is behind would have it decided before it was received.
    """
    last = Decision.objects.filter(version=version).order_by("-decided_at").first()
    salt = secrets.token_hex(16)
    return Decision.objects.create(
        version=version,
        action=verdict,
        rule=rule,
        reason=reason,
        salt=salt,
        sha256=salted(salt, reason),
        reverses=last if last is not None and last.action != verdict else None,
        decided_by=signed_in(actor),
        decided_at=max(now, version.created_at if last is None else last.decided_at + TICK),
    )

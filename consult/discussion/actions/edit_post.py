"""Edit one's own post: a new, marked version with a receipt of its own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from consult.access import Right
from consult.accounts.actions import signed_in
from consult.accounts.viewer import Viewer
from consult.consultations.rights import require
from consult.discussion.actions.change_status import change_status, put
from consult.discussion.actions.fill_words import give_words
from consult.discussion.actions.take_in_post import moderation_of, write_down
from consult.discussion.attribution import right_over
from consult.discussion.contribution_sources import ONE_BY_ONE
from consult.discussion.jobs import tell_received
from consult.discussion.locks import check_takes, locked_post
from consult.discussion.models import Post, PostVersion
from consult.discussion.post_versions import Drafted, cleaned, contribution_of, drafted, first_status, new_receipt, version_of
from consult.discussion.queries.posts import own_post
from consult.discussion.rules import EDITABLE, Action, ShownName, Status
from consult.documents.models import Wording
from consult.documents.queries import published_wording
from consult.errors import BadInput, NotPossible
from consult.platform import idempotency, jobs, limits


@limits.counts_refused("post_refused")
@idempotency.action
def edit_post(*, actor: Viewer, post_id: UUID, changes: Mapping[str, object], address: str, now: datetime) -> PostVersion:
    """Say it anew. Where nothing differs from the latest version, that one is the answer and nothing is written.

    Args:
        changes: new values for `text, stance, quote, proposal, shown_name` of `rules.Contribution`; the others stay.

    Raises:
        NotFound: there is no such post for this actor.
        NotAllowed: it is somebody else's.
        NotPossible: it is withdrawn or erased, the consultation is not open, or this was the one too many in a short time.
        BadInput: naming the field.
    """
    post = own_post(locked_post(post_id), actor=actor, now=now)
    check_editable(post, actor=actor, now=now)
    latest = post.versions.select_related("post__submission").latest("number")
    before = contribution_of(latest)
    after = cleaned(replace(before, **can_change(post, changes)))  # type: ignore[arg-type]
    if after == before:
        return latest
    if after.quote != before.quote:
        check_was_not_placed(post)
    if before.shown_name is ShownName.WITHHELD is not after.shown_name:
        check_tells_of_no_other(post)
    lately = limits.spend("post", account=actor, address=address, now=now, refused="post_refused")
    organisation = post.submission.on_behalf_of
    wording, author = wording_seen(post), signed_in(actor)
    draft = drafted(after, wording=wording, author=author, lately=lately, now=now, known=ONE_BY_ONE, on_behalf_of=organisation)
    return next_version(post, latest, draft, actor=actor, now=now)


def check_editable(post: Post, *, actor: Viewer, now: datetime) -> None:
    """Let the author's own post pass, where it can be edited now.

    Raises:
        NotAllowed, NotPossible: see `edit_post`.
    """
    require(actor, right_over(post, Right.POST_SUBMIT), at=post.consultation, now=now)
    if Status(post.status) not in EDITABLE:
        raise NotPossible("post.unchanged_status", status=post.status)
    check_takes(post.thread)


def check_tells_of_no_other(post: Post) -> None:
    """Refuse a name on one point of a letter while another one withholds it: the record shows which points came together.

    Raises:
        BadInput: it would.
    """
    others = PostVersion.objects.filter(post__submission=post.submission_id, status__in=[Status.SHOWN, Status.HELD]).exclude(post=post)
    if others.filter(shown_name=ShownName.WITHHELD, post__office="").exists():
        raise BadInput("letter.names", field="shown_name")


def check_was_not_placed(post: Post) -> None:
    """Refuse other quoted words where those from before have their place in a later revision, which is never changed.

    Raises:
        BadInput: they have.
    """
    if post.placements.exists():
        raise BadInput("post.quote_older", field="quote")


def can_change(post: Post, changes: Mapping[str, object]) -> Mapping[str, object]:
    """What of the changes is taken: what was said by office stays without a name."""
    return {field: value for field, value in changes.items() if field != "shown_name"} if post.office else changes


def wording_seen(post: Post) -> Wording | None:
    """The clause as the author saw it when the post was written."""
    if post.clause_id is None or post.revision is None:
        return None
    return published_wording(post.clause_id, consultation=post.consultation, revision=post.revision.number)


def next_version(post: Post, latest: PostVersion, draft: Drafted, *, actor: Viewer, now: datetime) -> PostVersion:
    """Store the version: shown in place of the one before, or held while that one stays as it is."""
    changed = put(latest, Status.SUPERSEDED, now=now) if latest.status == Status.HELD else {}
    receipt = new_receipt(post.submission, now=now)
    version = version_of(draft, number=latest.number + 1, status=Status.HELD, receipt=receipt, now=now)
    version.post = post
    give_words([version], receipt=receipt)
    version.save(force_insert=True)
    if not was_hidden(post) and first_status(draft, moderation_of(post.consultation, post.office)) is Status.SHOWN:
        changed |= change_status(version=version, action=Action.PUBLISH, now=now)
    elif post.status != Status.SHOWN:
        post.status = Status.HELD
        post.save(update_fields=["status"])
    write_down([version], post.consultation, actor=actor, action="post.edited", now=now, **changed)
    jobs.enqueue(tell_received, receipt.code)
    return version


def was_hidden(post: Post) -> bool:
    """Whether the newest version that was judged is hidden: then the post comes back only through a moderator."""
    judged = {Status.HIDDEN.value: True, Status.SHOWN.value: False}
    newest_first = post.versions.order_by("-number").values_list("status", flat=True)
    return next((judged[status] for status in newest_first if status in judged), False)

"""Make a revision public, for good."""

from datetime import datetime

from django.db import transaction

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.documents.actions.remaking import refuse_late
from consult.documents.actions.writing import write_down
from consult.documents.edited import edited
from consult.documents.models import Revision
from consult.documents.rules import RevisionStatus
from consult.errors import NotPossible


@transaction.atomic(savepoint=False)
def publish(revision: Revision, *, consultation: Consultation, actor: Viewer, now: datetime) -> None:
    """Make the revision public, for good. Called by `discussion.actions.publish_revision`, which opens the threads.

    Raises:
        NotPossible: it is published already.
    """
    if revision.status == RevisionStatus.PUBLISHED:
        raise NotPossible("draft.published")
    revision.status, revision.published_at = RevisionStatus.PUBLISHED, now
    revision.save(update_fields=["status", "published_at"])
    write_down(revision, consultation, actor=actor, action="revision.published", now=now)


def refuse_unseen(revision: Revision, *, step: int, unsettled: int) -> None:
    """Let nobody publish what they have not looked at: another state of the draft, or a doubtful place that they were not told of.

    Raises:
        NotPossible: `edit.was_first`, `edit.stale`; or `draft.doubtful` (`n`: how many are left), where `unsettled` is another number.
    """
    if revision.status == RevisionStatus.PUBLISHED:
        return  # then `publish` says so
    refuse_late(revision, step)
    left = len(edited(revision, ()).open)
    if left != unsettled:
        raise NotPossible("draft.doubtful", n=left)

"""Make a revision public, for good."""

from datetime import datetime

from django.db import transaction

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.documents.actions.writing import write_down
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

"""Make a revision public, for good: its clauses carry on the identity of those that they are linked to."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.documents.actions.edit_steps import refuse_late
from consult.documents.actions.record_entries import name_in_record, write_down
from consult.documents.canonical import LINKS, links_digest, revision_digest
from consult.documents.editing.edited_revision import edited
from consult.documents.models import Clause, ClauseLink, DocumentText, Matching, Revision, Wording
from consult.documents.queries import open_links, published_before, wordings_of
from consult.documents.rules import RevisionStatus
from consult.errors import NotPossible

AT_ONCE = 500  # ids in one statement


@transaction.atomic(savepoint=False)
def publish(revision: Revision, *, now: datetime) -> None:
    """Make the revision public, for good. Called by `discussion.actions.publish_revision`, which opens threads, places posts, and
    then has it written down.

    Raises:
        NotPossible: it is published already; or it was changed since it was matched, or doubtful links are left (`n`: how many).
    """
    if revision.status == RevisionStatus.PUBLISHED:
        raise NotPossible("draft.published")
    if published_before(revision) is not None:
        refuse_doubtful_links(revision)
        carry_on(revision)
    revision.status, revision.published_at = RevisionStatus.PUBLISHED, now
    revision.save(update_fields=["status", "published_at", "sha256"])


def rename(revision: Revision, consultation: Consultation, *, actor: Viewer, now: datetime) -> None:
    """Call the draft what it is called from this revision on, in the language of that."""
    if revision.title:
        DocumentText.objects.update_or_create(document=revision.document, language=revision.language, defaults={"title": revision.title})
        name_in_record(revision.document, consultation, actor=actor, action="document.renamed", now=now)


def write_down_published(revision: Revision, consultation: Consultation, *, actor: Viewer, now: datetime, **facts: object) -> None:
    """Tell the record, with what the links are now, and what the draft is called. `facts`: what was published with it."""
    rename(revision, consultation, actor=actor, now=now)
    links = {"links": links_digest(revision.links.all()), "links_v": LINKS} if revision.links.exists() else {}
    write_down(revision, consultation, actor=actor, action="revision.published", now=now, **links, **facts)


def refuse_doubtful_links(revision: Revision) -> None:
    """Let nothing land on a clause that nobody is sure of.

    Raises:
        NotPossible: `match.stale`, `match.doubtful` (`n`).
    """
    matching = Matching.objects.filter(revision=revision).first()
    if matching is None or matching.sha256 != revision.sha256:
        raise NotPossible("match.stale")
    if left := open_links(revision).count():
        raise NotPossible("match.doubtful", n=left)


def carry_on(revision: Revision) -> None:
    """Give the clauses of the revision the identity of those that they carry on, in its wordings and links; four statements."""
    carrying = ClauseLink.objects.filter(revision=revision, carries=True).exclude(old=F("new"))
    own = list(carrying.values_list("new", flat=True))
    wordings = Wording.objects.filter(revision=revision, clause__in=carrying.values("new"))
    wordings.update(clause=Subquery(carrying.filter(new=OuterRef("clause")).values("old")[:1]))
    beside = ClauseLink.objects.filter(revision=revision, carries=False, new__in=carrying.values("new"))
    beside.update(new=Subquery(carrying.filter(new=OuterRef("new")).values("old")[:1]))
    carrying.update(new=F("old"))
    for start in range(0, len(own), AT_ONCE):
        rows = Clause.objects.filter(pk__in=own[start : start + AT_ONCE])
        rows._raw_delete(rows.db)  # nothing names them any more; no thread stands on them yet, and no post
    revision.sha256 = revision_digest(revision, wordings_of(revision))
    Matching.objects.filter(revision=revision).update(sha256=revision.sha256)


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

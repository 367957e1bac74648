"""What can be done with editions: freeze one, and take files away that quote what nobody may read any more."""

import json
from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from consult.access import Right
from consult.accounts.actions import pseudonym
from consult.accounts.viewer import Viewer
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation
from consult.consultations.rights import require
from consult.documents.queries import published_revisions
from consult.errors import NotPossible
from consult.platform import idempotency, jobs
from consult.platform.audit.actions import record
from consult.reports.editions.frozen import data_of
from consult.reports.editions.queries import out_of_date
from consult.reports.jobs import make_files
from consult.reports.models import Edition, EditionFile


@idempotency.action
def freeze_edition(*, actor: Viewer, slug: str, now: datetime) -> Edition:
    """Freeze the report as it stands now, as the next edition. Its files are made by a job.

    Raises:
        NotFound, NotAllowed, NotPossible: see `rights.require`.
        NotPossible: no draft is published, or nothing has been received.
    """
    consultation = locked_consultation(slug)  # whatever is written down in it waits: all figures are of one instant
    require(actor, Right.EDITION_FREEZE, at=consultation, now=now)
    if not published_revisions(consultation).exists():
        raise NotPossible("edition.no_draft")
    if not consultation.posts.exists():
        raise NotPossible("edition.nothing_received")
    number, chain = consultation.editions.count() + 1, consultation.chain
    data = data_of(consultation, number=number, viewer=actor, now=now)
    edition = Edition.objects.create(
        consultation=consultation,
        number=number,
        frozen_at=now,
        frozen_by=actor.person,
        data=data,
        data_sha256=sha256(data).hexdigest(),
        record_length=chain.length,
        record_head=chain.head,
    )

    by = pseudonym(actor, chain_id=chain.pk)
    record(chain_id=chain.pk, actor=by, action="edition.frozen", subject=edition.pk, digest=edition.data_sha256, now=now, number=number)
    jobs.enqueue(make_files, str(edition.pk))
    return edition


@transaction.atomic(savepoint=False)
def strike(posts: Collection[UUID], *, at: Consultation, actor: Viewer, now: datetime) -> None:
    """Take away the files of the editions in which any of the posts is quoted, and have them made again, without what was erased.

    The consultation is locked.
    """
    gone = {str(post) for post in posts}
    for edition in Edition.objects.select_for_update().filter(consultation=at).order_by("number") if gone else ():
        if not any(row["post"] in gone and "shown" in row for row in json.loads(bytes(edition.data))["posts"]):
            continue
        files = [str(file) for file in edition.files.order_by("form", "language").values_list("pk", flat=True)]
        edition.files.all().delete()
        Edition.objects.filter(pk=edition.pk).update(edited_at=now)
        by = pseudonym(actor, chain_id=at.chain_id)
        record(chain_id=at.chain_id, actor=by, action="edition.edited", subject=edition.pk, now=now, files=files)
        jobs.enqueue(make_files, str(edition.pk))


def renew_editions(*, now: datetime) -> None:
    """Take away the files that quote what was hidden or withdrawn since, or leave out what was shown again; they are made anew."""
    stale = out_of_date(EditionFile.objects.order_by()).values_list("edition", "edition__consultation__slug").distinct()
    for edition_id, slug in list(stale):
        renew(edition_id, slug, now=now)


@transaction.atomic
def renew(edition_id: UUID, slug: str, *, now: datetime) -> None:
    """The same of one edition."""
    chain_id = locked_consultation(slug).chain_id
    stale = out_of_date(EditionFile.objects.filter(edition=edition_id))
    files = [str(file) for file in stale.order_by("form", "language").values_list("pk", flat=True)]
    if not files:  # another worker was first
        return
    EditionFile.objects.filter(pk__in=files).delete()
    record(chain_id=chain_id, actor=None, action="edition.renewed", subject=edition_id, now=now, files=files)
    jobs.enqueue(make_files, str(edition_id))

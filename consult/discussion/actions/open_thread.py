"""Open a thread over several clauses, for what cannot be said on one of them alone."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from consult.access import Right
from consult.accounts.actions import pseudonym
from consult.accounts.viewer import Viewer
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation
from consult.consultations.rights import require
from consult.discussion.canonical import thread_digest
from consult.discussion.models import Thread, ThreadClause
from consult.discussion.rules import ThreadKind
from consult.discussion.thread_rules import CLAUSES_LEAST, title_in
from consult.documents.models import Wording
from consult.documents.queries import published_revisions
from consult.errors import BadInput
from consult.platform import idempotency
from consult.platform.audit.actions import record


@idempotency.action
def open_thread(*, actor: Viewer, slug: str, title: str, clauses: Sequence[UUID], now: datetime) -> Thread:
    """A thread with a title that names at least two clauses of the latest published draft.

    Raises:
        NotFound, NotAllowed, NotPossible: see `rights.require`.
        BadInput: naming the field.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.THREAD_OPEN, at=consultation, now=now)
    title = title_in(title)
    named = named_clauses(clauses, consultation)
    thread = Thread.objects.create(consultation=consultation, kind=ThreadKind.SEVERAL, title=title, created_at=now)
    ThreadClause.objects.bulk_create(ThreadClause(thread=thread, clause_id=clause, own=False) for clause in named)
    write_down(thread, actor=actor, action="thread.opened", now=now)
    return thread


def named_clauses(clauses: Sequence[UUID], consultation: Consultation) -> list[UUID]:
    """The clauses, each once, in the order in which they were given.

    Raises:
        BadInput: they are fewer than two, or one of them is not in the latest published draft.
    """
    wanted = list(dict.fromkeys(clauses))
    latest = published_revisions(consultation).values("pk")[:1]
    known = Wording.objects.filter(revision__in=list(latest.values_list("pk", flat=True)), clause__in=wanted).count()
    if len(wanted) < CLAUSES_LEAST or known != len(wanted):
        raise BadInput("thread.clauses", field="clauses")
    return wanted


def write_down(thread: Thread, *, actor: Viewer, action: str, now: datetime) -> None:
    """Append to the consultation's chain what the thread is now."""
    chain = thread.consultation.chain_id
    record(
        chain_id=chain,
        actor=pseudonym(actor, chain_id=chain),
        action=action,
        subject=thread.pk,
        digest=thread_digest(thread),
        now=now,
        statuses={str(thread.pk): thread.status},
    )

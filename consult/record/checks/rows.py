"""Checking what stands around the posts: the consultation, its team, its documents, its threads, and decisions."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from consult.accounts.models import Account
from consult.consultations.canonical import consultation_digest, membership_digest, place_digest
from consult.consultations.models import Consultation
from consult.discussion.canonical import thread_digest
from consult.discussion.models import Post, PostVersion, Thread, ThreadEvent
from consult.discussion.rules import Event, Status, ThreadKind, ThreadStatus
from consult.documents.canonical import document_digest, edit_digest, revision_digest, source_digest
from consult.documents.clause_index import words_for
from consult.documents.models import Document, Revision, Source
from consult.documents.queries import wordings_of
from consult.moderation.models import Decision
from consult.platform.audit.canonical import instant, values_digest
from consult.record.checks.chains import AT_ONCE, Fault, Said
from consult.record.checks.comparisons import OTHER_WORDS, STILL_THERE, against, is_erased, matches, moved
from consult.record.checks.hashed_columns import IdText, InstantText
from consult.record.checks.people import Pseudonyms

NEW: Final = "its thread says of it that it is new where, or when, it was not"


def check_consultation(consultation: Consultation, said: Said) -> Iterator[Fault]:
    """Its dates, modes, texts and house rules."""
    yield from against(said, str(consultation.id), consultation_digest(consultation), what=f"consultation {consultation.slug}")


def check_numbers(consultation: Consultation, said: Said) -> Iterator[Fault]:
    """Whether the next post gets the next number."""
    if consultation.last_number != max(said.numbers.values(), default=0):
        yield Fault(f"consultation {consultation.slug}", "does not know the last number that it gave")


def check_team(consultation: Consultation, said: Said, people: Pseudonyms) -> Iterator[Fault]:
    """Who is in its team, and as what; of those who are erased, only that somebody was."""
    emails = dict(Account.objects.filter(person__memberships__consultation=consultation).values_list("person_id", "email"))
    for membership in consultation.memberships.order_by("id"):
        subject, person = str(membership.pk), str(membership.person_id)
        recorded = said.digests.get(subject, "") if person in people.erased else ""
        digest = recorded or membership_digest(membership.role, who=people.given.get(person))
        what = f"member {membership.pk} of the team of {consultation.slug}"
        yield from against(said, subject, digest, what=what)
        if subject in said.emails and not matches(membership.salt, emails.get(membership.person_id, ""), said.emails[subject]):
            yield Fault(what, "signs in by another address than the record says")


def check_site(said: Said) -> Iterator[Fault]:
    """Every consultation that was ever created."""
    for consultation in Consultation.objects.order_by("created_at"):
        yield from against(said, str(consultation.id), place_digest(consultation), what=f"consultation {consultation.slug}")


def check_documents(consultation: Consultation, said: Said) -> Iterator[Fault]:
    """What its documents are, and what they are called."""
    for document in Document.objects.filter(consultation=consultation).order_by("created_at"):
        yield from against(said, str(document.id), document_digest(document), what=f"document of {consultation.slug}")


def check_revisions(consultation: Consultation, said: Said) -> Iterator[Fault]:
    """Every revision of its documents, clause by clause."""
    revisions = Revision.objects.filter(document__consultation=consultation).select_related("source").order_by("created_at")
    for revision in revisions:
        what = f"revision {revision.number} of {consultation.slug}"
        wordings = wordings_of(revision)
        digest = revision_digest(revision, wordings)
        if digest != revision.sha256:
            yield Fault(what, "a wording does not match the revision's hash")
        yield from against(said, str(revision.id), digest, what=what)
        yield from moved(said, str(revision.id), revision.status, what=what)
        if revision.published_at is not None and said.published.get(str(revision.id)) != instant(revision.published_at):
            yield Fault(what, "was published at another instant than the record says")
        if source_of(revision) != said.sources.get(str(revision.id)):
            yield Fault(what, "was read from another file than the record says")
        if [edit_digest(edit) for edit in revision.edits.all()] != said.steps.get(str(revision.id), []):
            yield Fault(what, "was edited otherwise than the record says")
        if any(wording.words != words_for(wording) for wording in wordings):
            yield Fault(what, OTHER_WORDS)


def source_of(revision: Revision) -> str | None:
    """The digest of the file that it was read from; of those of 0.1 no file was kept, and the record says so."""
    source: Source | None = getattr(revision, "source", None)
    return source_digest(source) if source else None


def check_events(consultation: Consultation, said: Said) -> Iterator[Fault]:
    """Whether each thread's events go from 1 to its last without a gap, tell once of each post that was shown in it, and fit the record."""
    events = ThreadEvent.objects.filter(thread__consultation=consultation).order_by()
    posted = Count("id", filter=Q(type=Event.POSTED))
    counted = events.values("thread").annotate(n=Count("id"), last=Max("seq"), posted=posted).values_list("thread", "n", "last", "posted")
    told = {thread: numbers for thread, *numbers in counted}
    posts = Post.objects.filter(consultation=consultation, number__isnull=False).order_by().values_list("thread")
    shown = dict(posts.annotate(n=Count("id")))
    for thread, last in Thread.objects.filter(consultation=consultation).values_list("id", "last_seq"):
        if told.get(thread, [0, 0, 0]) != [last, last, shown.get(thread, 0)]:
            yield Fault(f"thread {thread}", "does not tell all its events in order")
    yield from check_new(events.filter(type=Event.POSTED))
    yield from check_later_events(events.exclude(type=Event.POSTED), said)


def check_new(events: QuerySet[ThreadEvent]) -> Iterator[Fault]:
    """Whether threads tell of each post that it is new once, in its own thread, when one of its versions was first public.

    The database compares, and gives what does not fit alone. The first version of a post from before 0.3 does not know when that was.
    """
    here = PostVersion.objects.filter(post=OuterRef("post"), post__thread=OuterRef("thread"))
    known = here.filter(Q(shown_at=OuterRef("at")) | Q(shown_at=None, number=1) & ~Q(status=Status.HELD))
    for post in events.filter(~Exists(known)).order_by("post").values_list("post", flat=True):
        yield Fault(f"post {post}", NEW)
    for post in events.values("post").annotate(n=Count("id")).filter(n__gt=1).order_by("post").values_list("post", flat=True):
        yield Fault(f"post {post}", NEW)


def check_later_events(events: QuerySet[ThreadEvent], said: Said) -> Iterator[Fault]:
    """Whether what threads tell of posts that were there already is what the record says: of which, what, when, and where."""
    found = events.values_list(IdText("post_id"), "type", InstantText("at"), "thread", "post__thread")
    rows = [(tuple(happened), thread == home) for *happened, thread, home in found.iterator(chunk_size=AT_ONCE)]
    here = Counter(happened for happened, is_home in rows if is_home)
    recorded = Counter(said.events)
    for post in sorted({post for post, _event, _at in (here - recorded) + (recorded - here)}):
        yield Fault(f"post {post}", "its thread tells something else of it than the record says")


def check_decisions(consultation: Consultation, said: Said, people: Pseudonyms) -> Iterator[Fault]:
    """Every decision: its reason, and what is hashed with it."""
    decisions = Decision.objects.filter(version__post__consultation=consultation).order_by("decided_at", "id")
    fields = ("id", "version_id", "action", "rule_id", "reason", "salt", "sha256", "reverses_id", "decided_at", "decided_by_id")
    for row in decisions.values_list(*fields).iterator(chunk_size=AT_ONCE):
        id_, version, action, rule, reason, salt, sha256, reverses, decided_at, by = row
        what = f"decision {id_}"
        if is_erased(version, said):  # a reason may quote what was erased
            if reason or salt:
                yield Fault(what, STILL_THERE)
        elif not matches(salt, reason, sha256):
            yield Fault(what, "the reason does not match its hash")
        digest = values_digest(version=version, action=action, rule=rule, sha256=sha256, reverses=reverses, decided_at=decided_at)
        yield from against(said, str(id_), digest, what=what)
        if str(id_) in said.actors and not people.fit(str(by), said.actors[str(id_)]):
            yield Fault(what, "is by another moderator than the record says")


def gone(said: Said, chain: str) -> Iterator[Fault]:
    """What the record tells of and no row stands for any more."""
    for subject in said.digests:
        yield Fault(f"record {chain}, subject {subject}", "is in the record, and its row is gone")


def check_threads(consultation: Consultation, said: Said) -> Iterator[Fault]:
    """Every thread that somebody opened, closed or opened again. Of the others nothing is said: they come with their clauses."""
    for thread in Thread.objects.filter(consultation=consultation).prefetch_related("places").order_by("created_at", "id"):
        if is_told_of(thread, said):
            yield from against(said, str(thread.pk), thread_digest(thread), what=f"thread {thread.pk}")


def is_told_of(thread: Thread, said: Said) -> bool:
    """Whether the record tells of it, or should."""
    return thread.kind == ThreadKind.SEVERAL or thread.status == ThreadStatus.LOCKED or str(thread.pk) in said.digests

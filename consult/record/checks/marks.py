"""Checking what readers put on posts, supports and flags, how often posts say that they did, and what moderators let stand."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from consult.consultations.models import Consultation
from consult.discussion.models import Flag, Post, Support
from consult.moderation.canonical import keeping_digest
from consult.moderation.models import Keeping
from consult.platform.audit.canonical import instant, values_digest
from consult.record.checks.chains import AT_ONCE, Fault, Said
from consult.record.checks.comparisons import STILL_THERE, against, is_erased, matches
from consult.record.checks.people import Pseudonyms


def check_supports(consultation: Consultation, said: Said, people: Pseudonyms) -> Iterator[Fault]:
    """Every support: of which version, when, and by whom."""
    fields = ("id", "post_id", "version_id", "created_at", "person_id")
    supports = Support.objects.filter(post__consultation=consultation).order_by("created_at", "id")
    for id_, post, version, created_at, person in supports.values_list(*fields).iterator(chunk_size=AT_ONCE):
        what, subject = f"support {id_}", str(id_)
        yield from against(said, subject, values_digest(post=post, version=version, created_at=created_at), what=what)
        yield from by_whom(said, subject, str(person), people, what=what)


def check_flags(consultation: Consultation, said: Said, people: Pseudonyms) -> Iterator[Fault]:
    """Every flag: its words, what is hashed with them, by whom, and when and how it was answered."""
    fields = ("id", "post_id", "version_id", "rule", "text", "salt", "sha256", "created_at", "answered_at", "outcome", "person_id")
    flags = Flag.objects.filter(post__consultation=consultation).order_by("created_at", "id")
    for row in flags.values_list(*fields).iterator(chunk_size=AT_ONCE):
        id_, post, version, rule, text, salt, sha256, created_at, answered_at, outcome, person = row
        what, subject = f"flag {id_}", str(id_)
        if str(person) in people.erased or is_erased(version, said):  # a note may quote the words that it is about
            if text or salt:
                yield Fault(what, STILL_THERE)
        elif not matches(salt, text, sha256):
            yield Fault(what, "the text does not match its hash")
        digest = values_digest(post=post, version=version, rule=rule, sha256=sha256, created_at=created_at)
        yield from against(said, subject, digest, what=what)
        yield from by_whom(said, subject, str(person), people, what=what)
        at, became = said.answered.get(subject, (None, ""))
        if at != (instant(answered_at) if answered_at else None):
            yield Fault(what, "was answered at another instant than the record says")
        if became != outcome:
            yield Fault(what, "was answered otherwise than the record says")


def check_keepings(consultation: Consultation, said: Said, people: Pseudonyms) -> Iterator[Fault]:
    """Everything that was let stand: its reason, what is hashed with it, and by whom."""
    for keeping in Keeping.objects.filter(version__post__consultation=consultation).order_by("kept_at", "id"):
        what, subject = f"keeping {keeping.pk}", str(keeping.pk)
        if is_erased(keeping.version_id, said):
            if keeping.reason or keeping.salt:
                yield Fault(what, STILL_THERE)
        elif not matches(keeping.salt, keeping.reason, keeping.sha256):
            yield Fault(what, "the reason does not match its hash")
        yield from against(said, subject, keeping_digest(keeping), what=what)
        yield from by_whom(said, subject, str(keeping.kept_by_id), people, what=what)


def check_counts(consultation: Consultation) -> Iterator[Fault]:
    """Whether each post counts right who supports it, and what readers reported and nobody has answered."""
    supports = counted(Support.objects.filter(post__consultation=consultation))
    flags = counted(Flag.objects.filter(post__consultation=consultation, answered_at=None))
    told = Post.objects.filter(Q(supported__gt=0) | Q(flagged__gt=0), consultation=consultation).values_list("pk", "supported", "flagged")
    by_post = {post: (supported, flagged) for post, supported, flagged in told}
    for post in sorted({*by_post, *supports, *flags}):
        supported, flagged = by_post.get(post, (0, 0))
        if supported != supports.get(post, 0):
            yield Fault(f"post {post}", "does not count its supports right")
        if flagged != flags.get(post, 0):
            yield Fault(f"post {post}", "does not count its flags right")


def counted(marks: QuerySet[Support] | QuerySet[Flag]) -> dict[UUID, int]:
    """How many of them each post has."""
    return dict(marks.order_by().values_list("post").annotate(n=Count("pk")))


def by_whom(said: Said, subject: str, person: str, people: Pseudonyms, *, what: str) -> Iterator[Fault]:
    """Whether it is by whom the record says, as far as that can still be told."""
    if subject in said.actors and not people.fit(person, said.actors[subject]):
        yield Fault(what, "is by somebody else than the record says")

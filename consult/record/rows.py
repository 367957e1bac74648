"""Checking rows against the record: every row that should have an entry, its own hash, and what the record says of it."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final
from uuid import UUID

from django.db.models import Count, F, Func

from consult.audit.canonical import salted
from consult.consultations.canonical import consultation_digest
from consult.consultations.models import Consultation
from consult.discussion.canonical import shown_as, version_values_digest
from consult.discussion.models import Post, PostVersion, Thread
from consult.discussion.rules import Status, hashed_text, post_status
from consult.documents.canonical import revision_digest
from consult.documents.models import Revision
from consult.documents.queries import wordings_of
from consult.moderation.canonical import decision_values_digest
from consult.moderation.models import Decision
from consult.record.chains import AT_ONCE, Fault, Said
from consult.record.texts import IdText, InstantText, JSONText

BREAK: Final = re.compile(r"</?p>|<br>")
TAG: Final = re.compile(
    rf'<a href="([^"<>]*)" rel="nofollow ugc noopener">([^<>]*)</a>|<a rel="nofollow ugc noopener">([^<>]*)</a>|{BREAK.pattern}'
)


def check_consultation(consultation: Consultation, said: Said) -> Iterator[Fault]:
    """Its dates, modes, texts and house rules."""
    yield from against(said, str(consultation.id), consultation_digest(consultation), what=f"consultation {consultation.slug}")


def check_revisions(consultation: Consultation, said: Said) -> Iterator[Fault]:
    """Every revision of its documents, clause by clause."""
    for revision in Revision.objects.filter(document__consultation=consultation).order_by("created_at"):
        what = f"revision {revision.number} of {consultation.slug}"
        digest = revision_digest(revision, wordings_of(revision))
        if digest != revision.sha256:
            yield Fault(what, "a wording does not match the revision's hash")
        yield from against(said, str(revision.id), digest, what=what)
        yield from moved(said, str(revision.id), revision.status, what=what)


def check_versions(consultation: Consultation, said: Said) -> Iterator[Fault]:
    """Every version of every post: its words, what is hashed with them, its status, and what the page shows of it."""
    rows = PostVersion.objects.filter(post__consultation=consultation).order_by("post__created_at", "post_id", "number")
    known: list[Status] = []
    before: tuple[object, ...] | None = None
    for row in rows.values_list(*VERSION.values()).iterator(chunk_size=AT_ONCE):
        version = dict(zip(VERSION, row, strict=True))
        post = (version["post"], version["post_status"], version["post_number"])
        if before is not None and before != post:
            yield from check_post(before, known, said)
            known = []
        before = post
        known.append(Status(version["status"]))
        yield from check_version(version, said)
    if before is not None:
        yield from check_post(before, known, said)


VERSION: Final[Mapping[str, F | Func]] = {
    "id": IdText("id"),
    "post": IdText("post_id"),
    "number": F("number"),
    "status": F("status"),
    "text": F("text"),
    "html": F("html"),
    "stance": F("stance"),
    "operation": F("operation"),
    "wording": F("wording"),
    "quote": JSONText("quote"),
    "salt": F("salt"),
    "sha256": F("sha256"),
    "created_at": InstantText("created_at"),
    "post_status": F("post__status"),
    "post_number": F("post__number"),
    "thread": IdText("post__thread_id"),
    "shown_name": F("shown_name"),
    "name": F("name"),
    "kind": F("post__kind"),
    "clause": IdText("post__clause_id"),
    "reply_to": IdText("post__reply_to_id"),
    "revision": F("post__revision__number"),
    "channel": F("post__submission__channel"),
}
DIGESTED: Final = ("sha256", "kind", "stance", "operation", "clause", "revision", "quote", "reply_to", "channel")


def check_version(version: dict[str, object], said: Said) -> Iterator[Fault]:
    """One version against its own hash and against the record."""
    subject, what = str(version["id"]), f"post {version['post']}, version {version['number']}"
    erased = version["status"] == Status.ERASED
    if not erased and not matches(version["salt"], hashed_text(str(version["text"]), str(version["wording"])), version["sha256"]):
        yield Fault(what, "the text does not match its hash")
    if not erased and not html_says(str(version["html"]), str(version["text"])):
        yield Fault(what, "what the page shows is not the text")
    yield from against(said, subject, digest_of(version), what=what)
    yield from moved(said, subject, version["status"], what=what)
    if subject in said.shown_as:
        yield from beside(version, said, what=what)


def beside(version: dict[str, object], said: Said, *, what: str) -> Iterator[Fault]:
    """What the record says of a version beside its digest: when it came, where it stands, and under which name."""
    subject = str(version["id"])
    if said.times[subject] != version["created_at"]:
        yield Fault(what, "was received at another instant than the record says")
    if said.threads[str(version["post"])] != version["thread"]:
        yield Fault(what, "stands in another thread than the record says")
    if version["status"] != Status.ERASED and said.shown_as[subject] != named(version):
        yield Fault(what, "is shown under another name than the record says")


def named(version: dict[str, object]) -> str | None:
    """The salted hash of the name that it is shown under; None where the salt is none."""
    try:
        return shown_as(str(version["salt"]), str(version["shown_name"]), str(version["name"]))
    except ValueError:
        return None


def digest_of(version: dict[str, object]) -> str:
    """The digest of a version from its columns (`discussion.canonical`)."""
    values = {"v": 1, **{field: version[field] or None for field in DIGESTED}}
    if version["quote"]:
        values["quote"] = json.loads(str(version["quote"]))
    return version_values_digest(values)


def check_post(post: tuple[object, ...], versions: list[Status], said: Said) -> Iterator[Fault]:
    """The post's own status and number."""
    post_id, status, number = post
    if post_status(versions) != status:
        yield Fault(f"post {post_id}", f"is {status}, and its versions say {post_status(versions)}")
    if said.numbers.get(str(post_id)) != number:
        yield Fault(f"post {post_id}", f"has number {number}, and the record says {said.numbers.get(str(post_id))}")


def check_posts_without_version(consultation: Consultation) -> Iterator[Fault]:
    """A post says nothing without a version."""
    for post_id in Post.objects.filter(consultation=consultation, versions=None).values_list("id", flat=True):
        yield Fault(f"post {post_id}", "has no version")


def check_counts(consultation: Consultation) -> Iterator[Fault]:
    """What pages say of each thread in numbers, counted again from its shown posts."""
    shown = PostVersion.objects.filter(post__consultation=consultation, status=Status.SHOWN).order_by()
    counted: dict[UUID, Counter[str]] = {}
    for thread, stance, n in shown.values_list("post__thread_id", "stance").annotate(n=Count("id")):
        counted.setdefault(thread, Counter()).update({"total": n, **({stance: n} if stance else {})})
    for thread, counts in Thread.objects.filter(consultation=consultation).values_list("id", "counts"):
        if counts != counted.get(thread, {}):
            yield Fault(f"thread {thread}", "does not count its shown posts right")


def check_decisions(consultation: Consultation, said: Said) -> Iterator[Fault]:
    """Every decision: its reason, and what is hashed with it."""
    decisions = Decision.objects.filter(version__post__consultation=consultation).order_by("decided_at", "id")
    fields = ("id", "version_id", "action", "rule_id", "reason", "salt", "sha256", "reverses_id", "decided_at")
    for row in decisions.values_list(*fields).iterator(chunk_size=AT_ONCE):
        id_, version, action, rule, reason, salt, sha256, reverses, decided_at = row
        what = f"decision {id_}"
        if not matches(salt, reason, sha256):
            yield Fault(what, "the reason does not match its hash")
        digest = decision_values_digest(version=version, action=action, rule=rule, sha256=sha256, reverses=reverses, decided_at=decided_at)
        yield from against(said, str(id_), digest, what=what)


def against(said: Said, subject: str, digest: str, *, what: str) -> Iterator[Fault]:
    """Whether the record knows the row, and as it is. What is asked for is taken off, so that rows that are gone remain."""
    recorded = said.digests.pop(subject, None)
    if recorded is None:
        yield Fault(what, "has no entry in the record")
    elif recorded != digest:
        yield Fault(what, "is not what the record says")


def moved(said: Said, subject: str, status: object, *, what: str) -> Iterator[Fault]:
    """Whether the row has the status that the record's last word gives it."""
    if said.statuses.get(subject) != status:
        yield Fault(what, f"is {status}, and the record says {said.statuses.get(subject)}")


def matches(salt: object, text: str, sha256: object) -> bool:
    """Whether that is the hash of salt and text. A salt that is none matches nothing."""
    try:
        return salted(str(salt), text) == sha256
    except ValueError:
        return False


def html_says(html: str, text: str) -> bool:
    """Whether the stored HTML shows the text and nothing else: paragraphs, line breaks, and links that lead where they say."""
    if html == f"<p>{text}</p>" and "<" not in text and "&" not in text:
        return True  # most are one plain paragraph
    if "<a " not in html:
        visible = BREAK.sub(" ", html)
    elif any(unescape(link[1]) != unescape(link[2]) for link in TAG.finditer(html) if link[1] is not None):
        return False
    else:
        visible = TAG.sub(lambda tag: tag[2] or tag[3] or " ", html)
    return "<" not in visible and unescape(visible).split() == text.split()


def gone(said: Said, chain: str) -> Iterator[Fault]:
    """What the record tells of and no row stands for any more."""
    for subject in said.digests:
        yield Fault(f"record {chain}, subject {subject}", "is in the record, and its row is gone")

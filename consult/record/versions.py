"""Checking posts and their versions: words, hash, page, status, place, name, author and receipt."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final

from django.db.models import F, Func

from consult.consultations.models import Consultation
from consult.discussion.canonical import shown_as, version_values_digest
from consult.discussion.models import Post, PostVersion
from consult.discussion.rules import Status, hashed_text, post_status
from consult.record.chains import AT_ONCE, Fault, Said
from consult.record.fits import against, matches, moved
from consult.record.people import Pseudonyms
from consult.record.texts import IdText, InstantText, JSONText

BREAK: Final = re.compile(r"</?p>|<br>")
TAG: Final = re.compile(
    rf'<a href="([^"<>]*)" rel="nofollow ugc noopener">([^<>]*)</a>|<a rel="nofollow ugc noopener">([^<>]*)</a>|{BREAK.pattern}'
)


def check_versions(consultation: Consultation, said: Said, people: Pseudonyms) -> Iterator[Fault]:
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
        yield from check_version(version, said, people)
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
    "submission": IdText("post__submission_id"),
    "submission_at": InstantText("post__submission__received_at"),
    "author": IdText("post__submission__author_id"),
    "entered_by": IdText("post__submission__entered_by_id"),
    "receipt_of": IdText("receipt__submission_id"),
    "receipt_at": InstantText("receipt__received_at"),
    "rule": F("rule"),
    "shown_name": F("shown_name"),
    "name": F("name"),
    "kind": F("post__kind"),
    "clause": IdText("post__clause_id"),
    "reply_to": IdText("post__reply_to_id"),
    "revision": F("post__revision__number"),
    "channel": F("post__submission__channel"),
}
DIGESTED: Final = ("sha256", "kind", "stance", "operation", "clause", "revision", "quote", "reply_to", "channel")


def check_version(version: dict[str, object], said: Said, people: Pseudonyms) -> Iterator[Fault]:
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
        yield from beside(version, said, people, what=what)
        yield from received(version, what=what)


def beside(version: dict[str, object], said: Said, people: Pseudonyms, *, what: str) -> Iterator[Fault]:
    """What the record says of a version beside its digest: when it came and from whom, where it stands, under which name and rule."""
    subject = str(version["id"])
    if said.times[subject] != version["created_at"]:
        yield Fault(what, "was received at another instant than the record says")
    if said.threads[str(version["post"])] != version["thread"]:
        yield Fault(what, "stands in another thread than the record says")
    if version["status"] != Status.ERASED and said.shown_as[subject] != named(version):
        yield Fault(what, "is shown under another name than the record says")
    if not people.fit(optional(version["entered_by"] or version["author"]), said.actors[subject]):
        yield Fault(what, "is by another author than the record says")
    if version["status"] == Status.HIDDEN and said.rules.get(subject) != version["rule"]:
        yield Fault(what, "is hidden under another rule than the record says")


def received(version: dict[str, object], *, what: str) -> Iterator[Fault]:
    """Whether its receipt tells of it: the same submission and the same instant."""
    first = version["submission_at"] if version["number"] == 1 else version["created_at"]
    if version["receipt_of"] != version["submission"] or {version["receipt_at"], first} != {version["created_at"]}:
        yield Fault(what, "is not what its receipt says")


def optional(value: object) -> str | None:
    """As text, where there is any."""
    return str(value) if value else None


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

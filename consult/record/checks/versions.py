"""Checking posts and their versions: words, hash, page, status, place, name, author and receipt."""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from html import unescape
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from django.db.models import Case, CharField, F, Q, SmallIntegerField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from consult.consultations.models import Consultation
from consult.discussion.actions.fill_words import fill_words_of
from consult.discussion.canonical import read_as, shown_as, version_values_digest
from consult.discussion.models import Post, PostVersion, Thread
from consult.discussion.rules import Operation, Status, hashed_text, post_status
from consult.discussion.search.post_index import facets_of, words_for
from consult.platform import jobs
from consult.platform.audit.canonical import canonical
from consult.record.checks.chains import AT_ONCE, Fault, Said, Told
from consult.record.checks.comparisons import OTHER_WORDS, STILL_THERE, differs, matches
from consult.record.checks.hashed_columns import IdText, InstantText, JSONText, StoredId, id_text
from consult.record.checks.people import Pseudonyms

ERASED: Final = Status.ERASED.value
MARK: Final = "0" * 64  # where a hash stands
SHOWN_AT_ONCE: Final = "at once"
TAG: Final = re.compile(
    r'<a href="([^"<>]*)" rel="nofollow ugc noopener">([^<>]*)</a>|<a rel="nofollow ugc noopener">([^<>]*)</a>|</?p>|<br>'
)
WITH_WORDING: Final = frozenset({Operation.REPLACE, Operation.INSERT_AFTER})


class Version(NamedTuple):
    """A version with what is asked about its post, submission and author. Instants and the first two ids are as the record has them."""

    id: str
    post: str
    number: int
    status: str
    text: str
    html: str
    stance: str
    operation: str
    wording: str
    quote: str | None
    salt: str
    sha256: str
    created_at: str
    post_status: str
    post_number: int | None
    thread: str
    office: str
    by: str | None  # who entered it, else its author
    rule: int | None
    shown_name: str
    name: str
    on_behalf_of: str
    kind: str
    clause: str | None
    reply_to: str | None
    revision: int | None
    channel: str
    words: str
    language: str
    signals: str
    shown_at: str | None  # `SHOWN_AT_ONCE` where it was public when it was received
    is_as_old: int  # 1 where the post is as old as this version
    receipt: str
    is_receipted: int  # 1 where its receipt is of its submission and of its instant


@dataclass
class Place:
    """The consultation that the versions are of, and whose words are to come: long ones get theirs from a worker, soon after."""

    consultation: str
    facets: dict[tuple[str | None, str, str], str] = field(default_factory=dict)  # clause, kind and stance → the words that say so
    around: dict[tuple[object, ...], tuple[bytes, bytes]] = field(default_factory=dict)  # labels → what is hashed before a hash and after

    @cached_property
    def waiting(self) -> Collection[str]:
        """Codes of the receipts whose versions a worker is to give words to. One query, where a version has none."""
        return jobs.first_arguments(fill_words_of)

    def words_for(self, version: Version) -> str:
        """What the version has to be found by."""
        place = version.clause, version.kind, version.stance
        if (facets := self.facets.get(place)) is None:
            clause = id_text(version.clause) if version.clause else None
            facets = self.facets[place] = facets_of(consultation=self.consultation, clause=clause, kind=version.kind, stance=version.stance)
        return words_for(version.text, version.wording, facets)

    def waits_for_words(self, version: Version) -> bool:
        """Whether it has no words yet, and a worker is to give it some."""
        return not version.words and version.receipt in self.waiting


OF_ITS_RECEIPT: Final = Q(receipt__submission=F("post__submission"), receipt__received_at=F("created_at")) & (
    Q(number__gt=1) | Q(post__submission__received_at=F("created_at"))
)
COLUMNS: Final[Mapping[str, Combinable]] = {
    **{field: F(field) for field in Version._fields},
    "id": IdText("id"),
    "post": IdText("post_id"),
    "quote": JSONText("quote"),
    "created_at": InstantText("created_at"),
    "post_status": F("post__status"),
    "post_number": F("post__number"),
    "thread": StoredId("post__thread_id"),
    "office": F("post__office"),
    "by": Coalesce(StoredId("post__submission__entered_by_id"), StoredId("post__submission__author_id")),
    "on_behalf_of": F("post__submission__on_behalf_of"),
    "kind": F("post__kind"),
    "clause": StoredId("post__clause_id"),
    "reply_to": StoredId("post__reply_to_id"),
    "revision": F("post__revision__number"),
    "channel": F("post__submission__channel"),
    "signals": JSONText("signals"),
    "shown_at": Case(When(shown_at=F("created_at"), then=Value(SHOWN_AT_ONCE)), default=InstantText("shown_at"), output_field=CharField()),
    "is_as_old": Case(When(post__created_at=F("created_at"), then=1), default=0, output_field=SmallIntegerField()),
    "receipt": F("receipt_id"),
    "is_receipted": Case(When(OF_ITS_RECEIPT, then=1), default=0, output_field=SmallIntegerField()),
}


def check_versions(consultation: Consultation, said: Said, people: Pseudonyms) -> Iterator[Fault]:
    """Every post and every version of it: its words, what is hashed with them, its status, and what the page shows of it.

    What pages say of each thread in numbers is counted again on the way.
    """
    shown: Counter[tuple[str, str]] = Counter()
    found = PostVersion.objects.filter(post__consultation=consultation).order_by("post__created_at", "post_id", "number")
    rows = found.values_list(*COLUMNS.values()).iterator(chunk_size=AT_ONCE)
    posts, place = 0, Place(str(consultation.pk))
    for _post, versions in groupby(map(Version._make, rows), key=attrgetter("post")):
        posts += 1
        known = list(versions)
        for version in known:
            if version.status == Status.SHOWN:
                shown[version.thread, version.stance] += 1
            for how in faults_of(version, said, people, at=place):
                yield Fault(f"post {version.post}, version {version.number}", how)
        yield from check_post(known, said)
    yield from check_counts(consultation, shown)
    if posts != Post.objects.filter(consultation=consultation).count():
        yield from posts_without_version(consultation)


def faults_of(version: Version, said: Said, people: Pseudonyms, *, at: Place) -> Iterator[str]:
    """One version against its own hash and against the record."""
    if version.status != ERASED:
        if not matches(version.salt, hashed_text(version.text, version.wording), version.sha256):
            yield "the text does not match its hash"
        if not has_its_wording(version):
            yield "holds a wording that it does not propose, or proposes one that it does not hold"
        if not html_says(version.html, version.text):
            yield "what the page shows is not the text"
    elif version.text or version.html or version.wording or version.name or version.salt or version.words:
        yield STILL_THERE
    if how := differs(said, version.id, digest_of(version, at=at)):
        yield how
    if said.statuses.get(version.id) != version.status:
        yield f"is {version.status}, and the record says {said.statuses.get(version.id)}"
    shown_at = version.created_at if version.shown_at == SHOWN_AT_ONCE else version.shown_at
    if shown_at != (first := said.shown.get(version.id)) and first != "":
        yield "was first public at another instant than the record says"
    if told := said.versions.get(version.id):
        yield from beside(version, told, people)
        if version.status == Status.HIDDEN and said.rules.get(version.id) != version.rule:
            yield "is hidden under another rule than the record says"
        if not version.is_receipted:
            yield "is not what its receipt says"
    if version.status != ERASED and version.words != at.words_for(version) and not at.waits_for_words(version):
        yield OTHER_WORDS


def beside(version: Version, told: Told, people: Pseudonyms) -> Iterator[str]:
    """What the record says of a version beside its digest: when it came and from whom, where it stands, under which name."""
    at, actor, thread, shown, length, read = told
    if at != version.created_at:
        yield "was received at another instant than the record says"
    if thread != id_text(version.thread):
        yield "stands in another thread than the record says"
    if version.status != ERASED and shown != named(version):
        yield "is shown under another name than the record says"
    if version.status != ERASED and length not in {None, len(version.text)}:
        yield "its text ends elsewhere than the record says"
    if read is not None and version.status != ERASED and read != noticed(version, actor):
        yield "is in another language, or screening saw something else in it, than the record says"
    if not people.fit(id_text(version.by) if version.by else None, actor):
        yield "is by another author than the record says"


def has_its_wording(version: Version) -> bool:
    """Whether a wording is there where one is proposed, and nowhere else: the hash alone does not tell where the text ends."""
    return bool(version.wording.strip()) == (version.operation in WITH_WORDING) and (not version.wording or bool(version.operation))


def named(version: Version) -> str | None:
    """The salted hash of the name that it is shown under; None where the salt is none."""
    try:
        return shown_as(version.salt, version.shown_name, version.name, version.on_behalf_of)
    except ValueError:
        return None


def noticed(version: Version, by: str | None) -> str | None:
    """The salted hash of its author's pseudonym, its language and of what screening saw; None where the salt is none."""
    signals = "[]" if version.signals == "[]" else canonical(json.loads(version.signals)).decode()
    try:
        return read_as(version.salt, by, version.language, signals)
    except ValueError:
        return None


def digest_of(version: Version, *, at: Place) -> str:
    """The digest of a version from its columns (`discussion.canonical`). What stands around its hash is the same for many."""
    if version.quote or version.reply_to:
        return version_values_digest(labels_of(version))
    place = version.channel, version.clause, version.kind, version.operation, version.revision, version.stance
    if (around := at.around.get(place)) is None:
        before, _mark, after = canonical({**labels_of(version), "sha256": MARK}).partition(MARK.encode())
        around = at.around[place] = (before, after)
    return sha256(around[0] + version.sha256.encode() + around[1]).hexdigest()


def labels_of(version: Version) -> dict[str, object]:
    """What is hashed of it."""
    return {
        "v": 1,
        "sha256": version.sha256,
        "kind": version.kind,
        "stance": version.stance or None,
        "operation": version.operation or None,
        "clause": id_text(version.clause) if version.clause else None,
        "revision": version.revision,
        "quote": json.loads(version.quote) if version.quote else None,
        "reply_to": id_text(version.reply_to) if version.reply_to else None,
        "channel": version.channel,
    }


def check_post(versions: Sequence[Version], said: Said) -> Iterator[Fault]:
    """The post's own status and number; `versions` are all of its versions, oldest first."""
    post, number = versions[0], said.numbers.get(versions[0].post)
    status = post_status([Status(version.status) for version in versions]) if len(versions) > 1 else post.status
    if status != post.post_status:
        yield Fault(f"post {post.post}", f"is {post.post_status}, and its versions say {status}")
    if post.number == 1 and not post.is_as_old and (told := said.versions.get(post.id)) and told[0] == post.created_at:
        yield Fault(f"post {post.post}", "was received at another instant than the record says")
    if said.offices.get(post.post, "") != post.office:
        yield Fault(f"post {post.post}", "speaks by another office than the record says")
    if number != post.post_number:
        yield Fault(f"post {post.post}", f"has number {post.post_number}, and the record says {number}")


def check_counts(consultation: Consultation, shown: Mapping[tuple[str, str], int]) -> Iterator[Fault]:
    """Whether each thread counts its shown posts right; `shown` is how many there are, by thread and stance."""
    counted: dict[str, Counter[str]] = {}
    for (thread, stance), n in shown.items():
        counted.setdefault(id_text(thread), Counter()).update({"total": n, **({stance: n} if stance else {})})
    for thread_id, counts in Thread.objects.filter(consultation=consultation).values_list("id", "counts"):
        if counts != counted.get(str(thread_id), {}):
            yield Fault(f"thread {thread_id}", "does not count its shown posts right")


def posts_without_version(consultation: Consultation) -> Iterator[Fault]:
    """A post says nothing without a version."""
    for post_id in Post.objects.filter(consultation=consultation, versions=None).values_list("id", flat=True):
        yield Fault(f"post {post_id}", "has no version")


def html_says(html: str, text: str) -> bool:
    """Whether the stored HTML shows the text and nothing else: paragraphs, line breaks, and links that lead where they say."""
    if html == f"<p>{text}</p>" and "<" not in text and "&" not in text:
        return True  # most are one plain paragraph
    if "<a " not in html:
        visible = html.replace("<p>", " ").replace("</p>", " ").replace("<br>", " ")
    elif any(unescape(link[1]) != unescape(link[2]) for link in TAG.finditer(html) if link[1] is not None):
        return False
    else:
        visible = TAG.sub(lambda tag: tag[2] or tag[3] or " ", html)
    return "<" not in visible and unescape(visible).split() == text.split()

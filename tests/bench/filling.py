"""A consultation with any number of posts, written in bulk: the same rows that `submit_post` leaves, and the same record."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from consult.accounts.actions import pseudonym
from consult.consultations.models import Consultation
from consult.discussion.canonical import version_digest, version_facts
from consult.discussion.models import Post, PostVersion, Receipt, Submission, Thread, ThreadClause, ThreadEvent
from consult.discussion.post_versions import CODE_LETTERS
from consult.discussion.rules import Channel, Event, Kind, ShownName, Stance, Status, counts_after
from consult.discussion.search.post_index import with_words
from consult.documents.models import Revision, Wording
from consult.platform.audit.canonical import entry_hash, salted
from consult.platform.audit.models import Chain, Entry
from consult.platform.markup import paragraphs
from tests.cast import Scene, Someone

SECOND: Final = timedelta(seconds=1)
AT_ONCE: Final = 2_000  # posts written by one round of statements
ONE_IN_HELD: Final = 50
NUMBER: Final = "NOMOR"  # stands in a text where its number comes, so that no two are the same
TEXTS: Final = (
    f"Ketentuan ini memberatkan pedagang kecil di lapak {NUMBER}, karena jarak ke tempat pemilahan lebih dari satu kilometer.",
    f"Saya setuju & mendukung. Usul untuk lapak {NUMBER}: jadwal ditempel di pintu masuk.\n\nMohon dijelaskan pula siapa yang mengawasi.",
    f"Bandingkan dengan https://contoh.example/pasar/{NUMBER}?hal=2 tentang pemilahan sampah sebelum pukul sepuluh pagi.",
    f'Pedagang nomor {NUMBER} bertanya: apakah "lapak" < 2 m² juga wajib?\nDi pasar kami banyak yang hanya membawa bakul dan tikar.',
)
SHOWN_AS: Final = tuple(paragraphs(text) for text in TEXTS)


@dataclass
class Filling:
    """What is written for the posts of one consultation, and where its counters stand."""

    consultation: Consultation
    chain: Chain
    revision: Revision
    names: Mapping[UUID, UUID | None]  # pseudonym of each author
    threads: Mapping[UUID, Thread]
    rows: dict[type[Model], list[Any]] = field(default_factory=dict)

    def keep(self, row: Model) -> None:
        """Have it written with the others of its kind."""
        self.rows.setdefault(type(row), []).append(row)

    def write(self) -> None:
        """Write what was kept, in the order in which rows point at each other."""
        for kind in (Submission, Receipt, Post, PostVersion, ThreadEvent, Entry):
            kind._base_manager.bulk_create(self.rows.pop(kind, []), batch_size=AT_ONCE)


@transaction.atomic
def fill(scene: Scene, posts: int, *, authors: list[Someone], busy: UUID, on_busy: int, now: datetime, apart: timedelta = SECOND) -> None:
    """Give the consultation that many posts, `on_busy` of them on the clause `busy` and the others on all its other clauses.

    One in fifty is held, all others are shown. They came in so far `apart`, the last of them just before `now`.
    """
    filling = begun(scene, authors)
    elsewhere = cycle(sorted(clause for clause in filling.threads if clause != busy))
    places = [busy] * on_busy + [next(elsewhere) for _ in range(posts - on_busy)]
    for number, clause in enumerate(places):
        add_post(filling, number, clause, author=authors[number % len(authors)], now=now - (posts - number) * apart)
        if number % AT_ONCE == AT_ONCE - 1:
            filling.write()
    filling.write()
    filling.consultation.save(update_fields=["last_number", "last_event"])
    filling.chain.save(update_fields=["length", "head"])
    Thread.objects.bulk_update(filling.threads.values(), ["last_seq", "counts"], batch_size=AT_ONCE)


def begun(scene: Scene, authors: Iterable[Someone]) -> Filling:
    """Where everything stands before."""
    consultation = scene.now_is()
    places = ThreadClause.objects.filter(thread__consultation=consultation, own=True).select_related("thread")
    return Filling(
        consultation=consultation,
        chain=Chain.objects.get(pk=consultation.chain_id),
        revision=Revision.objects.get(document__consultation=consultation),
        names={one.person.pk: pseudonym(one.viewer, chain_id=consultation.chain_id) for one in authors},
        threads={place.clause_id: place.thread for place in places},
    )


def add_post(filling: Filling, number: int, clause: UUID, *, author: Someone, now: datetime) -> None:
    """One post with all that comes with it."""
    consultation = filling.consultation
    status = Status.HELD if number % ONE_IN_HELD == ONE_IN_HELD - 1 else Status.SHOWN
    submission = Submission(consultation=consultation, author=author.person, channel=Channel.API, received_at=now)
    receipt = Receipt(code="".join(secrets.choice(CODE_LETTERS) for _ in range(10)), submission=submission, received_at=now)
    post = Post(
        consultation=consultation,
        submission=submission,
        thread=filling.threads[clause],
        clause_id=clause,
        revision=filling.revision,
        kind=Kind.COMMENT,
        status=status,
        created_at=now,
    )
    version = worded(post, receipt, number, now=now)
    for row in (submission, receipt, post, version):
        filling.keep(row)
    if status is Status.SHOWN:
        show(filling, post, version, now=now)
    write_down(filling, version, actor=filling.names[author.person.pk], now=now)


def worded(post: Post, receipt: Receipt, number: int, *, now: datetime) -> PostVersion:
    """Its only version."""
    text, html = (form[number % len(TEXTS)].replace(NUMBER, str(number)) for form in (TEXTS, SHOWN_AS))
    salt = secrets.token_hex(16)
    version = PostVersion(
        post=post,
        receipt=receipt,
        number=1,
        status=post.status,
        text=text,
        html=html,
        stance=tuple(Stance)[number % len(Stance)],
        quote={"exact": "sebelum pukul", "prefix": "", "suffix": ""} if number % 10 == 0 else None,
        shown_name=ShownName.WITHHELD,
        shown_at=now if post.status == Status.SHOWN else None,
        salt=salt,
        sha256=salted(salt, text),
        created_at=now,
    )
    return with_words(version)


def show(filling: Filling, post: Post, version: PostVersion, *, now: datetime) -> None:
    """Give the post its number, and its thread the event."""
    filling.consultation.last_number += 1
    post.number = filling.consultation.last_number
    post.thread.last_seq += 1
    post.thread.counts = counts_after(post.thread.counts, gone=None, come=version.stance)
    filling.consultation.last_event += 1
    numbers = {"seq": post.thread.last_seq, "nth": filling.consultation.last_event}
    filling.keep(ThreadEvent(thread=post.thread, consultation=filling.consultation, type=Event.POSTED, post=post, at=now, **numbers))


def write_down(filling: Filling, version: PostVersion, *, actor: UUID | None, now: datetime) -> None:
    """The entry that `submit_post` appends."""
    chain = filling.chain
    values = {
        "v": 2,
        "number": chain.length + 1,
        "actor": actor,
        "salt": secrets.token_hex(16) if actor else "",
        "action": "post.received",
        "subject": str(version.pk),
        "digest": version_digest(version, revision=filling.revision.number),
        "facts": {**version_facts(version, by=actor), "statuses": {str(version.pk): version.status}},
        "at": now,
        "previous": chain.head,
    }
    entry = Entry(chain=chain, hash=entry_hash(values, chain=chain.name), **values)
    chain.length, chain.head = entry.number, entry.hash
    filling.keep(entry)


def labels(scene: Scene) -> Iterator[str]:
    """What the clauses are called, in reading order."""
    yield from Wording.objects.filter(clause__in=scene.labels.values()).order_by("position").values_list("label", flat=True)

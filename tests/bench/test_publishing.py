"""The next version of a draft of 300 clauses with 10,000 posts is published while people go on reading it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import Any, Final
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client

from consult.accounts.viewer import OPERATOR
from consult.consultations.rules import Moderation
from consult.discussion.models import Placement, PostVersion
from consult.documents.models import Revision, Wording
from consult.proposals.actions import publish_revision
from tests.bench.conftest import Measured
from tests.bench.filling import fill
from tests.bench.timing import took
from tests.cast import Scene, moment, revises, settles, someone, staged
from tests.consult.matching.edited import Clause, Language, edited, law

CLAUSES, POSTS, AUTHORS = 300, 10_000, 40
SECONDS, MEGABYTES = 20, 300
ONE_IN_QUOTING: Final = 2
DOCUMENT: Final = "/api/v1/consultations/undang-undang/document/"

pytestmark = [pytest.mark.sqlite, pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def text_of(clauses: list[Clause]) -> str:
    """The law as a file has it."""
    lines = ["RANCANGAN PERATURAN TENTANG KEBUN"]
    for at, clause in enumerate(clauses, start=1):
        said = clause.sentences
        body = [f"({number}) {sentence}" for number, sentence in enumerate(said, start=1)] if len(said) > 1 else [*said]
        lines += [f"Pasal {clause.number or at}", *body]
    return "\n".join(lines) + "\n"


@pytest.fixture
def discussed() -> Iterator[Scene]:
    """The draft with its posts, half of which quote some words, and its next version, in which every link is settled."""
    language = Language(Random(300))
    made = edited(language, law(language, CLAUSES), edits=CLAUSES // 10, renumbered=True)
    scene = staged("undang-undang", moderation=Moderation.AFTER, officials=[], moderators=[], draft=text_of(made.old))
    fill(
        scene,
        POSTS,
        authors=[someone(f"Warga{n}") for n in range(AUTHORS)],
        busy=scene.clause("Pasal 4"),
        on_busy=POSTS // 50,
        now=moment(),
    )
    quote_some()
    settles(scene, revises(scene, text_of(made.new)))
    yield scene
    cache.clear()


def quote_some() -> None:
    """Half of the posts quote four words of their clause."""
    said: dict[UUID | None, str] = dict(Wording.objects.values_list("clause", "text"))
    some = [version for n, version in enumerate(PostVersion.objects.select_related("post").order_by("pk")) if n % ONE_IN_QUOTING]
    for version in some:
        words = said.get(version.post.clause_id, "").split()[1:5]
        version.quote = {"exact": " ".join(words), "prefix": "", "suffix": "", "start": None, "end": None} if len(words) == 4 else None
    PostVersion.objects.bulk_update(some, ["quote"], batch_size=1_000)


def test_ten_thousand_posts_are_placed_in_seconds_and_readers_see_one_version_or_the_other(discussed: Scene, measured: Measured) -> None:
    publish = partial(publish_revision, actor=OPERATOR, slug="undang-undang", number=2, now=moment())
    forget_peak()

    with reading() as seen:
        seconds = took(publish) / 1000

    facts: dict[str, Any] = {"posts": POSTS, "clauses": CLAUSES, "readings": len(seen)}
    measured("publishing a version of 300 clauses with 10,000 posts", seconds, "s", at_most=SECONDS, **facts)
    measured("memory to publish a version with 10,000 posts, the whole process", peak(), "MB", at_most=MEGABYTES, **facts)
    said = {revision.number: wordings(revision) for revision in Revision.objects.all()}
    mixed = sum(read != said[number] for number, read in seen)
    measured("readings of a draft that mix two versions while one is published", mixed, "readings", against=len(seen), at_most=0)
    assert Placement.objects.count() == POSTS
    assert {number for number, _read in seen} == {1, 2}


def wordings(revision: Revision) -> list[tuple[str, str, str]]:
    """What the version says of each clause, under which id."""
    return [(str(id_), label, text) for id_, label, text in revision.wordings.order_by("position").values_list("clause", "label", "text")]


@contextmanager
def reading() -> Iterator[list[tuple[int, list[tuple[str, str, str]]]]]:
    """Somebody reads the document over and over, from before until after: the number of the version, and what its clauses say."""
    seen: list[tuple[int, list[tuple[str, str, str]]]] = []
    stop, begun = Event(), Event()

    def read() -> None:
        client = Client()
        while not stop.is_set() or seen[-1][0] == 1:
            answer = client.get(DOCUMENT).json()
            seen.append((answer["revision"], list(flat(answer["clauses"]))))
            begun.set()
        connections.close_all()

    reader = Thread(target=read)
    reader.start()
    assert begun.wait(60)
    yield seen
    stop.set()
    reader.join(60)


def flat(clauses: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Every clause, each before its parts."""
    for clause in clauses:
        yield clause["id"], clause["label"], clause["text"]
        yield from flat(clause["children"])


def forget_peak() -> None:
    """Count the most memory from here on (Linux, proc(5))."""
    Path("/proc/self/clear_refs").write_text("5")


def peak() -> float:
    """The most memory since then, in megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
